/** Collects bytes in a buffer that grows and is used again. */
export type ByteSink = {
  byte: (value: number) => void
  /** A whole number from 0 to 2^53 - 1, seven bits a byte, little end first. */
  varint: (value: number) => void
  float: (value: number) => void
  u64: (value: bigint) => void
  bytes: (bytes: Uint8Array) => void
  /** A text that takes so many bytes in that encoding. */
  text: (text: string, encoding: 'latin1' | 'utf8' | 'utf16le', length: number) => void
  /** Gives a copy of everything since the last `take`, and begins anew. */
  take: () => Uint8Array<ArrayBuffer>
}

const FIRST_BYTES = 64 * 1024

export function createByteSink(): ByteSink {
  let buffer = Buffer.allocUnsafe(FIRST_BYTES)
  let at = 0

  const reserve = (length: number): number => {
    const start = at
    at += length
    if (at > buffer.length) {
      const larger = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(at)))
      buffer.copy(larger, 0, 0, start)
      buffer = larger
    }
    return start
  }

  return {
    byte: (value) => {
      const start = reserve(1)
      buffer[start] = value
    },
    varint: (value) => {
      let rest = value
      while (rest > 127) {
        const start = reserve(1)
        buffer[start] = (rest % 128) + 128
        rest = Math.floor(rest / 128)
      }
      const start = reserve(1)
      buffer[start] = rest
    },
    float: (value) => {
      const start = reserve(8)
      buffer.writeDoubleLE(value, start)
    },
    u64: (value) => {
      const start = reserve(8)
      buffer.writeBigUInt64LE(value, start)
    },
    bytes: (bytes) => {
      const start = reserve(bytes.length)
      buffer.set(bytes, start)
    },
    text: (text, encoding, length) => {
      const start = reserve(length)
      buffer.write(text, start, length, encoding)
    },
    take: () => {
      const taken = new Uint8Array(buffer.subarray(0, at))
      at = 0
      if (buffer.length > 16 * FIRST_BYTES) buffer = Buffer.allocUnsafe(FIRST_BYTES)
      return taken
    },
  }
}
