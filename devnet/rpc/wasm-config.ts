import type { HostCosts, Limits, ProtocolParameters } from '../parameters/index.ts'
import type { JsonObject } from '../primitives/json.ts'

/** What contracts pay and may do, as nearcore's `VMConfigView`. */
export function wasmConfig({
  instructions,
  hostCosts,
  features,
  limits,
}: ProtocolParameters): JsonObject {
  return {
    ext_costs: extCosts(hostCosts),
    grow_mem_cost: instructions.growMemoryCost,
    regular_op_cost: instructions.regularOpCost,
    linear_op_base_cost: instructions.linearOpBaseCost,
    linear_op_unit_cost: instructions.linearOpUnitCost,
    vm_kind: instructions.metering === 'pwasm' ? 'Wasmer2' : 'Wasmtime',
    discard_custom_sections: features.discardCustomSections,
    global_contract_host_fns: features.globalContractHostFns,
    // No longer a switch in nearcore, but the schemas of clients still ask for it.
    saturating_float_to_int: features.saturatingFloatToInt,
    reftypes_bulk_memory: features.reftypesBulkMemory,
    gas_key_host_fns: features.gasKeyHostFns,
    one_yocto_on_promise: features.oneYoctoOnPromise,
    p256_verify_host_fn: features.p256VerifyHostFn,
    ml_dsa_verify_host_fn: features.mlDsaVerifyHostFn,
    sha3_host_fns: features.sha3HostFns,
    yield_with_id_host_fns: features.yieldWithIdHostFns,
    chain_id_host_fn: features.chainIdHostFn,
    bls12381_not_in_group_fix: features.bls12381NotInGroupFix,
    storage_get_mode: features.flatStorageReads ? 'FlatStorage' : 'Trie',
    fix_contract_loading_cost: false,
    implicit_account_creation: true,
    eth_implicit_accounts: features.ethImplicitAccounts,
    universal_accounts: features.universalAccounts,
    limit_config: limitConfig(limits),
  }
}

/** Costs of host functions by nearcore's names. */
function extCosts(hostCosts: HostCosts): JsonObject {
  const costs = Object.entries(hostCosts).map(([name, gas]) => [
    name.replace('APPROXIMATED_', '').toLowerCase(),
    gas,
  ])
  return { ...Object.fromEntries(costs), contract_compile_base: 0, contract_compile_bytes: 0 }
}

function limitConfig(limits: Limits): JsonObject {
  const { minContractSizePerLocal } = limits
  return {
    max_gas_burnt: limits.maxGasBurnt,
    max_stack_height: limits.maxStackHeight,
    initial_memory_pages: limits.initialMemoryPages,
    max_memory_pages: limits.maxMemoryPages,
    registers_memory_limit: limits.registersMemoryLimit,
    max_register_size: limits.maxRegisterSize,
    max_number_registers: limits.maxNumberRegisters,
    max_number_logs: limits.maxNumberLogs,
    max_total_log_length: limits.maxTotalLogLength,
    max_total_prepaid_gas: limits.maxTotalPrepaidGas,
    max_actions_per_receipt: limits.maxActionsPerReceipt,
    max_deploy_actions_per_receipt: limits.maxDeployActionsPerReceipt,
    max_number_bytes_method_names: limits.maxNumberBytesMethodNames,
    max_length_method_name: limits.maxLengthMethodName,
    max_arguments_length: limits.maxArgumentsLength,
    max_length_returned_data: limits.maxLengthReturnedData,
    max_contract_size: limits.maxContractSize,
    max_transaction_size: limits.maxTransactionSize,
    max_receipt_size: limits.maxReceiptSize,
    max_length_storage_key: limits.maxLengthStorageKey,
    max_length_storage_value: limits.maxLengthStorageValue,
    max_promises_per_function_call_action: limits.maxPromisesPerFunctionCallAction,
    max_number_input_data_dependencies: limits.maxNumberInputDataDependencies,
    max_receipt_total_input_size: limits.maxReceiptTotalInputSize,
    max_universal_state_init_keys: limits.maxUniversalStateInitKeys,
    max_state_init_entries: limits.maxStateInitEntries,
    max_functions_number_per_contract: limits.maxFunctionsNumberPerContract,
    max_locals_per_contract: limits.maxLocalsPerContract,
    ...(minContractSizePerLocal > 0 && { min_contract_size_per_local: minContractSizePerLocal }),
    ...heldLimits(limits),
    account_id_validity_rules_version: limits.accountIdValidityRulesVersion,
    yield_timeout_length_in_blocks: limits.yieldTimeoutLengthInBlocks,
    max_yield_payload_size: limits.maxYieldPayloadSize,
    per_receipt_storage_proof_size_limit: limits.perReceiptStorageProofSizeLimit,
  }
}

/** The limits that only some versions have. */
function heldLimits(limits: Limits): JsonObject {
  const all = {
    max_params_per_contract: limits.maxParamsPerContract,
    max_params_per_function: limits.maxParamsPerFunction,
    max_operand_stack_bytes_per_function: limits.maxOperandStackBytesPerFunction,
    max_tables_per_contract: limits.maxTablesPerContract,
    max_elements_per_contract_table: limits.maxElementsPerContractTable,
    max_function_body_size: limits.maxFunctionBodySize,
    max_instrumented_code_size: limits.maxInstrumentedCodeSize,
    max_blocks_per_function: limits.maxBlocksPerFunction,
    max_blocks_per_contract: limits.maxBlocksPerContract,
    max_types_per_contract: limits.maxTypesPerContract,
  }
  return Object.fromEntries(Object.entries(all).filter(([, limit]) => Number.isFinite(limit)))
}
