import type {
  ActionCost,
  ActionFees,
  HostCost,
  ProtocolParameters,
} from '../../parameters/index.ts'
import type { GasProfile } from '../types.ts'
import { hostFaults } from './faults.ts'

const U64_MAX = 2n ** 64n - 1n

export type GasCounter = ReturnType<typeof createGasCounter>

export type GasCounterInput = {
  parameters: ProtocolParameters
  prepaidGas: bigint
  isView: boolean
}

/**
 * Counts gas as nearcore's `GasCounter` does (`near-vm-runner/src/logic/gas_counter.rs`): burnt, and promised to what the contract calls. Burnt gas is a
 * number, since it never passes 10^15; promised gas comes from the contract and is a bigint. Payments beyond a limit throw after having burnt what was left.
 */
export function createGasCounter({ parameters, prepaidGas, isView }: GasCounterInput) {
  const { hostCosts, actionFees } = parameters
  const maxBurnt = parameters.limits.maxGasBurnt
  // A view call is bounded by what may be burnt only.
  const prepaid = isView ? BigInt(maxBurnt) : prepaidGas
  const hardLimit = Number(smaller(BigInt(maxBurnt), prepaid))
  const byCost: Partial<Record<HostCost | ActionCost, number>> = {}
  let limit = hardLimit
  let burnt = 0
  let promised = 0n

  function stop(attempted: number, used: bigint): never {
    burnt = Math.min(attempted, hardLimit)
    const rest = smaller(prepaid, used) - BigInt(burnt)
    promised = rest > 0n ? rest : 0n
    throw attempted > maxBurnt ? hostFaults.gasLimitExceeded() : hostFaults.gasExceeded()
  }

  function burn(gas: number): void {
    const attempted = burnt + gas
    if (attempted > limit) stop(attempted, BigInt(attempted) + promised)
    burnt = attempted
  }

  /** Burns `gas` for a named cost; what was burnt counts for it even when it was not enough. */
  function burnFor(cost: HostCost, gas: number): void {
    const before = burnt
    try {
      burn(gas)
    } finally {
      byCost[cost] = (byCost[cost] ?? 0) + burnt - before
    }
  }

  /** Burns `burning` and promises the rest of `using`. */
  function deduct(burning: number, using: bigint): void {
    const newPromised = promised + using - BigInt(burning)
    const attempted = burnt + burning
    const used = BigInt(attempted) + newPromised
    if (used > U64_MAX) throw hostFaults.integerOverflow()
    if (attempted > maxBurnt || used > prepaid) stop(attempted, used)
    if (newPromised !== promised && !isView) {
      limit = Number(smaller(BigInt(maxBurnt), prepaid - newPromised))
    }
    burnt = attempted
    promised = newPromised
  }

  function payAction(cost: ActionCost, burning: number, using: number): void {
    const before = burnt
    try {
      deduct(burning, BigInt(using))
    } finally {
      byCost[cost] = (byCost[cost] ?? 0) + burnt - before
    }
  }

  return {
    burn,
    payBase: (cost: HostCost) => burnFor(cost, hostCosts[cost]),
    /** Pays a cost `count` times; the count may be anything that a contract can say. */
    payPer(cost: HostCost, count: number | bigint): void {
      const isTooMuch =
        typeof count === 'bigint' && count * BigInt(hostCosts[cost]) + BigInt(burnt) > U64_MAX
      if (isTooMuch) throw hostFaults.integerOverflow()
      burnFor(cost, hostCosts[cost] * Number(count))
    },
    payAction,
    /** Pays an action's fee, once or for each of `count` bytes: sending is burnt, executing is promised. */
    payActionFee(cost: keyof ActionFees, toSelf: boolean, count = 1): void {
      const fee = actionFees[cost]
      const send = (toSelf ? fee.sendToSelf : fee.sendToOther) * count
      payAction(cost, send, send + fee.execute * count)
    },
    /** Promises gas to a function call. */
    prepay: (gas: bigint) => deduct(0, gas),
    /** Takes over what the module has counted: `left` of the limit may still be burnt; below zero means that it ran out. */
    takeOver(left: number): void {
      const gas = limit - left - burnt
      if (gas > 0) burn(gas)
    },
    /** Gas that may still be burnt now. */
    left: () => limit - burnt,
    burnt: () => burnt,
    used: () => BigInt(burnt) + promised,
    unused: () => prepaid - BigInt(burnt) - promised,
    profile: () => profileOf(byCost, burnt),
  }
}

/** Whatever no host function or action has cost is instructions, as in nearcore's profiles. */
function profileOf(byCost: Readonly<Record<string, number>>, burnt: number): GasProfile {
  const profile: Record<string, bigint> = {}
  let named = 0
  for (const [cost, gas] of Object.entries(byCost)) {
    named += gas
    if (gas > 0) profile[cost] = BigInt(gas)
  }
  if (burnt > named) profile.WASM_INSTRUCTION = BigInt(burnt - named)
  return profile
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
