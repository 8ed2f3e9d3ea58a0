import type { PublicKey } from '../primitives/public-key.ts'
import { ACCOUNT_BYTES } from '../runtime/parameters.ts'
import { accessKeyBytes } from '../runtime/storage-stake.ts'
import type { AccessKey } from '../runtime/types.ts'
import type { StateChange } from '../state/types.ts'

export type GenesisAccount = {
  accountId: string
  /** Yocto. */
  amount: bigint
  /** Yocto at stake. */
  locked?: bigint
  publicKey: PublicKey
}

const NEAR = 10n ** 24n

/** The account that everything else is created from, as near-sandbox has it. */
export const ROOT_ACCOUNT = 'test.near'
/** Yocto of the root account: as much as mainnet had at its start. */
export const ROOT_AMOUNT = 1_000_000_000n * NEAR
/** Yocto that the only validator has at stake. Source: nearcore's `TESTING_INIT_STAKE`. */
export const ROOT_STAKE = 50_000_000n * NEAR

/** The root account with its stake. */
export function rootAccount(publicKey: PublicKey): GenesisAccount {
  return { accountId: ROOT_ACCOUNT, amount: ROOT_AMOUNT, locked: ROOT_STAKE, publicKey }
}

/** What the genesis block writes. */
export function genesisChanges(accounts: readonly GenesisAccount[]): StateChange[] {
  const cause = { type: 'initial_state' } as const
  return accounts.flatMap(({ accountId, amount, locked = 0n, publicKey }): StateChange[] => {
    const accessKey: AccessKey = { nonce: 0n, permission: 'full' }
    const storageUsage = ACCOUNT_BYTES + accessKeyBytes(publicKey, accessKey)
    const contract = { kind: 'none' } as const
    const account = { amount, locked, storageUsage, contract }
    return [
      { column: 'account', accountId, suffix: '', value: account, cause },
      { column: 'accessKey', accountId, suffix: publicKey.text, value: accessKey, cause },
    ]
  })
}
