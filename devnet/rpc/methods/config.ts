import { EPOCH_BLOCKS } from '../../chain/finality.ts'
import type { Node } from '../../node.ts'
import type { Json, JsonObject } from '../../primitives/json.ts'
import { CHUNK_GAS_LIMIT, GAS_PRICE } from '../../runtime/parameters.ts'
import { findBlock } from '../block-reference.ts'
import type { Params } from '../params.ts'
import { runtimeConfig } from '../runtime-config.ts'
import { unknownBlockOfConfig } from '../unknown-block.ts'
import { timeText } from './network.ts'

/** Answers `EXPERIMENTAL_protocol_config`: the genesis and what actions and contracts cost, the same at every block. */
export function protocolConfig(node: Node, params: Params): Json {
  findBlock(node, params, unknownBlockOfConfig)
  return { ...networkConfig(node), runtime_config: runtimeConfig(node.parameters) }
}

export function genesisConfig(node: Node): Json {
  const { accountId, publicKey, stake } = node.validator
  return {
    ...networkConfig(node),
    total_supply: node.blocks.first().header.totalSupply.toString(),
    validators: [{ account_id: accountId, public_key: publicKey, amount: stake.toString() }],
    use_production_config: false,
  }
}

/**
 * What a network is set to. The numbers that devnet does not use (seats, thresholds, rewards) are those of nearcore's
 * local networks (`nearcore/src/config.rs`), so that clients find them.
 */
function networkConfig(node: Node): JsonObject {
  const { header } = node.blocks.first()
  return {
    protocol_version: node.parameters.protocolVersion,
    genesis_time: timeText(header.timestamp),
    chain_id: node.chainId,
    genesis_height: header.height,
    num_block_producer_seats: 50,
    num_block_producer_seats_per_shard: [50],
    avg_hidden_validator_seats_per_shard: [0],
    dynamic_resharding: false,
    protocol_upgrade_stake_threshold: [4, 5],
    epoch_length: EPOCH_BLOCKS,
    gas_limit: CHUNK_GAS_LIMIT,
    min_gas_price: GAS_PRICE.toString(),
    max_gas_price: GAS_PRICE.toString(),
    block_producer_kickout_threshold: 90,
    chunk_producer_kickout_threshold: 90,
    chunk_validator_only_kickout_threshold: 80,
    target_validator_mandates_per_shard: 68,
    online_min_threshold: [9, 10],
    online_max_threshold: [99, 100],
    gas_price_adjustment_rate: [0, 100],
    transaction_validity_period: node.transactionValidityBlocks,
    protocol_reward_rate: [1, 10],
    max_inflation_rate: [0, 100],
    num_blocks_per_year: 31_536_000,
    protocol_treasury_account: node.validator.accountId,
    fishermen_threshold: '0',
    minimum_stake_divisor: 10,
    minimum_stake_ratio: [1, 6250],
    minimum_validators_per_shard: 1,
    max_kickout_stake_perc: 100,
    shuffle_shard_assignment_for_chunk_producers: false,
    num_chunk_producer_seats: 100,
    num_chunk_only_producer_seats: 300,
    num_chunk_validator_seats: 300,
    shard_layout: { V0: { num_shards: 1, version: 0 } },
  }
}
