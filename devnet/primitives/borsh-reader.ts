import { DevnetError } from '../errors.ts'

/** Reads borsh (https://borsh.io) from untrusted bytes; every read throws `MALFORMED_BORSH` rather than go past the end. */
export type BorshReader = {
  u8: () => number
  u32: () => number
  u64: () => bigint
  u128: () => bigint
  /** The next `length` bytes, as a copy. */
  fixed: (length: number) => Uint8Array
  /** A length and that many bytes. */
  bytes: () => Uint8Array
  string: () => string
  option: <T>(read: () => T) => T | null
  list: <T>(read: () => T) => T[]
  offset: () => number
  /** What has been read from an offset on. */
  since: (offset: number) => Uint8Array
  /** Fails unless everything has been read. */
  end: () => void
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function malformed(reason: string): DevnetError<'MALFORMED_BORSH'> {
  return new DevnetError('MALFORMED_BORSH', `The bytes are not valid borsh: ${reason}.`, { reason })
}

export function createBorshReader(input: Uint8Array): BorshReader {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
  let at = 0

  const take = (length: number): number => {
    if (length > input.length - at) {
      throw malformed(`${length} bytes wanted at ${at}, ${input.length - at} are there`)
    }
    const start = at
    at += length
    return start
  }

  const reader: BorshReader = {
    u8: () => view.getUint8(take(1)),
    u32: () => view.getUint32(take(4), true),
    u64: () => view.getBigUint64(take(8), true),
    u128: () => {
      const low = reader.u64()
      return (reader.u64() << 64n) | low
    },
    fixed: (length) => {
      const start = take(length)
      return input.slice(start, start + length)
    },
    bytes: () => reader.fixed(reader.u32()),
    string: () => {
      const bytes = reader.bytes()
      try {
        return utf8.decode(bytes)
      } catch {
        throw malformed('a string is not UTF-8')
      }
    },
    option: (read) => {
      const tag = reader.u8()
      if (tag > 1) throw malformed(`${tag} is no option tag`)
      return tag === 1 ? read() : null
    },
    list: (read) => {
      const count = reader.u32()
      const items: ReturnType<typeof read>[] = []
      for (let index = 0; index < count; index++) {
        const before = at
        items.push(read())
        // Every item that borsh lists take at least a byte; otherwise a short input could ask for 2^32 items.
        if (at === before) throw malformed('an item of a list has no bytes')
      }
      return items
    },
    offset: () => at,
    since: (offset) => input.subarray(offset, at),
    end: () => {
      if (at !== input.length) throw malformed(`${input.length - at} bytes are left over`)
    },
  }
  return reader
}
