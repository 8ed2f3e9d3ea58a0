import type { Block } from '../chain/types.ts'
import type { Validator } from '../chain/validator.ts'
import { ZERO_HASH } from '../primitives/hash.ts'
import type { JsonObject } from '../primitives/json.ts'
import { CHUNK_GAS_LIMIT, PROTOCOL_VERSION } from '../runtime/parameters.ts'

/** Nanoseconds as JSON: nearcore gives a number that JavaScript cannot hold exactly, and the same as text. */
function timestamps(timestamp: bigint): JsonObject {
  return { timestamp, timestamp_nanosec: timestamp.toString() }
}

/** A block as nearcore's `BlockView`. */
export function blockView(block: Block, validator: Validator): JsonObject {
  return {
    author: validator.accountId,
    header: headerView(block, validator),
    chunks: [chunkHeaderView(block, validator)],
  }
}

function headerView({ header }: Block, validator: Validator): JsonObject {
  return {
    height: header.height,
    prev_height: header.prevHeight,
    epoch_id: header.epochId,
    next_epoch_id: header.nextEpochId,
    hash: header.hash,
    prev_hash: header.prevHash,
    prev_state_root: header.prevStateRoot,
    chunk_receipts_root: header.chunkReceiptsRoot,
    chunk_headers_root: header.chunkHeadersRoot,
    chunk_tx_root: header.chunkTxRoot,
    outcome_root: header.outcomeRoot,
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
    last_ds_final_block: header.lastFinalHash,
    next_bp_hash: header.nextBpHash,
    block_merkle_root: header.blockMerkleRoot,
    epoch_sync_data_hash: null,
    approvals:
      header.prevHeight === null ? [] : [validator.approve(header.prevHash, header.height)],
    signature: header.signature,
    latest_protocol_version: PROTOCOL_VERSION,
    chunk_endorsements: [[255]],
  }
}

/** A chunk's header as nearcore's `ChunkHeaderView`. Its gas is that of this block: devnet knows it once it has run. */
export function chunkHeaderView(block: Block, validator: Validator): JsonObject {
  const { header, gasUsed, balanceBurnt } = block
  return {
    chunk_hash: header.chunkHash,
    prev_block_hash: header.prevHash,
    outcome_root: header.chunkOutcomeRoot,
    prev_state_root: header.prevStateRoot,
    encoded_merkle_root: ZERO_HASH,
    encoded_length: 0,
    height_created: header.height,
    height_included: header.height,
    shard_id: 0,
    gas_used: gasUsed,
    gas_limit: CHUNK_GAS_LIMIT,
    rent_paid: '0',
    validator_reward: '0',
    balance_burnt: balanceBurnt.toString(),
    outgoing_receipts_root: header.chunkReceiptsRoot,
    tx_root: header.chunkTxRoot,
    validator_proposals: [],
    congestion_info: {
      delayed_receipts_gas: '0',
      buffered_receipts_gas: '0',
      receipt_bytes: 0,
      allowed_shard: 0,
    },
    bandwidth_requests: { V1: { requests: [] } },
    signature: validator.signBlock(header.chunkHash),
  }
}
