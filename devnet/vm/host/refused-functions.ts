import { notSupported } from '../errors.ts'
import { I32, I64 } from '../wasm/module.ts'
import type { HostFunction, HostFunctions, HostValueType } from './host-function.ts'

function refused(name: string, params: number, result: HostValueType | undefined): HostFunction {
  return {
    params: new Array<HostValueType>(params).fill(I64),
    result,
    run() {
      throw notSupported(`the host function ${name}`)
    },
  }
}

/** Names, numbers of parameters and results: nearcore `near-vm-runner/src/imports.rs`. */
const signatures: readonly [name: string, params: number, result?: HostValueType][] = [
  ['promise_set_refund_to', 3],
  ['promise_batch_action_state_init', 4, I64],
  ['promise_batch_action_state_init_by_account_id', 4, I64],
  ['set_state_init_data_entry', 6],
  ['current_contract_code', 1, I64],
  ['refund_to_account_id', 1],
  ['promise_batch_action_deploy_global_contract', 3],
  ['promise_batch_action_deploy_global_contract_by_account_id', 3],
  ['promise_batch_action_use_global_contract', 3],
  ['promise_batch_action_use_global_contract_by_account_id', 3],
  ['promise_yield_create', 7, I64],
  ['promise_yield_resume', 4, I32],
  ['promise_yield_create_with_id', 9, I64],
  ['promise_yield_resume_with_yield_id', 4, I32],
  ['chain_id', 1],
  ['promise_batch_action_transfer_to_gas_key', 4],
  ['promise_batch_action_add_gas_key_with_full_access', 4],
  ['promise_batch_action_add_gas_key_with_function_call', 9],
  ['universal_state_init_to_account_id', 3, I64],
  ['promise_batch_action_universal_state_init', 4],
]

/** Host functions that nearcore has and devnet has not: contracts may import them, but calling one ends the call with a clear error. */
export const refusedFunctions: HostFunctions = Object.fromEntries(
  signatures.map(([name, params, result]) => [name, refused(name, params, result)]),
)
