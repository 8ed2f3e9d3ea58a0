import type { ProtocolParameters } from '../../parameters/index.ts'
import type { VmFault } from '../errors.ts'
import type { GasCounter } from '../host/gas-counter.ts'
import type { HostState } from '../host/host-state.ts'
import type { VmCall, VmError, VmOutcome } from '../types.ts'

/** Makes the outcome of a call that ended before anything was charged. */
export function freeFailure(call: VmCall, error: VmError): VmOutcome {
  return {
    logs: [],
    returned: { kind: 'none' },
    promises: [],
    resumed: [],
    gasUsed: 0n,
    gasBurnt: 0n,
    instructions: 0n,
    profile: {},
    storageUsageDelta: 0n,
    balance: call.context.accountBalance,
    subsidy: 0n,
    error,
  }
}

/** Makes the outcome of a failed call. Its logs stay, as in nearcore; writes and promises do not. */
export function failedOutcome(
  call: VmCall,
  parameters: ProtocolParameters,
  gas: GasCounter,
  state: HostState | undefined,
  fault: VmFault,
): VmOutcome {
  return {
    ...freeFailure(call, fault.details),
    ...gasOf(gas, parameters),
    logs: state?.logs.messages ?? [],
  }
}

/** Carries out what a successful call has written and makes its outcome. Gas that is left goes to the promises with a weight. */
export function successfulOutcome(
  call: VmCall,
  parameters: ProtocolParameters,
  gas: GasCounter,
  state: HostState,
): VmOutcome {
  if (!call.context.isView) state.storage.apply()
  const unused = gas.unused()
  const isDistributed = state.promises.distribute(unused)
  const counted = gasOf(gas, parameters)
  return {
    ...counted,
    gasUsed: isDistributed ? counted.gasUsed + unused : counted.gasUsed,
    logs: state.logs.messages,
    returned: state.returned,
    promises: state.promises.all,
    resumed: state.yields.resumed,
    storageUsageDelta: BigInt(state.storage.usageDelta()),
    balance: state.balance,
    subsidy: state.subsidy,
  }
}

function gasOf(gas: GasCounter, { instructions }: ProtocolParameters) {
  const profile = gas.profile()
  return {
    gasUsed: gas.used(),
    gasBurnt: BigInt(gas.burnt()),
    instructions: (profile.WASM_INSTRUCTION ?? 0n) / BigInt(instructions.regularOpCost),
    profile,
  }
}
