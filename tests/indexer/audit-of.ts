import { type Audit, audit } from '../../indexer/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { Database } from '../../store/index.ts'

/** Audits a mirror without asking the registry; throws if it has not seen a block. */
export async function auditOf(db: Database, most = 20): Promise<Audit> {
  const { signal } = new AbortController()
  const result = await audit({ db, hasher: portableHasher, signal, ask: null, most })
  if (result === undefined) throw new Error('There is nothing to audit.')
  return result
}
