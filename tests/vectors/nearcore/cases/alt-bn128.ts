import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js'
import { bn254 } from '@noble/curves/bn254.js'
import type { VmCase } from '../vm-case.ts'
import { bytesFrom, littleEndian, numberFrom } from './chance.ts'
import { createMathCases } from './math-program.ts'

type Pair = { c0: bigint; c1: bigint }

const { Fp, Fp2, Fr } = bn254.fields
const G1 = bn254.G1.Point
const G2 = bn254.G2.Point
const P = Fp.ORDER
const R = Fr.ORDER

const number = (value: bigint) => littleEndian(value, 32)
const numbers = (...values: bigint[]) => Buffer.concat(values.map(number))

function g1Bytes(point: WeierstrassPoint<bigint>): Buffer {
  const { x, y } = point.toAffine()
  return numbers(x, y)
}

function g2Bytes(point: WeierstrassPoint<Pair>): Buffer {
  const { x, y } = point.toAffine()
  return numbers(x.c0, x.c1, y.c0, y.c1)
}

const first = G1.BASE.multiply(numberFrom('first', R))
const second = G1.BASE.multiply(numberFrom('second', R))
const third = G2.BASE.multiply(numberFrom('third', R))
const INFINITY = Buffer.alloc(64)
const INFINITY_2 = Buffer.alloc(128)

/** Finds a point of the twist that is not in the subgroup of prime order. */
function outsideOfSubgroup(): Buffer {
  for (let i = 0n; ; i++) {
    const x = { c0: i, c1: 1n }
    try {
      const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), G2.CURVE().b))
      const point = G2.fromAffine({ x, y })
      if (!point.isTorsionFree()) return g2Bytes(point)
    } catch {
      // No point has this x.
    }
  }
}

const notOnCurve = numbers(1n, 3n)
const tooLarge = numbers(P + 1n, 2n)
const notOnTwist = numbers(1n, 2n, 3n, 4n)
const third2 = g2Bytes(third)
const twistTooLarge = Buffer.concat([third2.subarray(0, 96), number(P)])

const sums: Readonly<Record<string, Uint8Array[]>> = {
  nothing: [],
  'one point': [plus(first)],
  'minus one point': [minus(first)],
  infinity: [Buffer.concat([Buffer.of(0), INFINITY])],
  'minus infinity': [Buffer.concat([Buffer.of(1), INFINITY])],
  'a point twice': [plus(first), plus(first)],
  'a point and its negation': [plus(first), minus(first)],
  'two points and infinity': [plus(first), Buffer.concat([Buffer.of(0), INFINITY]), minus(second)],
  'a sign of 2': [plus(first), Buffer.concat([Buffer.of(2), g1Bytes(first)])],
  'a sign of 255 and a point not on the curve': [Buffer.concat([Buffer.of(255), notOnCurve])],
  'a point not on the curve': [plus(first), Buffer.concat([Buffer.of(0), notOnCurve])],
  'a coordinate too large': [Buffer.concat([Buffer.of(0), tooLarge])],
  'the field order for zero': [Buffer.concat([Buffer.of(0), numbers(P, P)])],
  'a byte too few': [plus(first).subarray(1)],
  'one byte': [Buffer.of(0)],
  'random bytes': [bytesFrom('sum', 130)],
}

function plus(point: WeierstrassPoint<bigint>): Buffer {
  return Buffer.concat([Buffer.of(0), g1Bytes(point)])
}

function minus(point: WeierstrassPoint<bigint>): Buffer {
  return Buffer.concat([Buffer.of(1), g1Bytes(point)])
}

const times = (point: WeierstrassPoint<bigint>, scalar: bigint) =>
  Buffer.concat([g1Bytes(point), number(scalar)])

const multiexps: Readonly<Record<string, Uint8Array[]>> = {
  nothing: [],
  'a point times 0': [times(first, 0n)],
  'a point times 1': [times(first, 1n)],
  'a point times the largest scalar': [times(first, R - 1n)],
  'a point times the order': [times(first, R)],
  'a point times all ones': [times(first, 2n ** 256n - 1n)],
  'infinity times 5': [Buffer.concat([INFINITY, number(5n)])],
  'a point and its negation': [times(first, 7n), times(first, R - 7n)],
  'one point three times': [times(first, 9n), times(first, 9n), times(first, 11n)],
  'ten points': Array.from({ length: 10 }, (_, i) =>
    times(G1.BASE.multiply(BigInt(i + 1)), numberFrom(`scalar ${i}`, R)),
  ),
  'a point not on the curve': [times(first, 1n), Buffer.concat([notOnCurve, number(1n)])],
  'a coordinate too large and a scalar too large': [Buffer.concat([tooLarge, number(R)])],
  'a byte too many': [times(first, 1n), Buffer.of(0)],
  'random bytes': [bytesFrom('multiexp', 192)],
}

const pair = (one: WeierstrassPoint<bigint>, two: WeierstrassPoint<Pair>) =>
  Buffer.concat([g1Bytes(one), g2Bytes(two)])

const pairings: Readonly<Record<string, Uint8Array[]>> = {
  nothing: [],
  'one pair': [pair(first, third)],
  'a pair and its negation': [pair(first, third), pair(first.negate(), third)],
  'a pair and its negation on the twist': [pair(first, third), pair(first, third.negate())],
  'scalars that cancel out': [
    pair(first.multiply(6n), third),
    pair(first.multiply(2n).negate(), third.multiply(3n)),
  ],
  'scalars that do not': [
    pair(first.multiply(6n), third),
    pair(first.multiply(2n).negate(), third.multiply(2n)),
  ],
  'infinity and a point': [Buffer.concat([INFINITY, third2])],
  'a point and infinity': [Buffer.concat([g1Bytes(first), INFINITY_2])],
  'infinities only': [Buffer.concat([INFINITY, INFINITY_2])],
  'a pair with infinity beside another': [
    Buffer.concat([INFINITY, third2]),
    pair(first, third),
    pair(first.negate(), third),
  ],
  'a point outside of the subgroup': [Buffer.concat([g1Bytes(first), outsideOfSubgroup()])],
  'a point outside of the subgroup beside infinity': [
    Buffer.concat([INFINITY, outsideOfSubgroup()]),
  ],
  'a point not on the curve': [Buffer.concat([notOnCurve, third2])],
  'a point not on the twist': [Buffer.concat([g1Bytes(first), notOnTwist])],
  'a coordinate of the twist too large': [Buffer.concat([g1Bytes(first), twistTooLarge])],
  'a second pair not on the curve': [pair(first, third), Buffer.concat([notOnCurve, third2])],
  'a byte too few': [pair(first, third).subarray(1)],
  'random bytes': [bytesFrom('pairing', 384)],
}

/** Calls the alt_bn128 functions with points and with what is none. */
export function altBn128Cases(): VmCase[] {
  const program = createMathCases([
    { name: 'alt_bn128_g1_sum', fills: true, gives: false },
    { name: 'alt_bn128_g1_multiexp', fills: true, gives: false },
    { name: 'alt_bn128_pairing_check', fills: false, gives: true },
  ])
  const inputs = {
    alt_bn128_g1_sum: sums,
    alt_bn128_g1_multiexp: multiexps,
    alt_bn128_pairing_check: pairings,
  }
  for (const [name, byTitle] of Object.entries(inputs)) {
    for (const [title, elements] of Object.entries(byTitle)) {
      program.add(name, title, Buffer.concat(elements))
    }
    const [, usual = []] = Object.values(byTitle)
    program.add(name, 'from a register', Buffer.concat(usual), 'register')
    program.addView(name, 'from memory', Buffer.concat(usual))
  }
  program.add('alt_bn128_pairing_check', 'more pairs than the gas is for', Buffer.alloc(192 * 60))
  return program.cases
}
