import { base58 } from '@scure/base'
import { chunkEndorsements, DYNAMIC_RESHARDING } from '../chain/block-hash.ts'
import type { Block } from '../chain/types.ts'
import type { Validator } from '../chain/validator.ts'
import { ZERO_HASH } from '../primitives/hash.ts'
import type { JsonObject } from '../primitives/json.ts'
import { CHUNK_GAS_LIMIT } from '../runtime/parameters.ts'

/** Nanoseconds as JSON: nearcore gives a number that JavaScript cannot hold exactly, and the same as text. */
export function timestamps(timestamp: bigint): JsonObject {
  return { timestamp, timestamp_nanosec: timestamp.toString() }
}

/** A block as nearcore's `BlockView`. */
export function blockView(block: Block, validator: Validator): JsonObject {
  return {
    author: validator.accountId,
    header: headerView(block),
    chunks: [chunkHeaderView(block, validator)],
  }
}

function headerView({ header }: Block): JsonObject {
  return {
    height: header.height,
    prev_height: header.prevHeight ?? 0,
    epoch_id: header.epochId,
    next_epoch_id: header.nextEpochId,
    hash: header.hash,
    prev_hash: header.prevHash,
    prev_state_root: header.prevStateRoot,
    chunk_receipts_root: header.chunkReceiptsRoot,
    chunk_headers_root: header.chunkHeadersRoot,
    chunk_tx_root: header.chunkTxRoot,
    outcome_root: header.outcomeRoot,
    block_body_hash: ZERO_HASH,
    chunks_included: 1,
    challenges_root: ZERO_HASH,
    ...timestamps(header.timestamp),
    random_value: header.randomValue,
    validator_proposals: [],
    chunk_mask: [true],
    gas_price: header.gasPrice.toString(),
    block_ordinal: header.ordinal,
    rent_paid: '0',
    validator_reward: '0',
    total_supply: header.totalSupply.toString(),
    challenges_result: [],
    last_final_block: header.lastFinalHash,
    last_ds_final_block: header.lastDsFinalHash,
    next_bp_hash: header.nextBpHash,
    block_merkle_root: header.blockMerkleRoot,
    epoch_sync_data_hash: null,
    approvals: header.approvals.map(signatureText),
    signature: header.signature,
    latest_protocol_version: header.protocolVersion,
    chunk_endorsements: chunkEndorsements(header).map((bytes) => [...bytes]),
    shard_split: null,
  }
}

/** An ed25519 signature as RPC writes it. */
export function signatureText(signature: Uint8Array): string {
  return `ed25519:${base58.encode(signature)}`
}

/** A chunk's header as nearcore's `ChunkHeaderView`: gas and burnt balance are those of the chunk before. */
export function chunkHeaderView(block: Block, validator: Validator): JsonObject {
  const { header, chunk } = block
  return {
    chunk_hash: chunk.hash,
    prev_block_hash: header.prevHash,
    outcome_root: chunk.outcomeRoot,
    prev_state_root: chunk.prevStateRoot,
    encoded_merkle_root: ZERO_HASH,
    encoded_length: 0,
    height_created: header.height,
    height_included: header.height,
    shard_id: 0,
    gas_used: chunk.gasUsed,
    gas_limit: CHUNK_GAS_LIMIT,
    rent_paid: '0',
    validator_reward: '0',
    balance_burnt: chunk.balanceBurnt.toString(),
    outgoing_receipts_root: chunk.receiptsRoot,
    tx_root: chunk.txRoot,
    validator_proposals: [],
    congestion_info: {
      delayed_receipts_gas: '0',
      buffered_receipts_gas: '0',
      receipt_bytes: 0,
      allowed_shard: 0,
    },
    bandwidth_requests: { V1: { requests: [] } },
    // Its presence tells the versions of the header apart.
    ...(header.protocolVersion >= DYNAMIC_RESHARDING ? { proposed_split: null } : {}),
    signature: validator.signBlock(chunk.hash),
  }
}
