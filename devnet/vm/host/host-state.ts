import type { ProtocolParameters } from '../../parameters/index.ts'
import type { VmCall, VmContext, VmReturn } from '../types.ts'
import { hostFaults } from './faults.ts'
import { createGasCounter, type GasCounter } from './gas-counter.ts'
import { createGuestMemory, type GuestMemory, type MemorySource } from './guest-memory.ts'
import { createLogs, type Logs } from './logs.ts'
import { createPromises, type Promises } from './promises.ts'
import { createRegisters, type Registers } from './registers.ts'
import { createStorageBuffer, type StorageBuffer } from './storage-buffer.ts'
import { createYields, type Yields } from './yields.ts'

/** Everything that the host functions of one call share. */
export type HostState = {
  readonly parameters: ProtocolParameters
  readonly context: VmContext
  readonly gas: GasCounter
  readonly registers: Registers
  readonly memory: GuestMemory
  readonly storage: StorageBuffer
  readonly logs: Logs
  readonly promises: Promises
  readonly yields: Yields
  /** Balance left after the deposits of promises. */
  balance: bigint
  /** Yocto that promises carry without having been taken off the balance. */
  subsidy: bigint
  returned: VmReturn
}

/** Makes the state of one call. */
export function createHostState(
  call: VmCall,
  parameters: ProtocolParameters,
  gas: GasCounter,
  source: MemorySource,
): HostState {
  const { context } = call
  const registers = createRegisters(gas, parameters)
  return {
    parameters,
    context,
    gas,
    registers,
    memory: createGuestMemory(source, gas, registers),
    storage: createStorageBuffer(call.storage, parameters.limits),
    logs: createLogs(parameters.limits),
    promises: createPromises(context, gas, parameters),
    yields: createYields(context),
    balance: context.accountBalance,
    subsidy: 0n,
    returned: { kind: 'none' },
  }
}

/** Makes the gas counter of one call. */
export function createCallGas(call: VmCall, parameters: ProtocolParameters): GasCounter {
  const { prepaidGas, isView } = call.context
  return createGasCounter({ parameters, prepaidGas, isView })
}

/** Refuses what view calls may not do, in nearcore's words. */
export function refuseInView(state: HostState, method: string): void {
  if (state.context.isView) throw hostFaults.prohibitedInView(method)
}
