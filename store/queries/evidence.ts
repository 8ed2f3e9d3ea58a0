import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import type { Database } from '../tables.ts'

/** Returns what the verdict on a code hash is made from; see evidenceForCodes. */
export async function evidenceForCode(db: Database, codeHash: CodeHash): Promise<Evidence[]> {
  const [evidence] = await evidenceForCodes(db, [codeHash])
  return evidence ?? []
}

/**
 * Returns for each code hash, in the order given, what the verdict on it is made from.
 *
 * That is every statement, live or ended, on every recipe for which anybody ever stated that code hash: so dissent, failures and
 * changes of mind are in it. In the order of their numbers.
 */
export async function evidenceForCodes(
  db: Database,
  codeHashes: readonly CodeHash[],
): Promise<Evidence[][]> {
  const found = new Map<CodeHash, Evidence[]>(codeHashes.map((hash) => [hash, []]))
  if (found.size > 0) {
    for (const { asked, ended_by, ...statement } of await rows(db, [...found.keys()])) {
      const evidence = ended_by === 'withdrawn' ? { ...statement, withdrawn: true } : statement
      found.get(asked)?.push(evidence)
    }
  }
  return codeHashes.map((hash) => found.get(hash) ?? [])
}

async function rows(db: Database, codeHashes: CodeHash[]) {
  return await db
    .selectFrom((from) =>
      from
        .selectFrom('attestations')
        .where('code_hash', 'in', codeHashes)
        .select((eb) => ['recipe_id', eb.ref('code_hash').$notNull().as('asked')])
        .distinct()
        .as('stated'),
    )
    .innerJoin('attestations as a', 'a.recipe_id', 'stated.recipe_id')
    .innerJoin('recipes as r', 'r.recipe_id', 'stated.recipe_id')
    .select([
      'stated.asked',
      'a.seq',
      'a.builder',
      'a.recipe_id',
      'a.outcome',
      'a.code_hash',
      'a.platform',
      'a.network',
      'a.tool',
      'a.log_digest',
      'a.provenance',
      'a.block_height',
      'a.timestamp',
      'a.ended_by',
      'r.source_id',
      'r.environment',
    ])
    .orderBy('a.seq')
    .execute()
}
