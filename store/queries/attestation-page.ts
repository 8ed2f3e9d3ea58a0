import type { AccountId } from '../../protocol/account-id.ts'
import type { Outcome } from '../../protocol/attestation.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { RecipeId } from '../../protocol/recipe.ts'
import type { AttestationRow, Database } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which attestations are wanted; what is left out does not matter. */
export type AttestationFilter = {
  builder?: AccountId | undefined
  recipeId?: RecipeId | undefined
  codeHash?: CodeHash | undefined
  outcome?: Outcome | undefined
  /** true: neither superseded nor withdrawn; false: either. */
  live?: boolean | undefined
}

/** Returns a page of attestations, newest first, by `seq`. New ones do not move the pages that follow. */
export async function attestationPage(
  db: Database,
  { filter = {}, ...page }: PageOptions<number> & { filter?: AttestationFilter | undefined },
): Promise<Page<AttestationRow>> {
  const { first, after, before, backward } = page
  const { builder, recipeId, codeHash, outcome, live } = filter
  const rows = await db
    .selectFrom('attestations')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('seq', '<', after as number))
    .$if(before !== undefined, (q) => q.where('seq', '>', before as number))
    .$if(builder !== undefined, (q) => q.where('builder', '=', builder as AccountId))
    .$if(recipeId !== undefined, (q) => q.where('recipe_id', '=', recipeId as RecipeId))
    .$if(codeHash !== undefined, (q) => q.where('code_hash', '=', codeHash as CodeHash))
    .$if(outcome !== undefined, (q) => q.where('outcome', '=', outcome as Outcome))
    .$if(live === true, (q) => q.where('ended_by_seq', 'is', null))
    .$if(live === false, (q) => q.where('ended_by_seq', 'is not', null))
    .orderBy('seq', backward === true ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}
