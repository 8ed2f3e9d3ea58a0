import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js'
import type { VmCase } from '../vm-case.ts'
import {
  concat,
  decodable,
  type Inputs,
  ones,
  P,
  type Pair,
  pointsOf,
  R,
  type Side,
  twos,
} from './bls12-381-points.ts'
import { bytesFrom, littleEndian, numberFrom } from './chance.ts'
import { createMathCases } from './math-program.ts'

function sums<T>(side: Side<T>): Inputs {
  const { plain, first, second, outside, outsideToo, infinity } = pointsOf(side)
  const plus = (bytes: Uint8Array) => concat(Buffer.of(0), bytes)
  const minus = (bytes: Uint8Array) => concat(Buffer.of(1), bytes)
  return {
    nothing: Buffer.alloc(0),
    'two points': concat(plus(plain(first)), plus(plain(second))),
    'a difference': concat(plus(plain(first)), minus(plain(second))),
    'a point twice': concat(plus(plain(first)), plus(plain(first))),
    'a point and its negation': concat(plus(plain(first)), minus(plain(first))),
    'infinity and a point': concat(plus(infinity), minus(plain(first)), minus(infinity)),
    'points outside of the subgroup': concat(plus(plain(outside)), minus(plain(outsideToo))),
    'a point outside of the subgroup twice': concat(plus(plain(outside)), plus(plain(outside))),
    'a sign of 2': concat(plus(plain(first)), Buffer.of(2), plain(first)),
    'a byte too few': plus(plain(first)).subarray(1),
    'random bytes': plus(bytesFrom('sum', plain(first).length)),
    ...titled(decodable(side), (bytes) => plus(bytes)),
  }
}

function multiexps<T>(side: Side<T>): Inputs {
  const { plain, first, second, infinity } = pointsOf(side)
  const times = (bytes: Uint8Array, scalar: bigint) => concat(bytes, littleEndian(scalar, 32))
  return {
    nothing: Buffer.alloc(0),
    'two points': concat(
      times(plain(first), numberFrom('one', 2n ** 256n)),
      times(plain(second), numberFrom('two', 2n ** 256n)),
    ),
    'a point times 0': times(plain(first), 0n),
    'a point times 1': times(plain(first), 1n),
    'a point times the order': times(plain(first), R),
    'a point times one less': times(plain(first), R - 1n),
    'a point times one more': times(plain(first), R + 1n),
    'a point times all ones': times(plain(first), 2n ** 256n - 1n),
    'terms that cancel out': concat(times(plain(first), 7n), times(plain(first), R - 7n)),
    'infinity times all ones': times(infinity, 2n ** 256n - 1n),
    'a byte too many': concat(times(plain(first), 5n), Buffer.of(0)),
    ...titled(decodable(side), (bytes) => times(bytes, 5n)),
  }
}

function compressed<T>(side: Side<T>): Inputs {
  const { first, outside, infinity, size, xOf, flagged } = pointsOf(side)
  const short = infinity.subarray(0, size)
  return {
    nothing: Buffer.alloc(0),
    'two points': concat(flagged(xOf(first), 0x80), flagged(xOf(first), 0xa0)),
    'a point outside of the subgroup': flagged(xOf(outside), 0x80),
    'a point without the flag': xOf(first),
    'a point with infinity': flagged(xOf(first), 0xc0),
    infinity: flagged(short, 0x80),
    'infinity with the sign': flagged(short, 0xa0),
    'infinity without the compression': short,
    'infinity with a last byte': concat(flagged(short, 0x80).subarray(0, -1), Buffer.of(1)),
    'x is zero': flagged(Buffer.alloc(size), 0x80),
    'x is zero, with the sign': flagged(Buffer.alloc(size), 0xa0),
    'a byte too few': flagged(xOf(first), 0x80).subarray(1),
    ...Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [
        `x is value ${i}`,
        flagged(side.coordinate(side.value(BigInt(i))), i % 2 === 0 ? 0x80 : 0xa0),
      ]),
    ),
    ...titledList('too large', side.tooLarge, (bytes) => flagged(bytes, 0x80)),
  }
}

function mapped<T>({ coordinate, value, zero, largest, tooLarge }: Side<T>): Inputs {
  return {
    nothing: Buffer.alloc(0),
    zero: coordinate(zero),
    largest: coordinate(largest),
    three: concat(...[2n, 3n, numberFrom('map', P)].map((i) => coordinate(value(i)))),
    'a byte too many': concat(coordinate(zero), Buffer.of(0)),
    'a good one and one too large': concat(coordinate(zero), tooLarge[0] ?? Buffer.alloc(0)),
    ...titledList('too large', tooLarge, (bytes) => bytes),
    'with a flag': concat(Buffer.of(0x80), coordinate(zero).subarray(1)),
  }
}

function titled(inputs: Inputs, change: (bytes: Uint8Array) => Uint8Array): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([title, bytes]) => [`alone: ${title}`, change(bytes)]),
  )
}

function titledList(
  title: string,
  list: readonly Uint8Array[],
  change: (bytes: Uint8Array) => Uint8Array,
): Inputs {
  return Object.fromEntries(list.map((bytes, i) => [`${title}, ${i}`, change(bytes)]))
}

function pairings(): Inputs {
  const one = pointsOf(ones)
  const two = pointsOf(twos)
  const pair = (a: WeierstrassPoint<bigint>, b: WeierstrassPoint<Pair>) =>
    concat(one.plain(a), two.plain(b))
  const { first } = one
  return {
    nothing: Buffer.alloc(0),
    'one pair': pair(first, two.first),
    'a pair and its negation': concat(pair(first, two.first), pair(first.negate(), two.first)),
    'scalars that cancel out': concat(
      pair(first.multiply(6n), two.first),
      pair(first.multiply(2n), two.first.multiply(3n).negate()),
    ),
    'infinity and a point': concat(one.infinity, two.plain(two.first)),
    'a point and infinity': concat(one.plain(first), two.infinity),
    'infinity beside a pair': concat(one.infinity, two.infinity, pair(first, two.first)),
    'a byte too few': pair(first, two.first).subarray(1),
    ...titled(decodable(ones), (bytes) => concat(bytes, two.infinity)),
    ...titledList('second', Object.values(decodable(twos)), (bytes) => concat(one.infinity, bytes)),
  }
}

/** Calls the BLS12-381 functions with points and with what is none. */
export function bls12381Cases(): VmCase[] {
  const inputs: Readonly<Record<string, Inputs>> = {
    bls12381_p1_sum: sums(ones),
    bls12381_p2_sum: sums(twos),
    bls12381_g1_multiexp: multiexps(ones),
    bls12381_g2_multiexp: multiexps(twos),
    bls12381_p1_decompress: compressed(ones),
    bls12381_p2_decompress: compressed(twos),
    bls12381_map_fp_to_g1: mapped(ones),
    bls12381_map_fp2_to_g2: mapped(twos),
    bls12381_pairing_check: pairings(),
  }
  const functions = Object.keys(inputs).map((name) => ({
    name,
    fills: name !== 'bls12381_pairing_check',
    gives: true,
  }))
  const program = createMathCases(functions)
  for (const [name, byTitle] of Object.entries(inputs)) {
    for (const [title, input] of Object.entries(byTitle)) program.add(name, title, input)
    const [, usual = Buffer.alloc(0)] = Object.values(byTitle)
    program.add(name, 'from a register', usual, 'register')
    program.addView(name, 'from memory', usual)
  }
  return program.cases
}
