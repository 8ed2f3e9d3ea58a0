import type { JsonObject } from '../primitives/json.ts'
import type { Fee } from '../runtime/fees.ts'
import { FEES } from '../runtime/fees.ts'
import {
  ACCOUNT_BYTES,
  GAS_REWARD,
  MIN_TOP_LEVEL_LENGTH,
  RECORD_BYTES,
  REGISTRAR_ACCOUNT,
  STORAGE_PRICE,
} from '../runtime/parameters.ts'
import { wasmConfig } from './wasm-config.ts'

/** One shard that is never congested needs none of these; clients find them all the same. Source: `parameters.snap`. */
const CONGESTION_CONTROL = {
  max_congestion_incoming_gas: 400_000_000_000_000_000n,
  max_congestion_outgoing_gas: 10_000_000_000_000_000n,
  max_congestion_memory_consumption: 1_000_000_000,
  max_congestion_missed_chunks: 125,
  max_outgoing_gas: 300_000_000_000_000_000n,
  min_outgoing_gas: 1_000_000_000_000_000n,
  allowed_shard_outgoing_gas: 1_000_000_000_000_000n,
  max_tx_gas: 500_000_000_000_000n,
  min_tx_gas: 20_000_000_000_000n,
  reject_tx_congestion_threshold: 0.8,
  outgoing_receipts_usual_size_limit: 102_400,
  outgoing_receipts_big_size_limit: 4_718_592,
}
const WITNESS = {
  main_storage_proof_size_soft_limit: 4_000_000,
  combined_transactions_size_limit: 4_194_304,
  new_transactions_validation_state_size_soft_limit: 572_864,
}

/** The runtime's parameters as nearcore's `RuntimeConfigView`. */
export function runtimeConfig(): JsonObject {
  return {
    storage_amount_per_byte: STORAGE_PRICE.toString(),
    transaction_costs: transactionCosts(),
    wasm_config: wasmConfig(),
    account_creation_config: {
      min_allowed_top_level_account_length: MIN_TOP_LEVEL_LENGTH,
      registrar_account_id: REGISTRAR_ACCOUNT,
    },
    congestion_control_config: CONGESTION_CONTROL,
    witness_config: WITNESS,
  }
}

function transactionCosts(): JsonObject {
  return {
    action_receipt_creation_config: feeView(FEES.newActionReceipt),
    data_receipt_creation_config: {
      base_cost: feeView(FEES.newDataReceipt),
      cost_per_byte: feeView(FEES.newDataReceiptByte),
    },
    action_creation_config: {
      create_account_cost: feeView(FEES.createAccount),
      deploy_contract_cost: feeView(FEES.deployContract),
      deploy_contract_cost_per_byte: feeView(FEES.deployContractByte),
      function_call_cost: feeView(FEES.functionCall),
      function_call_cost_per_byte: feeView(FEES.functionCallByte),
      transfer_cost: feeView(FEES.transfer),
      stake_cost: feeView(FEES.stake),
      add_key_cost: {
        full_access_cost: feeView(FEES.addFullAccessKey),
        function_call_cost: feeView(FEES.addFunctionCallKey),
        function_call_cost_per_byte: feeView(FEES.addFunctionCallKeyByte),
      },
      delete_key_cost: feeView(FEES.deleteKey),
      delete_account_cost: feeView(FEES.deleteAccount),
      delegate_cost: feeView(FEES.delegate),
    },
    storage_usage_config: {
      num_bytes_account: ACCOUNT_BYTES,
      num_extra_bytes_record: RECORD_BYTES,
    },
    burnt_gas_reward: [GAS_REWARD.numerator, GAS_REWARD.denominator],
    pessimistic_gas_price_inflation_ratio: [1, 1],
  }
}

function feeView({ sendSelf, send, exec }: Fee): JsonObject {
  return { send_sir: sendSelf, send_not_sir: send, execution: exec }
}
