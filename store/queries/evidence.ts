import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import type { Database } from '../tables.ts'
import { EVIDENCE_COLUMNS, toEvidence } from './evidence-columns.ts'

// Of one code hash there are some tens; far more together are looked at one by one.
const PER_CODE = 20

/**
 * Returns for each code hash, in the order given, what the verdict on it is made from; null where that is more than `most` statements.
 *
 * That is every statement, live or ended, on every recipe for which anybody ever stated that code hash: so dissent, failures and
 * changes of mind are in it. In the order of their numbers. What there is beyond `most` is not read.
 */
export async function evidenceForCodes(
  db: Database,
  codeHashes: readonly CodeHash[],
  { most }: { most: number },
): Promise<(Evidence[] | null)[]> {
  const found = await evidenceOf(db, [...new Set(codeHashes)], most)
  return codeHashes.map((hash) => found.get(hash) ?? null)
}

async function evidenceOf(
  db: Database,
  hashes: readonly CodeHash[],
  most: number,
): Promise<Map<CodeHash, Evidence[]>> {
  if (hashes.length === 0) return new Map()
  const limit = most + (hashes.length - 1) * PER_CODE
  const rows = await read(db, hashes, limit + 1)
  if (rows.length > limit) return hashes.length === 1 ? new Map() : oneByOne(db, hashes, most)
  const found = new Map<CodeHash, Evidence[]>(hashes.map((hash) => [hash, []]))
  for (const { asked, ...row } of rows.toSorted((a, b) => a.seq - b.seq)) {
    found.get(asked)?.push(toEvidence(row))
  }
  return new Map([...found].filter(([, evidence]) => evidence.length <= most))
}

async function oneByOne(
  db: Database,
  hashes: readonly CodeHash[],
  most: number,
): Promise<Map<CodeHash, Evidence[]>> {
  const found = new Map<CodeHash, Evidence[]>()
  for (const hash of hashes) {
    for (const [of, evidence] of await evidenceOf(db, [hash], most)) found.set(of, evidence)
  }
  return found
}

async function read(db: Database, hashes: readonly CodeHash[], limit: number) {
  return await db
    .selectFrom('results as s')
    .innerJoin('attestations as a', 'a.recipe_id', 's.recipe_id')
    .innerJoin('recipes as r', 'r.recipe_id', 's.recipe_id')
    .where('s.code_hash', 'in', hashes)
    .select(['s.code_hash as asked', ...EVIDENCE_COLUMNS])
    .limit(limit)
    .execute()
}
