import { rowParts } from '../row-parts.ts'
import type { Database, EquivocationRow } from '../tables.ts'
import type { Change, Statement } from './changes.ts'

/** Keeps which statements gave another code hash than the builder's last one on the recipe that gave any; returns how many. Results are counted already. */
export async function sumUpEquivocations(
  db: Database,
  changes: readonly Change[],
): Promise<{ equivocations: number }> {
  const rows: EquivocationRow[] = []
  const last = new Map<string, Built | undefined>()
  const several = await recipesOfSeveralHashes(db, changes)
  for (const { made } of changes) {
    if (made === undefined || made.code_hash === null || !several.has(made.recipe_id)) continue
    const { seq, builder, recipe_id, code_hash } = made
    const key = `${recipe_id} ${builder}`
    const earlier = last.has(key) ? last.get(key) : await lastBuilt(db, made)
    if (earlier !== undefined && earlier.code_hash !== code_hash) {
      rows.push({ seq, earlier_seq: earlier.seq, builder, recipe_id })
    }
    last.set(key, { seq, code_hash })
  }
  for (const part of rowParts(rows)) await db.insertInto('equivocations').values(part).execute()
  return { equivocations: rows.length }
}

/** Where everybody ever gave the same hash, which is nearly everywhere, nobody has to be looked at. */
async function recipesOfSeveralHashes(
  db: Database,
  changes: readonly Change[],
): Promise<Set<string>> {
  const found = new Set<string>()
  for (const part of rowParts([...new Set(changes.map(({ recipe_id }) => recipe_id))])) {
    const rows = await db
      .selectFrom('results')
      .select('recipe_id')
      .where('recipe_id', 'in', part)
      .groupBy('recipe_id')
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute()
    for (const { recipe_id } of rows) found.add(recipe_id)
  }
  return found
}

type Built = Pick<Statement, 'seq' | 'code_hash'>

async function lastBuilt(db: Database, before: Statement): Promise<Built | undefined> {
  return await db
    .selectFrom('attestations')
    .select(['seq', 'code_hash'])
    .where('recipe_id', '=', before.recipe_id)
    .where('builder', '=', before.builder)
    .where('seq', '<', before.seq)
    .where('code_hash', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}
