import { VmFault } from '../errors.ts'
import { hostFaults } from '../host/faults.ts'
import type { GasCounter } from '../host/gas-counter.ts'
import { createHostState, type HostState } from '../host/host-state.ts'
import type { VmParameters } from '../parameters/index.ts'
import { exportNames, HOST_MODULE, hostImports } from '../prepare/instrument-module.ts'
import type { VmCall } from '../types.ts'
import type { ByteRange } from '../wasm/module.ts'
import {
  type WasmGlobal,
  type WasmInstance,
  type WasmModuleObject,
  webAssembly,
} from '../wasm/web-assembly.ts'
import { type HostBinding, handOverGas, type RunningCall, takeOverGas } from './bind-host.ts'
import type { MemoryPool } from './memory-pool.ts'
import { kindOfTrap, trapFault } from './trap.ts'

export type ModuleRun = {
  state: HostState
  fault: VmFault | undefined
  /** Set if an indirect call trapped for a reason that only `CompiledContract.withNullCallCheck` can tell. */
  isIndirectCallUnclear: boolean
}

export type ModuleInput = {
  call: VmCall
  module: WasmModuleObject
  hasStart: boolean
  initialData: readonly ByteRange[]
  checksNullCalls: boolean
  parameters: VmParameters
  gas: GasCounter
  host: HostBinding
  memories: MemoryPool
}

/** Runs a method in a new instance with a clean memory. */
export function runModule(input: ModuleInput): ModuleRun {
  const { call, parameters, gas, host, memories } = input
  const pair = memories.lend()
  const state = createHostState(call, parameters, gas, pair)
  let instance: WasmInstance | undefined
  try {
    instance = new webAssembly.Instance(input.module, {
      env: host.imports,
      [HOST_MODULE]: { [hostImports.memory]: pair.memory, [hostImports.marks]: pair.marks },
    })
    execute(instance, input, state)
    return { state, fault: undefined, isIndirectCallUnclear: false }
  } catch (error) {
    const { fault, isIndirectCallUnclear } = explain(error, instance, state, input.checksNullCalls)
    return { state, fault, isIndirectCallUnclear }
  } finally {
    host.current = undefined
    memories.takeBack(pair, input.initialData)
  }
}

function execute(instance: WasmInstance, input: ModuleInput, state: HostState): void {
  const running = { state, gasGlobal: globalOf(instance, exportNames.gas) }
  input.host.current = running
  if (input.hasStart) enter(instance, exportNames.start, running)
  enter(instance, exportNames.method(input.call.method), running)
}

function enter(instance: WasmInstance, name: string, running: RunningCall): void {
  const method = instance.exports[name]
  if (typeof method !== 'function') throw new TypeError(`The module does not export ${name}.`)
  handOverGas(running)
  method()
  takeOverGas(running)
}

function globalOf(instance: WasmInstance, name: string): WasmGlobal<bigint> {
  return instance.exports[name] as WasmGlobal<bigint>
}

/** What V8 says when its own stack is exhausted, in WebAssembly as in JavaScript. */
const STACK_MESSAGE = 'Maximum call stack size exceeded'

type Explanation = { fault: VmFault; isIndirectCallUnclear: boolean }

/** Finds out why a run ended. An error that is not the contract's is a bug and is thrown on. */
function explain(
  error: unknown,
  instance: WasmInstance | undefined,
  state: HostState,
  checksNullCalls: boolean,
): Explanation {
  const clear = (fault: VmFault): Explanation => ({ fault, isIndirectCallUnclear: false })
  if (error instanceof VmFault) return clear(error)
  const isOverflow = error instanceof RangeError && error.message === STACK_MESSAGE
  if (!isOverflow && !(error instanceof webAssembly.RuntimeError)) throw error
  // Instantiating fails only on segments that do not fit.
  if (instance === undefined) return clear(trapFault('MemoryOutOfBounds', error))
  const outOfGas = finishGas(instance, state)
  if (outOfGas !== undefined) return clear(outOfGas)
  // nearcore reports an exhausted stack like this; V8's own limit is the larger one and means the same.
  const stack = Number(globalOf(instance, exportNames.stack).value)
  if (isOverflow || stack < 0) return clear(hostFaults.memoryAccessViolation())
  if (Number(globalOf(instance, exportNames.nullCall).value) !== 0) {
    return clear(trapFault('IndirectCallToNull', error))
  }
  const kind = kindOfTrap(error)
  if (kind === undefined) throw error
  const isIndirectCallUnclear = kind === 'IncorrectCallIndirectSignature' && !checksNullCalls
  return { fault: trapFault(kind, error), isIndirectCallUnclear }
}

/** Counts the last instructions; gives the fault if they were more than the gas allowed. */
function finishGas(instance: WasmInstance, state: HostState): VmFault | undefined {
  try {
    takeOverGas({ state, gasGlobal: globalOf(instance, exportNames.gas) })
    return undefined
  } catch (error) {
    if (error instanceof VmFault) return error
    throw error
  }
}
