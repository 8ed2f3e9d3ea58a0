import type { HostCost } from '../../parameters/index.ts'
import { elementSizes, multiexp, pairingIsOne, sum } from './alt-bn128.ts'
import { hostFaults } from './faults.ts'
import { type HostFunctions, procedure, query } from './host-function.ts'
import type { HostState } from './host-state.ts'

/** Pays for the elements that the arguments say, whose length is checked in between, and gives them. */
function readElements(
  state: HostState,
  base: HostCost,
  perElement: HostCost,
  size: number,
  length: bigint,
  pointer: bigint,
): Uint8Array {
  state.gas.payBase(base)
  const data = state.memory.viewOrRegister(pointer, length)
  if (data.length % size !== 0) {
    throw hostFaults.altBn128InvalidInput(
      `slice of size ${data.length} cannot be precisely split into chunks of size ${size}`,
    )
  }
  state.gas.payPer(perElement, data.length / size)
  return data
}

/** The alt_bn128 API. */
export const altBn128Functions: HostFunctions = {
  alt_bn128_g1_multiexp: procedure(3, (state, length, pointer, id) => {
    const data = readElements(
      state,
      'ALT_BN128_G1_MULTIEXP_BASE',
      'ALT_BN128_G1_MULTIEXP_ELEMENT',
      elementSizes.multiexp,
      length,
      pointer,
    )
    state.registers.write(BigInt.asUintN(64, id), multiexp(data))
  }),
  alt_bn128_g1_sum: procedure(3, (state, length, pointer, id) => {
    const data = readElements(
      state,
      'ALT_BN128_G1_SUM_BASE',
      'ALT_BN128_G1_SUM_ELEMENT',
      elementSizes.sum,
      length,
      pointer,
    )
    state.registers.write(BigInt.asUintN(64, id), sum(data))
  }),
  alt_bn128_pairing_check: query(2, (state, length, pointer) => {
    const data = readElements(
      state,
      'ALT_BN128_PAIRING_CHECK_BASE',
      'ALT_BN128_PAIRING_CHECK_ELEMENT',
      elementSizes.pairing,
      length,
      pointer,
    )
    return pairingIsOne(data) ? 1n : 0n
  }),
}
