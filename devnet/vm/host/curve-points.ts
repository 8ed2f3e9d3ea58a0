import type { WeierstrassPoint, WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js'

/** Gives the right side of a curve's equation at `x`; both curves that contracts compute on have the form y² = x³ + b. */
export function ySquared<T>(group: WeierstrassPointCons<T>, x: T): T {
  const { Fp } = group
  return Fp.add(Fp.mul(Fp.sqr(x), x), group.CURVE().b)
}

/** Tells whether a point that is not at infinity is on the curve, in the subgroup or not. */
export function isOnCurve<T>(group: WeierstrassPointCons<T>, x: T, y: T): boolean {
  return group.Fp.eql(group.Fp.sqr(y), ySquared(group, x))
}

/** Tells whether a point of the curve is in its subgroup of prime order. */
export function isInSubgroup<T>(point: WeierstrassPoint<T>): boolean {
  try {
    // Unlike a look at the subgroup alone, this is remembered by the point and not done again for a pairing.
    point.assertValidity()
    return true
  } catch {
    return false
  }
}

/** Cuts bytes into pieces of the same length; the length of all must be a multiple of it. */
export function cut(data: Uint8Array, length: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < data.length; at += length) pieces.push(data.subarray(at, at + length))
  return pieces
}
