import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js'
import { bn254 } from '@noble/curves/bn254.js'
import { cut, isInSubgroup, isOnCurve } from './curve-points.ts'
import { hostFaults } from './faults.ts'
import { readLittleEndian } from './numbers.ts'

/**
 * The curve alt_bn128 (bn254) as contracts see it: numbers of 32 bytes, little-endian, points as x and y, infinity as zeros. Source: nearcore
 * `near-vm-runner/src/logic/alt_bn128.rs`, whose crate `zeropool-bn` checks the subgroup of points of G2.
 */
const { Fp12 } = bn254.fields
const G1 = bn254.G1.Point
const G2 = bn254.G2.Point

type G1Point = WeierstrassPoint<bigint>
type G2Point = WeierstrassPoint<{ c0: bigint; c1: bigint }>

const NUMBER = 32
const G1_POINT = 2 * NUMBER
const G2_POINT = 4 * NUMBER

/** Bytes of one element of each function's input: a point and a scalar, a sign and a point, a pair of points. */
export const elementSizes = {
  multiexp: G1_POINT + NUMBER,
  sum: 1 + G1_POINT,
  pairing: G1_POINT + G2_POINT,
} as const

/** Adds up points times scalars. */
export function multiexp(data: Uint8Array): Uint8Array {
  const terms = cut(data, elementSizes.multiexp).map((element) => ({
    point: decodeG1(element.subarray(0, G1_POINT)),
    scalar: decodeScalar(element.subarray(G1_POINT)),
  }))
  return encodeG1(
    terms.reduce((sum, { point, scalar }) => sum.add(point.multiplyUnsafe(scalar)), G1.ZERO),
  )
}

/** Adds up points, or takes them away where the sign is 1. */
export function sum(data: Uint8Array): Uint8Array {
  const terms = cut(data, elementSizes.sum).map((element) => ({
    isNegative: decodeSign(element.subarray(0, 1)),
    point: decodeG1(element.subarray(1)),
  }))
  return encodeG1(
    terms.reduce(
      (total, { point, isNegative }) => (isNegative ? total.subtract(point) : total.add(point)),
      G1.ZERO,
    ),
  )
}

/** Tells whether the product of the pairings is one. */
export function pairingIsOne(data: Uint8Array): boolean {
  const pairs = cut(data, elementSizes.pairing).map((element) => ({
    g1: decodeG1(element.subarray(0, G1_POINT)),
    g2: decodeG2(element.subarray(G1_POINT)),
  }))
  // The pairing with infinity is one; the library does not take it.
  const counting = pairs.filter(({ g1, g2 }) => !g1.is0() && !g2.is0())
  return Fp12.eql(bn254.pairingBatch(counting), Fp12.ONE)
}

function invalid(what: string, bytes: Uint8Array) {
  // Rust's `{:X?}`: no leading zeros.
  const shown = Array.from(bytes, (byte) => byte.toString(16).toUpperCase())
  return hostFaults.altBn128InvalidInput(`invalid ${what}: [${shown.join(', ')}]`)
}

function decodeFieldElement(bytes: Uint8Array): bigint {
  const value = readLittleEndian(bytes)
  if (value >= G1.Fp.ORDER) throw invalid('fq', bytes)
  return value
}

function decodeScalar(bytes: Uint8Array): bigint {
  const value = readLittleEndian(bytes)
  if (value >= G1.Fn.ORDER) throw invalid('fr', bytes)
  return value
}

function decodeSign(bytes: Uint8Array): boolean {
  const [sign = 0] = bytes
  if (sign > 1) throw invalid('bool', bytes)
  return sign === 1
}

function decodeG1(bytes: Uint8Array): G1Point {
  const [x = 0n, y = 0n] = cut(bytes, NUMBER).map(decodeFieldElement)
  if (x === 0n && y === 0n) return G1.ZERO
  if (!isOnCurve(G1, x, y)) throw invalid('g1', bytes)
  return G1.fromAffine({ x, y })
}

function decodeG2(bytes: Uint8Array): G2Point {
  const [x0 = 0n, x1 = 0n, y0 = 0n, y1 = 0n] = cut(bytes, NUMBER).map(decodeFieldElement)
  const x = { c0: x0, c1: x1 }
  const y = { c0: y0, c1: y1 }
  if (G2.Fp.is0(x) && G2.Fp.is0(y)) return G2.ZERO
  const point = G2.fromAffine({ x, y })
  if (!isInSubgroup(point)) throw invalid('g2', bytes)
  return point
}

function encodeG1(point: G1Point): Uint8Array {
  const bytes = new Uint8Array(G1_POINT)
  if (point.is0()) return bytes
  const { x, y } = point.toAffine()
  bytes.set(G1.Fp.toBytes(x).reverse(), 0)
  bytes.set(G1.Fp.toBytes(y).reverse(), NUMBER)
  return bytes
}
