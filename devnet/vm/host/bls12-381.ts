import { bls12_381 } from '@noble/curves/bls12-381.js'
import {
  decodePoint,
  decompressPoint,
  encodePoint,
  type Group,
  g1,
  g2,
} from './bls12-381-groups.ts'
import { cut, isInSubgroup } from './curve-points.ts'
import { readLittleEndian } from './numbers.ts'

/**
 * Operations on BLS12-381. Inputs have the right length already; those that are not valid otherwise give nothing. Source: NEP-488; nearcore
 * `near-vm-runner/src/logic/bls12381.rs` with blst.
 */
const { Fp12 } = bls12_381.fields

const SCALAR = 32

/** Adds up points of the curve, or takes them away where the sign is 1. */
export function sum<T>(group: Group<T>, data: Uint8Array): Uint8Array | undefined {
  let total = group.Point.ZERO
  for (const element of cut(data, sizeOfSigned(group))) {
    const [sign = 0] = element
    const point = decodePoint(group, element.subarray(1))
    if (point === undefined || sign > 1) return undefined
    total = sign === 1 ? total.subtract(point) : total.add(point)
  }
  return encodePoint(group, total)
}

/** Adds up points of the subgroup times scalars, which are any little-endian numbers. */
export function multiexp<T>(group: Group<T>, data: Uint8Array): Uint8Array | undefined {
  let total = group.Point.ZERO
  for (const element of cut(data, sizeOfScaled(group))) {
    const point = decodePoint(group, element.subarray(0, -SCALAR))
    if (point === undefined || !isInSubgroup(point)) return undefined
    const scalar = group.Point.Fn.create(readLittleEndian(element.subarray(-SCALAR)))
    total = total.add(point.multiplyUnsafe(scalar))
  }
  return encodePoint(group, total)
}

/** Decompresses points of the curve. */
export function decompress<T>(group: Group<T>, data: Uint8Array): Uint8Array | undefined {
  const points: Uint8Array[] = []
  for (const element of cut(data, group.coordinate)) {
    const point = decompressPoint(group, element)
    if (point === undefined) return undefined
    points.push(encodePoint(group, point))
  }
  return Buffer.concat(points)
}

/** Maps numbers of the field into the subgroup. */
export function mapToGroup<T>(group: Group<T>, data: Uint8Array): Uint8Array | undefined {
  const points: Uint8Array[] = []
  for (const element of cut(data, group.coordinate)) {
    const value = group.decode(element)
    if (value === undefined) return undefined
    points.push(encodePoint(group, group.map(value)))
  }
  return Buffer.concat(points)
}

/** Tells whether the product of the pairings is one; gives nothing for points that are not in their subgroups. */
export function pairingIsOne(data: Uint8Array): boolean | undefined {
  const pairs = []
  for (const element of cut(data, PAIR)) {
    const first = decodePoint(g1, element.subarray(0, sizeOfPoint(g1)))
    if (first === undefined || !isInSubgroup(first)) return undefined
    const second = decodePoint(g2, element.subarray(sizeOfPoint(g1)))
    if (second === undefined || !isInSubgroup(second)) return undefined
    // The pairing with infinity is one; the library does not take it.
    if (!first.is0() && !second.is0()) pairs.push({ g1: first, g2: second })
  }
  return Fp12.eql(bls12_381.pairingBatch(pairs), Fp12.ONE)
}

const sizeOfPoint = <T>(group: Group<T>) => 2 * group.coordinate

/** Bytes of an element of a sum: a sign and a point. */
export const sizeOfSigned = <T>(group: Group<T>) => 1 + sizeOfPoint(group)

/** Bytes of an element of a multiexp: a point and a scalar. */
export const sizeOfScaled = <T>(group: Group<T>) => sizeOfPoint(group) + SCALAR

/** Bytes of an element of a pairing: a point of each group. */
export const PAIR = sizeOfPoint(g1) + sizeOfPoint(g2)
