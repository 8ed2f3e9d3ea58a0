import {
  isFullAccess,
  type Rpc,
  resolveCode,
  viewAccessKeys,
  viewAccount,
  viewCode,
} from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'

/** What a deployment asks of an account, as of final blocks. */
export type AccountState = {
  accountId: AccountId
  /** Yocto, what is staked included. */
  balance: bigint
  storageBytes: bigint
  /** Hash of the code that runs there; null if none does. */
  codeHash: CodeHash | null
  /** The code runs under another account's name, which may change it at any time. */
  borrowed: boolean
  fullAccessKeys: string[]
}

/** Reads the account; throws if it does not exist. */
export async function readAccount(rpc: Rpc, accountId: AccountId): Promise<AccountState> {
  const { kind, codeHash } = await resolveCode(rpc, accountId)
  if (kind === 'unknown_account') {
    throw new Error(
      `There is no account ${accountId} on this network. Create it, or name another with --account.`,
    )
  }
  const [account, { keys }] = await Promise.all([
    viewAccount(rpc, accountId),
    viewAccessKeys(rpc, accountId),
  ])
  return {
    accountId,
    balance: BigInt(account.amount) + BigInt(account.locked),
    storageBytes: BigInt(account.storage_usage),
    codeHash,
    borrowed: kind === 'global_account',
    fullAccessKeys: keys
      .filter(({ access_key }) => isFullAccess(access_key))
      .map(({ public_key }) => public_key),
  }
}

/** Returns how many bytes of code the account stores itself. */
export async function storedCodeBytes(rpc: Rpc, accountId: AccountId): Promise<number> {
  const { kind } = await resolveCode(rpc, accountId)
  if (kind !== 'local') return 0
  const { code_base64 } = await viewCode(rpc, accountId)
  return Buffer.byteLength(code_base64, 'base64')
}
