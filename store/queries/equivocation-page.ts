import type { AccountId } from '../../protocol/account-id.ts'
import type { RecipeId } from '../../protocol/recipe.ts'
import type { Database, EquivocationRow } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which equivocations are wanted; what is left out does not matter. */
export type EquivocationFilter = {
  builder?: AccountId | undefined
  recipeId?: RecipeId | undefined
}

/** Returns a page of statements that gave another code hash than the builder's last one on the recipe, newest first, by `seq`. */
export async function equivocationPage(
  db: Database,
  { filter = {}, ...page }: PageOptions<number> & { filter?: EquivocationFilter | undefined },
): Promise<Page<EquivocationRow>> {
  const { builder, recipeId } = filter
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('equivocations')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('seq', '<', after as number))
    .$if(before !== undefined, (q) => q.where('seq', '>', before as number))
    .$if(builder !== undefined, (q) => q.where('builder', '=', builder as AccountId))
    .$if(recipeId !== undefined, (q) => q.where('recipe_id', '=', recipeId as RecipeId))
    .orderBy('seq', backward === true ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}
