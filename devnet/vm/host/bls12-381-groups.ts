import type { WeierstrassPoint, WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { isOnCurve, ySquared } from './curve-points.ts'
import { readBigEndian } from './numbers.ts'

const { Fp } = bls12_381.fields
const FIELD_ELEMENT = Fp.BYTES
/** From here on a number of the field is the larger one of itself and its negation. */
const HALF = (Fp.ORDER + 1n) / 2n

const IS_COMPRESSED = 0x80
const IS_INFINITY = 0x40
const IS_LARGER = 0x20
const FLAGS = IS_COMPRESSED | IS_INFINITY | IS_LARGER

/** One of the two groups, with what differs between them. `T` is a coordinate. */
export type Group<T> = {
  Point: WeierstrassPointCons<T>
  /** Bytes of a coordinate, which are those of a compressed point too. */
  coordinate: number
  /** Gives nothing for bytes that are not the encoding of any coordinate. */
  decode: (bytes: Uint8Array) => T | undefined
  encode: (value: T) => Uint8Array
  /** Tells whether a coordinate is the larger one of itself and its negation. */
  isLarger: (value: T) => boolean
  /** Maps a number of the field into the subgroup (RFC 9380, map_to_curve and clear_cofactor). */
  map: (value: T) => WeierstrassPoint<T>
  /** Whether points with x = 0, which are not in the subgroup, are refused everywhere; blst does so for one group only. */
  refusesZeroX: boolean
}

type Pair = { c0: bigint; c1: bigint }

/** What the library's maps take and give; it declares something else. */
type MapToPoint<N, T> = (value: N) => WeierstrassPoint<T>
const mapToG1 = bls12_381.G1.mapToCurve as unknown as MapToPoint<bigint, bigint>
const mapToG2 = bls12_381.G2.mapToCurve as unknown as MapToPoint<readonly bigint[], Pair>

export const g1: Group<bigint> = {
  Point: bls12_381.G1.Point,
  coordinate: FIELD_ELEMENT,
  decode: decodeNumber,
  encode: (value) => Fp.toBytes(value),
  isLarger: (value) => value >= HALF,
  map: mapToG1,
  refusesZeroX: true,
}

/** Coordinates c0 + c1·u come as c1, then c0. */
export const g2: Group<Pair> = {
  Point: bls12_381.G2.Point,
  coordinate: 2 * FIELD_ELEMENT,
  decode(bytes) {
    const c1 = decodeNumber(bytes.subarray(0, FIELD_ELEMENT))
    const c0 = decodeNumber(bytes.subarray(FIELD_ELEMENT))
    return c0 === undefined || c1 === undefined ? undefined : { c0, c1 }
  },
  encode: ({ c0, c1 }) => Buffer.concat([Fp.toBytes(c1), Fp.toBytes(c0)]),
  isLarger: ({ c0, c1 }) => (c1 === 0n ? c0 : c1) >= HALF,
  map: ({ c0, c1 }) => mapToG2([c0, c1]),
  refusesZeroX: false,
}

function decodeNumber(bytes: Uint8Array): bigint | undefined {
  const value = readBigEndian(bytes)
  return value < Fp.ORDER ? value : undefined
}

/** Reads x and y, or the flag of infinity; gives nothing for anything else. The point may be outside of the subgroup. */
export function decodePoint<T>(
  group: Group<T>,
  bytes: Uint8Array,
): WeierstrassPoint<T> | undefined {
  const flags = (bytes[0] ?? 0) & FLAGS
  if (flags === IS_INFINITY) return isFlagAlone(bytes) ? group.Point.ZERO : undefined
  if (flags !== 0) return undefined
  const x = group.decode(bytes.subarray(0, group.coordinate))
  const y = group.decode(bytes.subarray(group.coordinate))
  if (x === undefined || y === undefined || !isOnCurve(group.Point, x, y)) return undefined
  return isRefused(group, x) ? undefined : group.Point.fromAffine({ x, y })
}

/** Reads x with the flags in its first bits; gives nothing if that is no point of the curve. */
export function decompressPoint<T>(
  group: Group<T>,
  bytes: Uint8Array,
): WeierstrassPoint<T> | undefined {
  const flags = (bytes[0] ?? 0) & FLAGS
  if ((flags & IS_COMPRESSED) === 0) return undefined
  if ((flags & IS_INFINITY) !== 0) {
    return flags === (IS_COMPRESSED | IS_INFINITY) && isFlagAlone(bytes)
      ? group.Point.ZERO
      : undefined
  }
  const withoutFlags = bytes.slice()
  withoutFlags[0] = (bytes[0] ?? 0) & ~FLAGS
  const x = group.decode(withoutFlags)
  if (x === undefined || isRefused(group, x)) return undefined
  const y = squareRoot(group, ySquared(group.Point, x))
  if (y === undefined) return undefined
  const isRight = group.isLarger(y) === ((flags & IS_LARGER) !== 0)
  return group.Point.fromAffine({ x, y: isRight ? y : group.Point.Fp.neg(y) })
}

/** Writes x and y, or the flag of infinity and zeros. */
export function encodePoint<T>(group: Group<T>, point: WeierstrassPoint<T>): Uint8Array {
  const bytes = new Uint8Array(2 * group.coordinate)
  if (point.is0()) {
    bytes[0] = IS_INFINITY
    return bytes
  }
  const { x, y } = point.toAffine()
  bytes.set(group.encode(x), 0)
  bytes.set(group.encode(y), group.coordinate)
  return bytes
}

function isFlagAlone(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & ~FLAGS) === 0 && bytes.subarray(1).every((byte) => byte === 0)
}

function isRefused<T>(group: Group<T>, x: T): boolean {
  return group.refusesZeroX && group.Point.Fp.is0(x)
}

function squareRoot<T>(group: Group<T>, square: T): T | undefined {
  try {
    return group.Point.Fp.sqrt(square)
  } catch {
    return undefined
  }
}
