import type { AccountId } from '../../protocol/account-id.ts'
import type { Database, PolicyRow } from '../tables.ts'

/** Returns the policy in force under `owner/name`, or undefined if there is none (any more). */
export async function policyByName(
  db: Database,
  owner: AccountId,
  name: string,
): Promise<PolicyRow | undefined> {
  return await db
    .selectFrom('policies')
    .selectAll()
    .where('owner', '=', owner)
    .where('name', '=', name)
    .where('ended_by_seq', 'is', null)
    .executeTakeFirst()
}
