import type { RecipeId } from '../../protocol/recipe.ts'
import type { ConflictRow, Database } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which conflicts are wanted; what is left out does not matter. */
export type ConflictFilter = {
  recipeId?: RecipeId | undefined
  /** true: live statements still differ; false: not any more. */
  open?: boolean | undefined
}

/** Returns a page of the times at which live statements on a recipe differed, newest first, by `since_seq`. */
export async function conflictPage(
  db: Database,
  { filter = {}, ...page }: PageOptions<number> & { filter?: ConflictFilter | undefined },
): Promise<Page<ConflictRow>> {
  const { recipeId, open } = filter
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('conflicts')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('since_seq', '<', after as number))
    .$if(before !== undefined, (q) => q.where('since_seq', '>', before as number))
    .$if(recipeId !== undefined, (q) => q.where('recipe_id', '=', recipeId as RecipeId))
    .$if(open === true, (q) => q.where('until_seq', 'is', null))
    .$if(open === false, (q) => q.where('until_seq', 'is not', null))
    .orderBy('since_seq', backward === true ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}

/** A code hash that was given for a recipe, and how many builders' live statements give it. */
export type Result = { recipe_id: RecipeId; code_hash: string; live: number }

/** Returns what was ever given for each of the recipes, that with most live statements first. */
export async function resultsOfRecipes(
  db: Database,
  recipeIds: readonly RecipeId[],
): Promise<Result[][]> {
  if (recipeIds.length === 0) return []
  const rows = await db
    .selectFrom('results')
    .select(['recipe_id', 'code_hash', 'live'])
    .where('recipe_id', 'in', recipeIds)
    .orderBy('live', 'desc')
    .orderBy('first_seq')
    .execute()
  const found = new Map<RecipeId, Result[]>(recipeIds.map((id) => [id, []]))
  for (const row of rows) found.get(row.recipe_id)?.push(row)
  return recipeIds.map((id) => found.get(id) ?? [])
}
