import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Database, DeploymentRow, GlobalCodeRow } from '../tables.ts'

/** Returns what accounts run now, as far as that is known. */
export async function deploymentsInForce(
  db: Database,
  accounts: readonly AccountId[],
): Promise<DeploymentRow[]> {
  if (accounts.length === 0) return []
  return await db
    .selectFrom('deployments')
    .selectAll()
    .where('account_id', 'in', accounts)
    .where('until_height', 'is', null)
    .execute()
}

/** Returns the code that accounts share under their names now, as far as that is known. */
export async function globalCodesInForce(
  db: Database,
  owners: readonly AccountId[],
): Promise<GlobalCodeRow[]> {
  if (owners.length === 0) return []
  return await db
    .selectFrom('global_codes')
    .selectAll()
    .where('owner', 'in', owners)
    .where('until_height', 'is', null)
    .execute()
}

/** Returns those of the hashes that anybody has ever attested. */
export async function attestedCodes(
  db: Database,
  hashes: readonly CodeHash[],
): Promise<CodeHash[]> {
  const attested: CodeHash[] = []
  for (const hash of new Set(hashes)) {
    // One statement says it, and of a hash there may be many.
    const row = await db
      .selectFrom('attestations')
      .select('seq')
      .where('code_hash', '=', hash)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) attested.push(hash)
  }
  return attested
}
