import type { WeierstrassPoint, WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { bigEndian, numberFrom } from './chance.ts'

export type Pair = { c0: bigint; c1: bigint }
/** Inputs, each with a title. */
export type Inputs = Readonly<Record<string, Uint8Array>>

const { Fp, Fp2, Fr } = bls12_381.fields
/** Orders of the field and of the subgroups. */
export const P = Fp.ORDER
export const R = Fr.ORDER
const number = (value: bigint) => bigEndian(value, 48)

/** A group with what its inputs are made of. */
export type Side<T> = {
  Point: WeierstrassPointCons<T>
  coordinate: (value: T) => Buffer
  /** The i-th of some values. */
  value: (i: bigint) => T
  zero: T
  largest: T
  /** Encodings of coordinates that are too large. */
  tooLarge: readonly Buffer[]
}

export const ones: Side<bigint> = {
  Point: bls12_381.G1.Point,
  coordinate: number,
  value: (i) => i,
  zero: 0n,
  largest: P - 1n,
  tooLarge: [number(P), Buffer.alloc(48, 0x1f)],
}

export const twos: Side<Pair> = {
  Point: bls12_381.G2.Point,
  coordinate: ({ c0, c1 }) => Buffer.concat([number(c1), number(c0)]),
  value: (i) => ({ c0: i, c1: 1n }),
  zero: Fp2.ZERO,
  largest: { c0: P - 1n, c1: P - 1n },
  tooLarge: [
    Buffer.concat([number(P), number(0n)]),
    Buffer.concat([number(0n), number(P)]),
    Buffer.alloc(96, 0x1f),
  ],
}

/** Points of one side and their encodings. */
export function pointsOf<T>(side: Side<T>) {
  const { Point, coordinate } = side
  const plain = (point: WeierstrassPoint<T>) => {
    const { x, y } = point.toAffine()
    return Buffer.concat([coordinate(x), coordinate(y)])
  }
  const flagged = (bytes: Uint8Array, flags: number) => {
    const copy = Buffer.from(bytes)
    copy[0] = (copy[0] ?? 0) | flags
    return copy
  }
  const size = coordinate(side.zero).length
  const [outside, outsideToo] = outsideOfSubgroup(side)
  return {
    plain,
    flagged,
    size,
    first: Point.BASE.multiply(numberFrom('first', R)),
    second: Point.BASE.multiply(numberFrom('second', R)),
    outside,
    outsideToo,
    infinity: flagged(Buffer.alloc(2 * size), 0x40),
    zeros: Buffer.alloc(2 * size),
    notOnCurve: Buffer.concat([coordinate(side.value(1n)), coordinate(side.value(2n))]),
    xOf: (point: WeierstrassPoint<T>) => coordinate(point.toAffine().x),
  }
}

function outsideOfSubgroup<T>({ Point, value }: Side<T>) {
  const found: WeierstrassPoint<T>[] = []
  for (let i = 1n; ; i++) {
    const x = value(i)
    const { Fp: field } = Point
    try {
      const y = field.sqrt(field.add(field.mul(field.sqr(x), x), Point.CURVE().b))
      const point = Point.fromAffine({ x, y })
      if (!point.isTorsionFree()) found.push(point)
    } catch {
      // No point has this x.
    }
    const [one, two] = found
    if (one && two) return [one, two] as const
  }
}

export const concat = (...parts: Uint8Array[]) => Buffer.concat(parts)

/** Points, and bytes that are none, each with a title. */
export function decodable<T>(side: Side<T>): Inputs {
  const points = pointsOf(side)
  const { plain, flagged, first, infinity, size } = points
  return {
    'a point': plain(first),
    'a point outside of the subgroup': plain(points.outside),
    infinity,
    'infinity with the sign': flagged(infinity, 0x20),
    'infinity with the compression': flagged(infinity, 0x80),
    'infinity with a last byte': Buffer.concat([infinity.subarray(0, -1), Buffer.of(1)]),
    'infinity with a first bit': flagged(infinity, 0x01),
    'a point with the sign': flagged(plain(first), 0x20),
    'a point with the compression': flagged(plain(first), 0x80),
    'a point with infinity': flagged(plain(first), 0x40),
    zeros: points.zeros,
    'no point': points.notOnCurve,
    ...Object.fromEntries(
      side.tooLarge.flatMap((large, i) => [
        [`x too large, ${i}`, concat(large, plain(first).subarray(size))],
        [`y too large, ${i}`, concat(plain(first).subarray(0, size), large)],
      ]),
    ),
  }
}
