import type { LightClientBlock, LiteBlock } from './answers.ts'
import { list, text, u64, u128 } from './borsh.ts'
import { bytesOf, sha256 } from './hash.ts'
import { readKey } from './keys.ts'
import type { Producer } from './trusted-state.ts'

// NEAR's light-client specification (NEPs, specs/ChainSpec/LightClient.md, as of commit 1c8ac02).

/** Gives a block's hash. */
export function blockHash({ prev_block_hash, inner_rest_hash, inner_lite }: LiteBlock): Uint8Array {
  const inner = sha256(
    sha256(
      u64(inner_lite.height),
      bytesOf(inner_lite.epoch_id),
      bytesOf(inner_lite.next_epoch_id),
      bytesOf(inner_lite.prev_state_root),
      bytesOf(inner_lite.outcome_root),
      u64(BigInt(inner_lite.timestamp_nanosec)),
      bytesOf(inner_lite.next_bp_hash),
      bytesOf(inner_lite.block_merkle_root),
    ),
    bytesOf(inner_rest_hash),
  )
  return sha256(inner, bytesOf(prev_block_hash))
}

const ENDORSEMENT = Uint8Array.of(0)

/** Gives what a block's producers sign to make it final: an endorsement of the next block, at the height after that. */
export function approvalMessage(block: LightClientBlock, hash: Uint8Array): Uint8Array {
  const next = sha256(bytesOf(block.next_block_inner_hash), hash)
  return Buffer.concat([ENDORSEMENT, next, u64(block.inner_lite.height + 2)])
}

const VALIDATOR_STAKE_V1 = Uint8Array.of(0)
const ED25519 = Uint8Array.of(0)

/**
 * Gives the hash over an epoch's producers. The specification hashes `ValidatorStakeView`s; the version in front of each is
 * nearcore's since protocol version 49 (`ValidatorStake`, `compute_bp_hash`).
 *
 * @throws ChainError `LIGHT_CLIENT_BLOCK_INVALID` for a key that is not of ed25519.
 */
export function producersHash(producers: readonly Producer[]): Uint8Array {
  const items = producers.flatMap(({ accountId, publicKey, stake }) => [
    VALIDATOR_STAKE_V1,
    text(accountId),
    ED25519,
    readKey(publicKey, accountId),
    u128(stake),
  ])
  return sha256(list(producers.length, Buffer.concat(items)))
}
