import type { RecipeId } from '../../protocol/recipe.ts'
import type { Database, RecipeRow } from '../tables.ts'
import { inOrder } from './in-order.ts'

export async function recipeById(db: Database, id: RecipeId): Promise<RecipeRow | undefined> {
  const [row] = await recipesByIds(db, [id])
  return row
}

/** Returns the recipes in the order of the ids; undefined for an id that nobody has attested. */
export async function recipesByIds(
  db: Database,
  ids: readonly RecipeId[],
): Promise<(RecipeRow | undefined)[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('recipes').selectAll().where('recipe_id', 'in', ids).execute()
  return inOrder(ids, rows, (row) => row.recipe_id)
}
