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
  if (hashes.length === 0) return []
  const rows = await db
    .selectFrom('attestations')
    .where('code_hash', 'in', hashes)
    .select((eb) => eb.ref('code_hash').$notNull().as('code_hash'))
    .distinct()
    .execute()
  return rows.map(({ code_hash }) => code_hash)
}
