import { notSupported } from '../errors.ts'
import { I64 } from '../wasm/module.ts'
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
