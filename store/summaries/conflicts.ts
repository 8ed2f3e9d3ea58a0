import type { Selectable } from 'kysely'
import { rowParts } from '../row-parts.ts'
import type { ConflictRow, Database, ResultsTable } from '../tables.ts'
import type { Change } from './changes.ts'

type Result = Selectable<ResultsTable>
type Live = Pick<Result, 'first_seq' | 'live'>

/** Live statements on one recipe, by the code hash that they give, and since when these differ. */
type Recipe = { live: Map<string, Live>; changed: Set<string>; since: number | undefined }

/** How many conflicts came to be more than ceased. */
export type ConflictTotals = { open_conflicts: number }

/** Counts live statements on each recipe by code hash, and keeps when they differed. */
export async function sumUpConflicts(
  db: Database,
  changes: readonly Change[],
): Promise<ConflictTotals> {
  const recipes = await recipesOf(db, new Set(changes.map(({ recipe_id }) => recipe_id)))
  const begun: ConflictRow[] = []
  const ended: { since_seq: number; until_seq: number }[] = []
  let open_conflicts = 0
  for (const { seq, recipe_id, ended: before, made } of changes) {
    const recipe = recipes.get(recipe_id)
    if (recipe === undefined) continue
    count(recipe, seq, before?.code_hash ?? null, -1)
    count(recipe, seq, made?.code_hash ?? null, +1)
    const differ = [...recipe.live.values()].filter(({ live }) => live > 0).length > 1
    if (differ === (recipe.since !== undefined)) continue
    if (recipe.since === undefined) {
      begun.push({ since_seq: seq, recipe_id, until_seq: null })
      recipe.since = seq
      open_conflicts += 1
    } else {
      ended.push({ since_seq: recipe.since, until_seq: seq })
      recipe.since = undefined
      open_conflicts -= 1
    }
  }
  await writeResults(db, recipes)
  for (const rows of rowParts(begun)) await db.insertInto('conflicts').values(rows).execute()
  for (const { since_seq, until_seq } of ended) {
    await db
      .updateTable('conflicts')
      .set({ until_seq })
      .where('since_seq', '=', since_seq)
      .execute()
  }
  return { open_conflicts }
}

function count(
  { live: results, changed }: Recipe,
  seq: number,
  codeHash: string | null,
  by: number,
): void {
  if (codeHash === null) return
  const { first_seq, live } = results.get(codeHash) ?? { first_seq: seq, live: 0 }
  results.set(codeHash, { first_seq, live: live + by })
  changed.add(codeHash)
}

async function recipesOf(db: Database, ids: ReadonlySet<string>): Promise<Map<string, Recipe>> {
  const recipes = new Map<string, Recipe>()
  for (const id of ids) recipes.set(id, { live: new Map(), changed: new Set(), since: undefined })
  for (const part of rowParts([...ids])) {
    const results = await db
      .selectFrom('results')
      .selectAll()
      .where('recipe_id', 'in', part)
      .execute()
    for (const { recipe_id, code_hash, ...live } of results) {
      recipes.get(recipe_id)?.live.set(code_hash, live)
    }
    const open = await db
      .selectFrom('conflicts')
      .select(['recipe_id', 'since_seq'])
      .where('recipe_id', 'in', part)
      .where('until_seq', 'is', null)
      .execute()
    for (const { recipe_id, since_seq } of open) {
      const recipe = recipes.get(recipe_id)
      if (recipe !== undefined) recipe.since = since_seq
    }
  }
  return recipes
}

async function writeResults(db: Database, recipes: ReadonlyMap<string, Recipe>): Promise<void> {
  const results = [...recipes].flatMap(([recipe_id, { live, changed }]) =>
    [...changed].map((code_hash): Result => {
      return { recipe_id, code_hash, ...(live.get(code_hash) as Live) }
    }),
  )
  for (const rows of rowParts(results)) {
    await db
      .insertInto('results')
      .values(rows)
      .onConflict((c) =>
        c.column('first_seq').doUpdateSet((eb) => ({ live: eb.ref('excluded.live') })),
      )
      .execute()
  }
}
