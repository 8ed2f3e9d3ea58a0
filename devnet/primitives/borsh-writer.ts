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

export function createBorshWriter(): BorshWriter {
  const parts: Uint8Array[] = []

  const number = (bytes: number, set: (view: DataView) => void): BorshWriter => {
    const part = new Uint8Array(bytes)
    set(new DataView(part.buffer))
    parts.push(part)
    return writer
  }

  const writer: BorshWriter = {
    u8: (value) => number(1, (view) => view.setUint8(0, value)),
    u16: (value) => number(2, (view) => view.setUint16(0, value, true)),
    u32: (value) => number(4, (view) => view.setUint32(0, value, true)),
    u64: (value) => number(8, (view) => view.setBigUint64(0, BigInt(value), true)),
    u128: (value) =>
      number(16, (view) => {
        view.setBigUint64(0, value & 0xffff_ffff_ffff_ffffn, true)
        view.setBigUint64(8, value >> 64n, true)
      }),
    fixed: (bytes) => {
      parts.push(bytes)
      return writer
    },
    bytes: (bytes) => writer.u32(bytes.length).fixed(bytes),
    string: (text) => writer.bytes(new TextEncoder().encode(text)),
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
    finish: () => new Uint8Array(Buffer.concat(parts)),
  }
  return writer
}
