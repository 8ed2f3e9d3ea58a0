import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import type { RecipeId } from '../../protocol/recipe.ts'
import type { Database } from '../tables.ts'
import { EVIDENCE_COLUMNS, toEvidence } from './evidence-columns.ts'

// A builder states one code on a few recipes: in as many environments as somebody asks for.
const RECIPES_PER_BUILDER = 10
/** How many of the first and of the last statements of a code are looked at. */
const AT_EACH_END = 500

/**
 * Returns what some builders say about a code on which there is more than can be read, and what others do, as far as it is looked at.
 *
 * Of the builders (at most 64) it is what is in force on every recipe on which one of them supports the code; only the ten recipes that
 * each has stated last count. Of all others it is what is in force of the first and the last 500 statements of the code. So what it
 * costs does not depend on how much strangers have written. In the order of the numbers.
 */
export async function crowdedEvidence(
  db: Database,
  codeHash: CodeHash,
  builders: readonly AccountId[],
): Promise<Evidence[]> {
  const own = await saidBy(db, builders, await supportedBy(db, builders, codeHash))
  const named = new Set(builders)
  const others = await atEnds(db, codeHash)
  return [...own, ...others.filter(({ builder }) => !named.has(builder))].sort(
    (a, b) => a.seq - b.seq,
  )
}

/** Returns the recipes on which builders support a code. */
async function supportedBy(
  db: Database,
  builders: readonly AccountId[],
  codeHash: CodeHash,
): Promise<RecipeId[]> {
  const [first, ...others] = builders.map((builder) =>
    db
      .selectFrom((from) =>
        from
          .selectFrom('attestations')
          .select('recipe_id')
          .where('builder', '=', builder)
          .where('code_hash', '=', codeHash)
          .where('ended_by_seq', 'is', null)
          .orderBy('seq', 'desc')
          .limit(RECIPES_PER_BUILDER)
          .as('newest'),
      )
      .select('recipe_id'),
  )
  if (first === undefined) return []
  const rows = await others.reduce((all, one) => all.unionAll(one), first).execute()
  return [...new Set(rows.map(({ recipe_id }) => recipe_id))]
}

async function saidBy(
  db: Database,
  builders: readonly AccountId[],
  recipes: readonly RecipeId[],
): Promise<Evidence[]> {
  if (recipes.length === 0) return []
  const rows = await db
    .selectFrom('attestations as a')
    .innerJoin('recipes as r', 'r.recipe_id', 'a.recipe_id')
    .where('a.recipe_id', 'in', recipes)
    .where('a.builder', 'in', builders)
    .where('a.ended_by_seq', 'is', null)
    .select(EVIDENCE_COLUMNS)
    .execute()
  const equivocated = await db
    .selectFrom('equivocations')
    .where('recipe_id', 'in', recipes)
    .where('builder', 'in', builders)
    .select(['recipe_id', 'builder'])
    .execute()
  const keys = new Set(equivocated.map(keyOf))
  return rows.map(toEvidence).map((e) => (keys.has(keyOf(e)) ? { ...e, equivocated: true } : e))
}

const keyOf = ({ recipe_id, builder }: { recipe_id: RecipeId; builder: AccountId }): string =>
  `${recipe_id} ${builder}`

/** Returns what is in force of the first and the last statements of a code. */
async function atEnds(db: Database, codeHash: CodeHash): Promise<Evidence[]> {
  const bySeq = new Map<number, Evidence>()
  for (const direction of ['asc', 'desc'] as const) {
    const rows = await db
      .selectFrom((from) =>
        from
          .selectFrom('attestations')
          .selectAll()
          .where('code_hash', '=', codeHash)
          .orderBy('seq', direction)
          .limit(AT_EACH_END)
          .as('a'),
      )
      .innerJoin('recipes as r', 'r.recipe_id', 'a.recipe_id')
      .where('a.ended_by_seq', 'is', null)
      .select(EVIDENCE_COLUMNS)
      .execute()
    for (const row of rows) bySeq.set(row.seq, toEvidence(row))
  }
  return [...bySeq.values()]
}
