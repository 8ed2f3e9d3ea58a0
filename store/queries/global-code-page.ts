import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Database, GlobalCodeRow } from '../tables.ts'
import type { DeploymentKey } from './deployment-page.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which codes of global contracts by account are wanted; what is left out does not matter. */
export type GlobalCodeFilter = {
  owner?: AccountId | undefined
  codeHash?: CodeHash | undefined
}

/** Returns a page of what global contracts by account came to be, by owner, those of one owner newest first. */
export async function globalCodePage(
  db: Database,
  { filter = {}, ...page }: PageOptions<DeploymentKey> & { filter?: GlobalCodeFilter | undefined },
): Promise<Page<GlobalCodeRow>> {
  const { owner, codeHash } = filter
  // Within one owner the height alone tells the place, and an index is entered right there.
  const { first, after, before, backward = false } = page
  const rows = await db
    .selectFrom('global_codes')
    .selectAll()
    .$if(owner !== undefined, (q) => q.where('owner', '=', owner as AccountId))
    .$if(codeHash !== undefined, (q) => q.where('code_hash', '=', codeHash as CodeHash))
    .$if(after !== undefined && owner !== undefined, (q) =>
      q.where('block_height', '<', (after as DeploymentKey).height),
    )
    .$if(after !== undefined && owner === undefined, (q) => {
      const key = after as DeploymentKey
      return q
        .where('owner', '>=', key.accountId)
        .where((eb) =>
          eb.or([eb('owner', '>', key.accountId), eb('block_height', '<', key.height)]),
        )
    })
    .$if(before !== undefined && owner !== undefined, (q) =>
      q.where('block_height', '>', (before as DeploymentKey).height),
    )
    .$if(before !== undefined && owner === undefined, (q) => {
      const key = before as DeploymentKey
      return q
        .where('owner', '<=', key.accountId)
        .where((eb) =>
          eb.or([eb('owner', '<', key.accountId), eb('block_height', '>', key.height)]),
        )
    })
    .orderBy('owner', backward ? 'desc' : 'asc')
    .orderBy('block_height', backward ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}
