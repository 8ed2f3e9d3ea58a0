import { EPOCH_BLOCKS } from '../../chain/finality.ts'
import type { Block } from '../../chain/types.ts'
import type { Node } from '../../node.ts'
import { ZERO_HASH } from '../../primitives/hash.ts'
import type { Json, JsonObject } from '../../primitives/json.ts'
import { findBlockOrHead } from '../block-reference.ts'
import type { Params } from '../params.ts'
import { fieldsOf, isFields, isGiven, itemsOf, readAccountId, readHash } from '../params.ts'
import { handlerError, notSupportedParams } from '../rpc-error.ts'

/** Answers `validators`: the one there is, which made every block of the epoch. */
export function validators(node: Node, params: Params): Json {
  const { header } = findEpoch(node, params)
  return {
    current_validators: [validatorView(node, Math.max(0, header.height - header.epochStart + 1))],
    next_validators: [{ ...stakeView(node), shards: [0] }],
    current_fishermen: [],
    next_fishermen: [],
    current_proposals: [],
    prev_epoch_kickout: [],
    epoch_start_height: header.epochStart,
    epoch_height: header.epochHeight,
  }
}

/** Answers `EXPERIMENTAL_validators_ordered`: who makes the blocks of an epoch, in their order. */
export function validatorsOrdered(node: Node, params: Params): Json {
  findBlockOrHead(node, params)
  return [{ ...stakeView(node), validator_stake_struct_version: 'V1' }]
}

/** Answers `maintenance_windows`: the heights of this epoch at which an account makes nothing. */
export function maintenanceWindows(node: Node, params: Params): Json {
  const [positional] = itemsOf(params) ?? []
  const fields = itemsOf(params) ? { account_id: positional } : fieldsOf(params)
  if (readAccountId(fields) === node.validator.accountId) return []
  const { height, epochStart } = node.blocks.head().header
  return [{ start: height, end: epochStart + EPOCH_BLOCKS }]
}

/** Finds the head if a request is about the epoch under way. Source: nearcore `ViewClientActor`, `GetValidatorInfo`. */
function findEpoch(node: Node, params: Params): Block {
  const head = node.blocks.head()
  if (isFields(params) && isGiven(params, 'epoch_id')) {
    const epochId = readHash(params, 'epoch_id')
    if (epochId === head.header.epochId) return head
    // An epoch's id is the hash of a block; that of the first epochs is all zeros.
    if (epochId === ZERO_HASH || node.blocks.byHash(epochId)) throw pastEpoch()
    throw handlerError('UNKNOWN_EPOCH', {}, 'Unknown Epoch')
  }
  if (!isBlockNamed(params)) return head
  const block = findBlockOrHead(node, params)
  if (block.header.epochId !== head.header.epochId) throw pastEpoch()
  // A block stands for its epoch only when it is its last.
  throw handlerError('VALIDATOR_INFO_UNAVAILABLE', {}, 'Validator info unavailable')
}

function isBlockNamed(params: Params): boolean {
  const [positional] = itemsOf(params) ?? []
  const id = isFields(params) ? params.block_id : positional
  return id !== undefined && id !== null
}

function pastEpoch(): Error {
  return notSupportedParams('the validators of another epoch than the one under way')
}

function stakeView({ validator }: Node): JsonObject {
  return {
    account_id: validator.accountId,
    public_key: validator.publicKey,
    stake: validator.stake.toString(),
  }
}

function validatorView(node: Node, blocks: number): JsonObject {
  return {
    ...stakeView(node),
    is_slashed: false,
    shards: [0],
    shards_produced: [0],
    num_produced_blocks: blocks,
    num_expected_blocks: blocks,
    num_produced_chunks: blocks,
    num_expected_chunks: blocks,
    num_produced_chunks_per_shard: [blocks],
    num_expected_chunks_per_shard: [blocks],
    num_produced_endorsements: blocks,
    num_expected_endorsements: blocks,
    num_produced_endorsements_per_shard: [blocks],
    num_expected_endorsements_per_shard: [blocks],
    shards_endorsed: [0],
  }
}
