import type { ProtocolParameters } from '../../parameters/index.ts'
import { VmFault } from '../errors.ts'
import { hostFaults } from '../host/faults.ts'
import type { GasCounter } from '../host/gas-counter.ts'
import { createHostState, type HostState } from '../host/host-state.ts'
import { CAUSE, type Form } from '../prepare/exact-form.ts'
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
import { kindOfTrap, type TrapKind, trapFault } from './trap.ts'

const PAGE_SIZE = 65_536

export type ModuleRun = {
  state: HostState
  fault: VmFault | undefined
  /** Set if an indirect call trapped for a reason that only the exact form can tell. */
  isUnclear: boolean
  hasGrown: boolean
}

export type ModuleInput = {
  call: VmCall
  module: WasmModuleObject
  hasStart: boolean
  initialData: readonly ByteRange[]
  initialDataEnd: number
  form: Form
  parameters: ProtocolParameters
  gas: GasCounter
  host: HostBinding
  memories: MemoryPool
}

/** Runs a method in a new instance with a clean memory. */
export function runModule(input: ModuleInput): ModuleRun {
  const { call, parameters, gas, host, memories, form } = input
  const pair = memories.lend()
  let instance: WasmInstance | undefined
  const memorySize = (): number =>
    form === 'exact' && instance !== undefined
      ? Number(globalOf(instance, exportNames.size).value)
      : pair.memory.buffer.byteLength
  const state = createHostState(call, parameters, gas, { ...pair, size: memorySize })
  let explained: Explanation | undefined
  try {
    checkInitialData(input)
    instance = new webAssembly.Instance(input.module, {
      env: host.imports,
      [HOST_MODULE]: { [hostImports.memory]: pair.memory, [hostImports.marks]: pair.marks },
    })
    execute(instance, input, state)
  } catch (error) {
    explained = explain(error, instance, state, form)
  } finally {
    host.current = undefined
    memories.takeBack(pair, input.initialData)
  }
  const hasGrown = memorySize() > parameters.limits.initialMemoryPages * PAGE_SIZE
  return { state, fault: explained?.fault, isUnclear: explained?.isUnclear === true, hasGrown }
}

/** Traps on data beyond the memory that the contract should have; in the exact form V8 would find room for it. */
function checkInitialData({ initialDataEnd, parameters }: ModuleInput): void {
  const size = parameters.limits.initialMemoryPages * PAGE_SIZE
  if (initialDataEnd > size) throw trapFault('MemoryOutOfBounds', undefined)
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

/** Says that the accounted stack is exhausted: pwasm-utils' code ended in `unreachable`, nearcore has its own fault since. */
function stackFault({ instructions }: ProtocolParameters, error: unknown): VmFault {
  return instructions.metering === 'pwasm'
    ? trapFault('Unreachable', error)
    : hostFaults.memoryAccessViolation()
}

type Explanation = { fault: VmFault; isUnclear: boolean }

/** Finds out why a run ended. An error that is not the contract's is a bug and is thrown on. */
function explain(
  error: unknown,
  instance: WasmInstance | undefined,
  state: HostState,
  form: Form,
): Explanation {
  const clear = (fault: VmFault): Explanation => ({ fault, isUnclear: false })
  if (error instanceof VmFault) return clear(error)
  const isOverflow = error instanceof RangeError && error.message === STACK_MESSAGE
  if (!isOverflow && !(error instanceof webAssembly.RuntimeError)) throw error
  // Instantiating fails only on segments that do not fit.
  if (instance === undefined) return clear(trapFault('MemoryOutOfBounds', error))
  const outOfGas = finishGas(instance, state)
  if (outOfGas !== undefined) return clear(outOfGas)
  // nearcore reports an exhausted stack like this; V8's own limit is the larger one and means the same.
  const stack = Number(globalOf(instance, exportNames.stack).value)
  if (isOverflow || stack < 0) return clear(stackFault(state.parameters, error))
  const kind = kindByCause(instance) ?? kindOfTrap(error)
  if (kind === undefined) throw error
  const isUnclear = kind === 'IncorrectCallIndirectSignature' && form === 'fast'
  return { fault: trapFault(kind, error), isUnclear }
}

/** Gives why the exact form trapped, if it did so itself. */
function kindByCause(instance: WasmInstance): TrapKind | undefined {
  switch (Number(globalOf(instance, exportNames.cause).value)) {
    case CAUSE.nullCall:
      return 'IndirectCallToNull'
    case CAUSE.outOfBounds:
      return 'MemoryOutOfBounds'
    default:
      return undefined
  }
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
