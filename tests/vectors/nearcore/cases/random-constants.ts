import type { RandomNumbers } from './random-numbers.ts'
import { F32, F64, FUNCREF, I32, I64, signed, unsigned, type ValueType } from './wasm-writer.ts'

const integers: readonly bigint[] = [0n, 1n, -1n, 2n, 7n, 31n, 64n, 255n, -128n, 1_000n, 65_535n]
const widths = { [I32]: 32, [I64]: 64 }

/** Bit patterns at the edges: zeros, ones, infinities, quiet and signalling NaNs, the smallest, and what integers just do not hold. */
const floats32 = [
  0, 0x80000000, 0x3f800000, 0xbf800000, 0x7f800000, 0xff800000, 0x7fc00000, 0xffc12345, 0x7f812345,
  1, 0x4f000000, 0x5f000000, 0x3fc00000,
]
const floats64 = [
  0n,
  1n << 63n,
  0x3ff0000000000000n,
  0x7ff0000000000000n,
  0xfff0000000000000n,
  0x7ff8000000000000n,
  0xfff8000000012345n,
  0x7ff4000000012345n,
  1n,
  0x41e0000000000000n,
  0x43e0000000000000n,
  0x3ff8000000000000n,
]

/** Writes an instruction that gives a value of a type. */
export function randomConstant(
  random: RandomNumbers,
  type: ValueType,
  declared: readonly number[],
): number[] {
  switch (type) {
    case I32:
    case I64:
      return [type === I32 ? 0x41 : 0x42, ...signed(randomInteger(random, widths[type]))]
    case F32: {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32LE(random.oneIn(4) ? random.next() : random.pick(floats32))
      return [0x43, ...bytes]
    }
    case F64: {
      const bytes = Buffer.alloc(8)
      const wide = (BigInt(random.next()) << 32n) | BigInt(random.next())
      bytes.writeBigUInt64LE(random.oneIn(4) ? wide : random.pick(floats64))
      return [0x44, ...bytes]
    }
    case FUNCREF:
      return declared.length === 0 || random.oneIn(2)
        ? [0xd0, 0x70]
        : [0xd2, ...unsigned(random.pick(declared))]
  }
}

function randomInteger(random: RandomNumbers, bits: number): bigint {
  if (random.oneIn(10)) return (1n << BigInt(bits - 1)) - 1n
  if (random.oneIn(10)) return -(1n << BigInt(bits - 1))
  if (random.oneIn(2)) return random.pick(integers)
  const wide = (BigInt(random.next()) << 32n) | BigInt(random.next())
  return BigInt.asIntN(bits, wide)
}

/** Writes an address in the first bytes of the memory, or once in a while near its end. */
export function smallAddress(random: RandomNumbers): number[] {
  const address = random.oneIn(20) ? 1_024 * 65_536 - random.below(20) : random.below(128)
  return [0x41, ...signed(BigInt(address))]
}
