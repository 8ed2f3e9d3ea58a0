import type { ByteReader } from './byte-reader.ts'
import { F32, F64, FUNCREF, I32, I64, type ValueType } from './module.ts'

/** Reads a value type that nearcore admits. */
export function readValueType(reader: ByteReader): ValueType {
  const byte = reader.u8()
  switch (byte) {
    case I32:
    case I64:
    case F32:
    case F64:
    case FUNCREF:
      return byte
    default:
      return reader.fail(`value type 0x${byte.toString(16)} is not allowed`)
  }
}
