import type { HostCost } from '../../parameters/index.ts'
import {
  decompress,
  mapToGroup,
  multiexp,
  PAIR,
  pairingIsOne,
  sizeOfScaled,
  sizeOfSigned,
  sum,
} from './bls12-381.ts'
import { g1, g2 } from './bls12-381-groups.ts'
import { hostFaults } from './faults.ts'
import { type HostFunction, type HostFunctions, query } from './host-function.ts'

/** What the functions that leave bytes in a register give. */
const SUCCESS = 0n
const INVALID = 1n
/** What a pairing check gives for valid points whose pairings do not cancel out. */
const NOT_ONE = 2n

type Operation =
  | `${'P1' | 'P2'}_${'SUM' | 'DECOMPRESS'}`
  | `G${1 | 2}_MULTIEXP`
  | 'MAP_FP_TO_G1'
  | 'MAP_FP2_TO_G2'

/**
 * Declares a function that leaves bytes in a register. As in nearcore its elements are counted by the length argument before anything is read, so that a
 * register as input is more than can be paid for.
 */
function operation(
  costs: Operation,
  nameInErrors: string,
  size: number,
  compute: (data: Uint8Array) => Uint8Array | undefined,
): HostFunction {
  const base: HostCost = `BLS12381_${costs}_BASE`
  const perElement: HostCost = `BLS12381_${costs}_ELEMENT`
  return query(3, (state, length, pointer, id) => {
    state.gas.payBase(base)
    state.gas.payPer(perElement, BigInt.asUintN(64, length) / BigInt(size))
    const data = state.memory.viewOrRegister(pointer, length)
    checkLength(data, size, nameInErrors)
    const result = compute(data)
    if (result === undefined) return INVALID
    state.registers.write(BigInt.asUintN(64, id), result)
    return SUCCESS
  })
}

function checkLength(data: Uint8Array, size: number, nameInErrors: string): void {
  if (data.length % size === 0) return
  throw hostFaults.bls12381InvalidInput(
    `Incorrect input length for ${nameInErrors}: ${data.length} is not divisible by ${size}`,
  )
}

/** The BLS12-381 API (NEP-488). */
export const bls12381Functions: HostFunctions = {
  bls12381_p1_sum: operation('P1_SUM', 'bls12381_p1_sum', sizeOfSigned(g1), (data) =>
    sum(g1, data),
  ),
  bls12381_p2_sum: operation('P2_SUM', 'bls12381_p2_sum', sizeOfSigned(g2), (data) =>
    sum(g2, data),
  ),
  // nearcore's errors name the groups of points here, unlike the functions.
  bls12381_g1_multiexp: operation('G1_MULTIEXP', 'bls12381_p1_multiexp', sizeOfScaled(g1), (data) =>
    multiexp(g1, data),
  ),
  bls12381_g2_multiexp: operation('G2_MULTIEXP', 'bls12381_p2_multiexp', sizeOfScaled(g2), (data) =>
    multiexp(g2, data),
  ),
  bls12381_p1_decompress: operation(
    'P1_DECOMPRESS',
    'bls12381_p1_decompress',
    g1.coordinate,
    (data) => decompress(g1, data),
  ),
  bls12381_p2_decompress: operation(
    'P2_DECOMPRESS',
    'bls12381_p2_decompress',
    g2.coordinate,
    (data) => decompress(g2, data),
  ),
  bls12381_map_fp_to_g1: operation('MAP_FP_TO_G1', 'bls12381_map_fp_to_g1', g1.coordinate, (data) =>
    mapToGroup(g1, data),
  ),
  bls12381_map_fp2_to_g2: operation(
    'MAP_FP2_TO_G2',
    'bls12381_map_fp2_to_g2',
    g2.coordinate,
    (data) => mapToGroup(g2, data),
  ),

  bls12381_pairing_check: query(2, (state, length, pointer) => {
    state.gas.payBase('BLS12381_PAIRING_BASE')
    const data = state.memory.viewOrRegister(pointer, length)
    state.gas.payPer('BLS12381_PAIRING_ELEMENT', Math.floor(data.length / PAIR))
    checkLength(data, PAIR, 'bls12381_pairing_check')
    const isOne = pairingIsOne(data)
    if (isOne === undefined) return INVALID
    return isOne ? SUCCESS : NOT_ONE
  }),
}
