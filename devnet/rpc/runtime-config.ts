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
