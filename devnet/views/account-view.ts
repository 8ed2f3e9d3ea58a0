import { ZERO_HASH } from '../primitives/hash.ts'
import type { JsonObject } from '../primitives/json.ts'
import type { Account } from '../runtime/types.ts'

/** An account as nearcore's `AccountView`: `code_hash` speaks only of the account's own code. */
export function accountView({ amount, locked, storageUsage, contract }: Account): JsonObject {
  return {
    amount: amount.toString(),
    locked: locked.toString(),
    code_hash: contract.kind === 'local' ? contract.hash : ZERO_HASH,
    storage_usage: storageUsage,
    storage_paid_at: 0,
    ...(contract.kind === 'global' ? { global_contract_hash: contract.hash } : {}),
    ...(contract.kind === 'global_by_account'
      ? { global_contract_account_id: contract.accountId }
      : {}),
  }
}
