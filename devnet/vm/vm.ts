import { type ProtocolParameters, protocolParameters } from '../parameters/index.ts'
import { VmFault } from './errors.ts'
import { bindHost, type HostBinding } from './execute/bind-host.ts'
import { type CompiledContract, compileContract } from './execute/compile.ts'
import { type ContractCache, createContractCache } from './execute/contract-cache.ts'
import { createMemoryPool, type MemoryPool } from './execute/memory-pool.ts'
import { failedOutcome, freeFailure, successfulOutcome } from './execute/outcome.ts'
import { runModule } from './execute/run-module.ts'
import { hostFaults } from './host/faults.ts'
import type { GasCounter } from './host/gas-counter.ts'
import { createCallGas } from './host/host-state.ts'
import type { Form } from './prepare/exact-form.ts'
import type { Vm, VmCall, VmOutcome } from './types.ts'

export type VmOptions = {
  /** Default: those of the version in force on mainnet. */
  parameters?: ProtocolParameters
  /** How many compiled contracts are kept; one of 400 kB takes a few megabytes. Default: 64. */
  compiledContracts?: number
  /** Runs everything in the exact form, which is slower and must give the same outcomes; for tests that hold it to that. */
  alwaysExact?: boolean
}

type VmParts = {
  alwaysExact: boolean
  parameters: ProtocolParameters
  contracts: ContractCache
  host: HostBinding
  memories: Readonly<Record<Form, MemoryPool>>
}

/** Makes a VM that runs contracts as nearcore does. What it keeps, compiled contracts and a memory cleaned after each call, decides nothing but speed. */
export function createVm(options: VmOptions = {}): Vm {
  const parameters = options.parameters ?? protocolParameters()
  const contracts = createContractCache(options.compiledContracts ?? 64, (code) =>
    compileContract(code, parameters),
  )
  const { initialMemoryPages, maxMemoryPages } = parameters.limits
  const memories = {
    fast: createMemoryPool(initialMemoryPages, maxMemoryPages),
    exact: createMemoryPool(maxMemoryPages, maxMemoryPages),
  }
  const alwaysExact = options.alwaysExact === true
  const parts: VmParts = {
    alwaysExact,
    parameters,
    contracts,
    host: bindHost(parameters),
    memories,
  }
  return { run: (call) => runCall(call, parts) }
}

/** Goes through nearcore's steps in its order: name, code, loading fee, linking, method, run. A method that is not there costs nothing, if loading could be paid. */
function runCall(call: VmCall, parts: VmParts): VmOutcome {
  if (call.method === '')
    return freeFailure(call, { type: 'MethodResolveError', kind: 'MethodEmptyName' })
  let contract: CompiledContract
  try {
    contract = parts.contracts.get(call.code)
  } catch (error) {
    if (error instanceof VmFault) return freeFailure(call, error.details)
    throw error
  }
  const gas = createCallGas(call, parts.parameters)
  const unloaded = chargeLoading(gas, call.code.length) ?? contract.linkFault
  if (unloaded !== undefined) return failedOutcome(call, parts.parameters, gas, undefined, unloaded)
  const method = contract.methods.get(call.method)
  if (method?.params.length !== 0 || method.result !== undefined) {
    const kind = method === undefined ? 'MethodNotFound' : 'MethodInvalidSignature'
    return freeFailure(call, { type: 'MethodResolveError', kind })
  }
  const form = parts.alwaysExact || contract.growsMemory ? 'exact' : 'fast'
  const outcome = runOnce(call, contract, parts, form)
  // Writes are held back, so a call can be run again to find out more.
  return outcome ?? mustBeClear(runOnce(call, contract, parts, 'exact'))
}

/** Runs a call in one form of the contract; gives nothing if that form cannot tell why the call failed. */
function runOnce(
  call: VmCall,
  contract: CompiledContract,
  { parameters, host, memories }: VmParts,
  form: Form,
): VmOutcome | undefined {
  const gas = createCallGas(call, parameters)
  chargeLoading(gas, call.code.length)
  const run = runModule({
    call,
    module: contract.module(form),
    form,
    hasStart: contract.hasStart,
    initialData: contract.initialData,
    initialDataEnd: contract.initialDataEnd,
    parameters,
    gas,
    host,
    memories: memories[form],
  })
  if (run.hasGrown) contract.growsMemory = true
  if (run.isUnclear) return undefined
  return run.fault === undefined
    ? successfulOutcome(call, parameters, gas, run.state)
    : failedOutcome(call, parameters, gas, run.state, run.fault)
}

/** Charges for loading the code; whatever limit is passed, nearcore calls it the prepaid gas. */
function chargeLoading(gas: GasCounter, codeLength: number): VmFault | undefined {
  try {
    gas.payPer('CONTRACT_LOADING_BYTES', codeLength)
    gas.payBase('CONTRACT_LOADING_BASE')
    return undefined
  } catch (error) {
    if (error instanceof VmFault) return hostFaults.gasExceeded()
    throw error
  }
}

function mustBeClear(outcome: VmOutcome | undefined): VmOutcome {
  if (outcome === undefined)
    throw new TypeError('The exact form of a contract left a trap unclear.')
  return outcome
}
