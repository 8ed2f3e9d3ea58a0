/** Below this many bytes copying one by one is faster than making a view; most copies are single instructions. */
const SHORT_COPY = 32

export type ByteWriter = ReturnType<typeof createByteWriter>

/** Collects bytes in WebAssembly's primitive encodings. */
export function createByteWriter(capacity = 256) {
  let bytes = new Uint8Array(capacity)
  let length = 0

  function reserve(count: number): void {
    if (length + count <= bytes.length) return
    const grown = new Uint8Array(Math.max(bytes.length * 2, length + count))
    grown.set(bytes.subarray(0, length))
    bytes = grown
  }

  function u8(...values: number[]): void {
    reserve(values.length)
    for (const value of values) bytes[length++] = value
  }

  function u32(value: number): void {
    reserve(5)
    let rest = value
    while (rest >= 0x80) {
      bytes[length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    bytes[length++] = rest
  }

  /** Writes a signed LEB128 of a number that is exact, that is within 53 bits. */
  function signed(value: number): void {
    reserve(10)
    let rest = value
    for (;;) {
      const low = ((rest % 0x80) + 0x80) % 0x80
      rest = Math.floor(rest / 0x80)
      if ((rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)) {
        bytes[length++] = low
        return
      }
      bytes[length++] = low | 0x80
    }
  }

  function copy(source: Uint8Array, start = 0, end = source.length): void {
    reserve(end - start)
    if (end - start > SHORT_COPY) {
      bytes.set(source.subarray(start, end), length)
      length += end - start
      return
    }
    for (let i = start; i < end; i++) bytes[length++] = source[i] as number
  }

  function name(text: string): void {
    const encoded = new TextEncoder().encode(text)
    u32(encoded.length)
    copy(encoded)
  }

  return {
    u8,
    u32,
    signed,
    copy,
    name,
    length: () => length,
    /** Gives what was written, without copying it: until the writer is used again. */
    finish: () => bytes.subarray(0, length),
    clear(): void {
      length = 0
    },
  }
}
