import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { TrustedState } from '../../../chain/light-client/index.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import type { BlockJson } from './vectors.ts'

// Light client blocks of validators made up for tests. All encodings are written here anew, from the specification, so that a
// mistake of the code that is tested is not made twice.

export type Validator = { accountId: string; publicKey: string; stake: bigint; key: KeyObject }

const RAW_KEY_BYTES = 32

export function makeValidators(stakes: readonly bigint[]): Validator[] {
  return stakes.map((stake, index) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-RAW_KEY_BYTES)
    const accountId = `validator-${index}.pool.near`
    return { accountId, publicKey: `ed25519:${encodeBase58(raw)}`, stake, key: privateKey }
  })
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** A hash that nothing else has. */
export function hashOf(name: string): Buffer {
  return sha256(Buffer.from(name))
}

function littleEndian(value: bigint, bytes: number): Buffer {
  const hex = value.toString(16).padStart(2 * bytes, '0')
  return Buffer.from(hex, 'hex').reverse()
}

function producersBorsh(producers: readonly Validator[], rawKey: (text: string) => Buffer): Buffer {
  return Buffer.concat([
    littleEndian(BigInt(producers.length), 4),
    ...producers.flatMap(({ accountId, publicKey, stake }) => [
      Buffer.of(0),
      littleEndian(BigInt(accountId.length), 4),
      Buffer.from(accountId),
      Buffer.of(0),
      rawKey(publicKey),
      littleEndian(stake, 16),
    ]),
  ])
}

function rawKeyOf(producers: readonly Validator[]): (text: string) => Buffer {
  const keys = new Map(
    producers.map(({ publicKey, key }) => {
      const jwk = key.export({ format: 'jwk' })
      return [publicKey, Buffer.from(jwk.x as string, 'base64url')] as const
    }),
  )
  return (text) => keys.get(text) as Buffer
}

export type Made = { epoch: string; nextEpoch: string; height: number }

/** Makes a block that those validators sign for whom `signs` says so. */
export function makeBlock({
  made: { epoch, nextEpoch, height },
  validators,
  next,
  signs = () => true,
}: {
  made: Made
  validators: readonly Validator[]
  next: readonly Validator[]
  signs?: (index: number) => boolean
}): BlockJson {
  const [epochId, nextEpochId] = [hashOf(epoch), hashOf(nextEpoch)]
  const names = ['state', 'outcomes', 'blocks', 'rest', 'previous', 'after'] as const
  const [state, outcomes, blocks, rest, previous, after] = names.map((name) =>
    hashOf(`${name} ${height}`),
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer]
  const nextBp = sha256(producersBorsh(next, rawKeyOf(next)))
  const timestamp = 1_700_000_000_123_456_789n
  const lite = Buffer.concat([
    littleEndian(BigInt(height), 8),
    epochId,
    nextEpochId,
    state,
    outcomes,
    littleEndian(timestamp, 8),
    nextBp,
    blocks,
  ])
  const hash = sha256(sha256(sha256(lite), rest), previous)
  const message = Buffer.concat([
    Buffer.of(0),
    sha256(after, hash),
    littleEndian(BigInt(height + 2), 8),
  ])
  return {
    prev_block_hash: encodeBase58(previous),
    next_block_inner_hash: encodeBase58(after),
    inner_rest_hash: encodeBase58(rest),
    inner_lite: {
      height,
      epoch_id: encodeBase58(epochId),
      next_epoch_id: encodeBase58(nextEpochId),
      prev_state_root: encodeBase58(state),
      outcome_root: encodeBase58(outcomes),
      timestamp: Number(timestamp),
      timestamp_nanosec: timestamp.toString(),
      next_bp_hash: encodeBase58(nextBp),
      block_merkle_root: encodeBase58(blocks),
    },
    next_bps: next.map(({ accountId, publicKey, stake }) => ({
      validator_stake_struct_version: 'V1',
      account_id: accountId,
      public_key: publicKey,
      stake: stake.toString(),
    })),
    approvals_after_next: validators.map(({ key }, index) =>
      signs(index) ? `ed25519:${encodeBase58(sign(null, message, key))}` : null,
    ),
  }
}

/** What is trusted before any such block: a head of epoch `one`, and the producers of `one` and `two`. */
export function trustedAt(
  height: number,
  one: readonly Validator[],
  two: readonly Validator[],
): TrustedState {
  const [epochId, nextEpochId] = [encodeBase58(hashOf('one')), encodeBase58(hashOf('two'))]
  const head = {
    hash: encodeBase58(hashOf('head')),
    height,
    timestamp: 0n,
    epochId,
    nextEpochId,
    blockMerkleRoot: encodeBase58(hashOf('root')),
  }
  return { head, producers: { [epochId]: one, [nextEpochId]: two } }
}
