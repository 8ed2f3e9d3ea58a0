import type { ByteReader } from '../wasm/byte-reader.ts'

/**
 * Reads a constant expression: one constant and `end`. Gives the value of a 32-bit integer, unsigned. Reading a global is not allowed, since only imported ones could be read and nearcore allows none;
 * arithmetic is the extended-const proposal.
 */
export function readConstantExpression(reader: ByteReader): number | undefined {
  const opcode = reader.u8()
  let value: number | undefined
  switch (opcode) {
    case 0x41:
      value = reader.i32() >>> 0
      break
    case 0x42:
      reader.skipLeb(10)
      break
    case 0x43:
      reader.skip(4)
      break
    case 0x44:
      reader.skip(8)
      break
    case 0xd0:
      if (reader.u8() !== 0x70) reader.fail('a reference is not to a function')
      break
    case 0xd2:
      reader.u32()
      break
    default:
      reader.fail(`opcode 0x${opcode.toString(16)} is not allowed in a constant expression`)
  }
  if (reader.u8() !== 0x0b) reader.fail('a constant expression has more than one instruction')
  return value
}
