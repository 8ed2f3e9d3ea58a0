import type { ProtocolParameters } from '../../parameters/index.ts'
import type { HostFunction } from '../host/host-function.ts'
import { hostFunctionsOf } from '../host/host-functions-of.ts'
import type { HostState } from '../host/host-state.ts'
import { I32 } from '../wasm/module.ts'
import type { WasmGlobal } from '../wasm/web-assembly.ts'

/** A call in progress: what host functions work on, and the global in which the contract counts its gas. */
export type RunningCall = { state: HostState; gasGlobal: WasmGlobal<bigint> }

export type HostBinding = {
  imports: Record<string, (...args: never[]) => bigint | number | undefined>
  /** The call that host functions act for. */
  current: RunningCall | undefined
}

/** Makes the functions that every instance imports; making them for each call would take longer than the call. */
export function bindHost(parameters: ProtocolParameters): HostBinding {
  const binding: HostBinding = { imports: {}, current: undefined }
  for (const [name, definition] of Object.entries(hostFunctionsOf(parameters))) {
    binding.imports[name] = bind(binding, definition)
  }
  return binding
}

function bind(binding: HostBinding, { params, result: type, run }: HostFunction) {
  const widen = params.includes(I32)
  const narrow = type === I32
  return (...args: (bigint | number)[]): bigint | number | undefined => {
    const call = binding.current
    if (call === undefined) throw new TypeError('A host function was called outside of a call.')
    takeOverGas(call)
    const result = run(call.state, ...(widen ? args.map(BigInt) : (args as bigint[])))
    handOverGas(call)
    return narrow ? Number(result) : result
  }
}

/** Takes the gas that the contract has counted since the host last looked. */
export function takeOverGas({ state, gasGlobal }: RunningCall): void {
  state.gas.takeOver(Number(gasGlobal.value))
}

/** Tells the contract how much it may still burn. */
export function handOverGas({ state, gasGlobal }: RunningCall): void {
  gasGlobal.value = BigInt(state.gas.left())
}
