import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import { type Database, evidenceForCodes } from '../../store/index.ts'

/** Returns all that a verdict on a code is made from. */
export async function evidenceForCode(db: Database, codeHash: CodeHash): Promise<Evidence[]> {
  const [evidence] = await evidenceForCodes(db, [codeHash], { most: 100_000 })
  return evidence ?? []
}
