/** Writes borsh (https://borsh.io). */
export type BorshWriter = {
  u8: (value: number) => BorshWriter
  u16: (value: number) => BorshWriter
  u32: (value: number) => BorshWriter
  u64: (value: bigint | number) => BorshWriter
  u128: (value: bigint) => BorshWriter
  fixed: (bytes: Uint8Array) => BorshWriter
  bytes: (bytes: Uint8Array) => BorshWriter
  string: (text: string) => BorshWriter
  option: <T>(value: T | null | undefined, write: (value: T) => void) => BorshWriter
  list: <T>(items: readonly T[], write: (item: T) => void) => BorshWriter
  finish: () => Uint8Array
}

/** Most of what is written is shorter: headers, outcomes, messages to sign. */
const FIRST_BYTES = 512

export function createBorshWriter(): BorshWriter {
  let buffer = Buffer.allocUnsafe(FIRST_BYTES)
  let at = 0

  /** Makes room for so many bytes; gives where they begin. */
  const reserve = (length: number): number => {
    const start = at
    at += length
    if (at > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(at, 2 * buffer.length))
      buffer.copy(larger, 0, 0, start)
      buffer = larger
    }
    return start
  }

  const writer: BorshWriter = {
    u8: (value) => {
      const start = reserve(1)
      buffer[start] = value
      return writer
    },
    u16: (value) => {
      const start = reserve(2)
      buffer.writeUInt16LE(value, start)
      return writer
    },
    u32: (value) => {
      const start = reserve(4)
      buffer.writeUInt32LE(value, start)
      return writer
    },
    u64: (value) => {
      const start = reserve(8)
      buffer.writeBigUInt64LE(BigInt(value), start)
      return writer
    },
    u128: (value) => writer.u64(value & 0xffff_ffff_ffff_ffffn).u64(value >> 64n),
    fixed: (bytes) => {
      const start = reserve(bytes.length)
      buffer.set(bytes, start)
      return writer
    },
    bytes: (bytes) => writer.u32(bytes.length).fixed(bytes),
    string: (text) => {
      const length = Buffer.byteLength(text)
      writer.u32(length)
      const start = reserve(length)
      buffer.write(text, start, length, 'utf8')
      return writer
    },
    option: (value, write) => {
      if (value === null || value === undefined) return writer.u8(0)
      writer.u8(1)
      write(value)
      return writer
    },
    list: (items, write) => {
      writer.u32(items.length)
      for (const item of items) write(item)
      return writer
    },
    finish: () => new Uint8Array(buffer.subarray(0, at)),
  }
  return writer
}
