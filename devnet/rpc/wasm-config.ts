import type { JsonObject } from '../primitives/json.ts'
import { LIMITS, MAX_GAS_BURNT } from '../runtime/parameters.ts'
import { parametersByVersion } from '../vm/parameters/index.ts'
import { UNUSED_COSTS } from './unused-costs.ts'

const { hostCosts, limits, regularOpCost } = parametersByVersion[84]

/** What contracts pay and may do, as nearcore's `VMConfigView`. */
export function wasmConfig(): JsonObject {
  return {
    ext_costs: extCosts(),
    grow_mem_cost: 1,
    regular_op_cost: regularOpCost,
    vm_kind: 'Wasmtime',
    discard_custom_sections: true,
    saturating_float_to_int: true,
    reftypes_bulk_memory: true,
    global_contract_host_fns: false,
    storage_get_mode: 'FlatStorage',
    fix_contract_loading_cost: false,
    implicit_account_creation: true,
    eth_implicit_accounts: false,
    limit_config: limitConfig(),
  }
}

/** Costs of host functions by nearcore's names: those of the VM in lower case, and those of what it does not have. */
function extCosts(): JsonObject {
  const {
    APPROXIMATED_TOUCHING_TRIE_NODE: touching_trie_node,
    ...named
  }: Readonly<Record<string, number>> = hostCosts
  const costs = Object.entries(named).map(([name, gas]) => [name.toLowerCase(), gas])
  return {
    ...UNUSED_COSTS,
    ...Object.fromEntries(costs),
    touching_trie_node,
    read_cached_trie_node: touching_trie_node,
    contract_compile_base: 0,
    contract_compile_bytes: 0,
  }
}

function limitConfig(): JsonObject {
  return {
    max_gas_burnt: MAX_GAS_BURNT,
    max_stack_height: limits.maxStackHeight,
    contract_prepare_version: 2,
    initial_memory_pages: limits.initialMemoryPages,
    max_memory_pages: limits.maxMemoryPages,
    registers_memory_limit: limits.registersMemoryLimit,
    max_register_size: limits.maxRegisterSize,
    max_number_registers: limits.maxNumberRegisters,
    max_number_logs: limits.maxNumberLogs,
    max_total_log_length: limits.maxTotalLogLength,
    max_total_prepaid_gas: LIMITS.maxTotalPrepaidGas,
    max_actions_per_receipt: LIMITS.maxActionsPerReceipt,
    max_number_bytes_method_names: LIMITS.maxBytesOfMethodNames,
    max_length_method_name: LIMITS.maxMethodNameLength,
    max_arguments_length: LIMITS.maxArgumentsLength,
    max_length_returned_data: limits.maxLengthReturnedData,
    max_contract_size: LIMITS.maxContractSize,
    max_transaction_size: LIMITS.maxTransactionSize,
    max_receipt_size: LIMITS.maxReceiptSize,
    max_length_storage_key: limits.maxLengthStorageKey,
    max_length_storage_value: limits.maxLengthStorageValue,
    max_promises_per_function_call_action: limits.maxPromisesPerFunctionCallAction,
    max_number_input_data_dependencies: LIMITS.maxInputDataDependencies,
    max_functions_number_per_contract: limits.maxFunctionsNumberPerContract,
    max_locals_per_contract: limits.maxLocalsPerContract,
    max_tables_per_contract: limits.maxTablesPerContract,
    max_elements_per_contract_table: limits.maxElementsPerContractTable,
    account_id_validity_rules_version: 2,
    // parameters.snap: devnet has no yield, and no storage proofs that could grow.
    yield_timeout_length_in_blocks: 200,
    max_yield_payload_size: 1_024,
    per_receipt_storage_proof_size_limit: 4_000_000,
  }
}
