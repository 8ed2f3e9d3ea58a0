import type { ActionCost, ProtocolParameters } from '../parameters/index.ts'
import type { JsonObject } from '../primitives/json.ts'
import {
  ACCOUNT_BYTES,
  RECORD_BYTES,
  REGISTRAR_ACCOUNT,
  STORAGE_PRICE,
} from '../runtime/parameters.ts'
import { wasmConfig } from './wasm-config.ts'

/** A protocol version's parameters as nearcore's `RuntimeConfigView`. */
export function runtimeConfig(parameters: ProtocolParameters): JsonObject {
  const { economics, sharding } = parameters
  return {
    storage_amount_per_byte: STORAGE_PRICE.toString(),
    transaction_costs: transactionCosts(parameters),
    wasm_config: wasmConfig(parameters),
    account_creation_config: {
      min_allowed_top_level_account_length: economics.minTopLevelLength,
      registrar_account_id: REGISTRAR_ACCOUNT,
    },
    congestion_control_config: {
      max_congestion_incoming_gas: sharding.maxCongestionIncomingGas,
      max_congestion_outgoing_gas: sharding.maxCongestionOutgoingGas,
      max_congestion_memory_consumption: sharding.maxCongestionMemoryConsumption,
      max_congestion_missed_chunks: sharding.maxCongestionMissedChunks,
      max_outgoing_gas: sharding.maxOutgoingGas,
      min_outgoing_gas: sharding.minOutgoingGas,
      allowed_shard_outgoing_gas: sharding.allowedShardOutgoingGas,
      max_tx_gas: sharding.maxTxGas,
      min_tx_gas: sharding.minTxGas,
      reject_tx_congestion_threshold: Number(sharding.rejectTxCongestionThreshold) / 100,
      outgoing_receipts_usual_size_limit: sharding.outgoingReceiptsUsualSizeLimit,
      outgoing_receipts_big_size_limit: sharding.outgoingReceiptsBigSizeLimit,
    },
    witness_config: {
      main_storage_proof_size_soft_limit: sharding.mainStorageProofSizeSoftLimit,
      combined_transactions_size_limit: sharding.combinedTransactionsSizeLimit,
      new_transactions_validation_state_size_soft_limit:
        sharding.newTransactionsValidationStateSizeSoftLimit,
    },
    min_gas_purchase_price: economics.minGasPurchasePrice.toString(),
    account_creation_charge: economics.accountCreationCharge.toString(),
  }
}

function transactionCosts({ actionFees, economics }: ProtocolParameters): JsonObject {
  const { burntGasReward: reward, pessimisticGasPriceInflation: inflation } = economics
  const fee = (cost: ActionCost): JsonObject => {
    const { sendToSelf, sendToOther, execute } = actionFees[cost]
    return { send_sir: sendToSelf, send_not_sir: sendToOther, execution: execute }
  }
  return {
    action_receipt_creation_config: fee('NEW_ACTION_RECEIPT'),
    data_receipt_creation_config: {
      base_cost: fee('NEW_DATA_RECEIPT_BASE'),
      cost_per_byte: fee('NEW_DATA_RECEIPT_BYTE'),
    },
    action_creation_config: {
      create_account_cost: fee('CREATE_ACCOUNT'),
      deploy_contract_cost: fee('DEPLOY_CONTRACT_BASE'),
      deploy_contract_cost_per_byte: fee('DEPLOY_CONTRACT_BYTE'),
      function_call_cost: fee('FUNCTION_CALL_BASE'),
      function_call_cost_per_byte: fee('FUNCTION_CALL_BYTE'),
      transfer_cost: fee('TRANSFER'),
      stake_cost: fee('STAKE'),
      add_key_cost: {
        full_access_cost: fee('ADD_FULL_ACCESS_KEY'),
        function_call_cost: fee('ADD_FUNCTION_CALL_KEY_BASE'),
        function_call_cost_per_byte: fee('ADD_FUNCTION_CALL_KEY_BYTE'),
      },
      delete_key_cost: fee('DELETE_KEY'),
      delete_account_cost: fee('DELETE_ACCOUNT'),
      delegate_cost: fee('DELEGATE'),
    },
    storage_usage_config: {
      num_bytes_account: ACCOUNT_BYTES,
      num_extra_bytes_record: RECORD_BYTES,
    },
    burnt_gas_reward: [reward.numerator, reward.denominator],
    pessimistic_gas_price_inflation_ratio: [inflation.numerator, inflation.denominator],
    ml_dsa_65_verification_cost: economics.mlDsa65VerificationCost,
  }
}
