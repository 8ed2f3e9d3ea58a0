import type { AccountId } from '../../protocol/account-id.ts'
import type { Database, PolicyRow } from '../tables.ts'
import { inOrder } from './in-order.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which versions of policies are wanted; what is left out does not matter. */
export type PolicyFilter = {
  owner?: AccountId | undefined
  name?: string | undefined
  digest?: string | undefined
  /** true: neither superseded nor removed; false: either. */
  inForce?: boolean | undefined
}

/** Returns a page of versions of policies, newest first, by `seq`. */
export async function policyPage(
  db: Database,
  { filter = {}, ...page }: PageOptions<number> & { filter?: PolicyFilter | undefined },
): Promise<Page<PolicyRow>> {
  const { owner, name, digest, inForce } = filter
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('policies')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('seq', '<', after as number))
    .$if(before !== undefined, (q) => q.where('seq', '>', before as number))
    .$if(owner !== undefined, (q) => q.where('owner', '=', owner as AccountId))
    .$if(name !== undefined, (q) => q.where('name', '=', name as string))
    .$if(digest !== undefined, (q) => q.where('digest', '=', digest as string))
    .$if(inForce === true, (q) => q.where('ended_by_seq', 'is', null))
    .$if(inForce === false, (q) => q.where('ended_by_seq', 'is not', null))
    .orderBy('seq', backward === true ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}

/** Returns the versions of policies in the order of their numbers; undefined for a number that is none. */
export async function policiesBySeqs(
  db: Database,
  seqs: readonly number[],
): Promise<(PolicyRow | undefined)[]> {
  if (seqs.length === 0) return []
  const rows = await db.selectFrom('policies').selectAll().where('seq', 'in', seqs).execute()
  return inOrder(seqs, rows, (row) => row.seq)
}
