import { createPrivateKey, createPublicKey as publicOf } from 'node:crypto'
import { base58 } from '@scure/base'
import type { PublicKey } from '../primitives/public-key.ts'
import { createPublicKey } from '../primitives/public-key.ts'
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

/** A known key: secrets here are no secrets. */
export type KnownKey = { accountId: string; secretKey: string; publicKey: PublicKey }

const NEAR = 10n ** 24n

/** The account that everything else is created from, as near-sandbox has it. */
export const ROOT_ACCOUNT = 'test.near'
/** Yocto of the root account: as much as mainnet had at its start. */
export const ROOT_AMOUNT = 1_000_000_000n * NEAR
/** Yocto that the only validator has at stake. Source: nearcore's `TESTING_INIT_STAKE`. */
export const ROOT_STAKE = 50_000_000n * NEAR

/** What precedes a raw ed25519 seed in its DER form. Source: RFC 8410, section 7. */
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEED_BYTES = 32

/** Derives a key from a name: its bytes, filled up with spaces, are the seed. Source: nearcore's `SecretKey::from_seed`. */
export function keyFromName(name: string): KnownKey {
  const seed = Buffer.alloc(SEED_BYTES, ' ')
  seed.write(name)
  const der = Buffer.concat([ED25519_PKCS8_PREFIX, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = publicOf(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = createPublicKey('ed25519', new Uint8Array(spki.subarray(-32)))
  const secretKey = `ed25519:${base58.encode(Buffer.concat([seed, publicKey.data]))}`
  return { accountId: name, secretKey, publicKey }
}

/** The root account with its stake. */
export function rootAccount(): GenesisAccount {
  const { publicKey } = keyFromName(ROOT_ACCOUNT)
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
