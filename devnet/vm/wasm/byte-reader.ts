/** Thrown for bytes that are not a WebAssembly module as nearcore accepts them. */
export class MalformedModule extends Error {
  override readonly name = 'MalformedModule'
  readonly code = 'malformed_module'
  readonly details: { offset: number }

  constructor(what: string, offset: number) {
    super(`The module is malformed at byte ${offset}: ${what}.`)
    this.details = { offset }
  }
}

export type ByteReader = {
  readonly bytes: Uint8Array
  readonly end: number
  position(): number
  atEnd(): boolean
  fail(what: string): never
  u8(): number
  /** Reads a LEB128 of at most 32 bits, unsigned. */
  u32(): number
  /** Reads a LEB128 of at most 32 bits, signed. */
  i32(): number
  /** Skips a LEB128 of at most `maxBytes` bytes; V8 checks its value. */
  skipLeb(maxBytes: number): void
  skip(count: number): void
  name(): string
  /** Gives a reader of the next `length` bytes and skips them here. */
  sub(length: number): ByteReader
}

/** Reads WebAssembly's primitive encodings from `bytes` between `start` and `end`. */
export function createByteReader(
  bytes: Uint8Array,
  start = 0,
  end: number = bytes.length,
): ByteReader {
  let position = start

  function fail(what: string): never {
    throw new MalformedModule(what, position)
  }

  function u8(): number {
    if (position >= end) fail('it ends too early')
    return bytes[position++] as number
  }

  function u32(): number {
    let byte = u8()
    if (byte < 0x80) return byte
    let value = byte & 0x7f
    for (let shift = 7; shift < 35; shift += 7) {
      byte = u8()
      if (shift === 28 && byte > 0x0f) fail('an integer has more than 32 bits')
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    return fail('an integer is too long')
  }

  function i32(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = u8()
      value |= (byte & 0x7f) << shift
      if (byte >= 0x80) continue
      return shift < 28 && (byte & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value
    }
    return fail('an integer is too long')
  }

  function skipLeb(maxBytes: number): void {
    for (let i = 0; i < maxBytes; i++) if (u8() < 0x80) return
    fail('an integer is too long')
  }

  function skip(count: number): void {
    if (count > end - position) fail('it ends too early')
    position += count
  }

  function name(): string {
    const length = u32()
    const from = position
    skip(length)
    try {
      return utf8.decode(bytes.subarray(from, position))
    } catch {
      return fail('a name is not UTF-8')
    }
  }

  return {
    bytes,
    end,
    position: () => position,
    atEnd: () => position >= end,
    fail,
    u8,
    u32,
    i32,
    skipLeb,
    skip,
    name,
    sub(length) {
      const from = position
      skip(length)
      return createByteReader(bytes, from, position)
    },
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
