import { ToolchainError } from './errors.ts'

/**
 * Reads the numbers and names of a WebAssembly binary one after another (core specification, 5.2).
 *
 * Each throws ToolchainError `MALFORMED_WASM`, with the byte where it is, if what it reads is not there or not written as the
 * specification says.
 */
export type WasmReader = {
  at: number
  byte(): number
  /** Reads an unsigned LEB128 number of at most 32 bits. */
  unsigned(): number
  /** Reads a signed LEB128 number of at most 32 bits. */
  signed(): number
  /** Reads a signed LEB128 number of at most 33 bits, as the types of blocks are. */
  signed33(): number
  /** Reads a signed LEB128 number of at most 64 bits. */
  signed64(): bigint
  /** Reads how many things follow, each of them at least one byte long. */
  count(): number
  /** Skips bytes and gives them. */
  bytes(length: number): Uint8Array
  name(): string
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Makes a reader of the bytes from one offset up to another. */
export function createWasmReader(bytes: Uint8Array, start = 0, limit = bytes.length): WasmReader {
  return {
    at: start,
    byte() {
      if (this.at >= limit) throw malformed(this.at, 'it ends in the middle')
      return bytes[this.at++] as number
    },
    unsigned() {
      const from = this.at
      let value = 0
      for (let scale = 1; ; scale *= 128) {
        const byte = this.byte()
        value += (byte & 127) * scale
        if (byte < 128) {
          if (value > 0xffff_ffff) throw malformed(from, 'a number has more than 32 bits')
          return value
        }
        if (this.at - from === 5) throw malformed(from, 'a number is longer than 5 bytes')
      }
    },
    signed() {
      const from = this.at
      const value = this.signed33()
      if (value !== (value | 0)) throw malformed(from, 'a number has more than 32 bits')
      return value
    },
    signed33() {
      const from = this.at
      let value = 0
      for (let scale = 1; ; scale *= 128) {
        const byte = this.byte()
        value += (byte & 127) * scale
        if (byte < 128) {
          if ((byte & 64) !== 0) value -= scale * 128
          if (value < -(2 ** 32) || value >= 2 ** 32) {
            throw malformed(from, 'a number has more than 33 bits')
          }
          return value
        }
        if (this.at - from === 5) throw malformed(from, 'a number is longer than 5 bytes')
      }
    },
    signed64() {
      const from = this.at
      let value = 0n
      for (let shift = 0n; ; shift += 7n) {
        const byte = this.byte()
        value |= BigInt(byte & 127) << shift
        if (byte < 128) {
          if ((byte & 64) !== 0) value -= 128n << shift
          if (value !== BigInt.asIntN(64, value)) {
            throw malformed(from, 'a number has more than 64 bits')
          }
          return value
        }
        if (this.at - from === 10) throw malformed(from, 'a number is longer than 10 bytes')
      }
    },
    count() {
      const from = this.at
      const count = this.unsigned()
      if (count > limit - this.at) {
        throw malformed(from, `there cannot be ${count} of something in ${limit - this.at} bytes`)
      }
      return count
    },
    bytes(length) {
      if (length > limit - this.at) {
        throw malformed(this.at, `${length} bytes are announced where ${limit - this.at} are left`)
      }
      this.at += length
      return bytes.subarray(this.at - length, this.at)
    },
    name() {
      const content = this.bytes(this.unsigned())
      try {
        return decoder.decode(content)
      } catch {
        throw malformed(this.at - content.length, 'a name is not UTF-8')
      }
    },
  }
}

/** A section of a module, with its header `from` and its content from `start`; a custom one has a name before that. */
export type WasmSection = { id: number; name: string; from: number; start: number; end: number }

/** Numbers of the sections that are looked at (core specification, 5.5.2). */
export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const

/** The order of all but custom sections (5.5.16, and the exception-handling proposal for tags). */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11]

const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/**
 * Lists a module's sections in their order.
 *
 * @throws ToolchainError `MALFORMED_WASM` if the header, the order or the size of one is not as the specification says.
 */
export function readSections(wasm: Uint8Array): WasmSection[] {
  const wrong = HEADER.findIndex((byte, at) => wasm[at] !== byte)
  if (wrong >= 0) throw malformed(wrong, 'it does not begin as a module of version 1 does')
  const sections: WasmSection[] = []
  const reader = createWasmReader(wasm, HEADER.length)
  let before = -1
  while (reader.at < wasm.length) {
    const from = reader.at
    const id = reader.byte()
    if (id !== SECTION.custom) {
      const place = ORDER.indexOf(id)
      if (place < 0) throw malformed(from, `there is no section ${id}`)
      if (place <= before) throw malformed(from, `section ${id} is twice there or out of its order`)
      before = place
    }
    const length = reader.unsigned()
    const content = reader.at
    reader.bytes(length)
    const end = reader.at
    const inside = createWasmReader(wasm, content, end)
    const name = id === SECTION.custom ? inside.name() : ''
    sections.push({ id, name, from, start: inside.at, end })
  }
  return sections
}

/** Lists where each function's body lies, given the code section. */
export function readBodies(wasm: Uint8Array, code: WasmSection): { start: number; end: number }[] {
  const reader = createWasmReader(wasm, code.start, code.end)
  return Array.from({ length: reader.count() }, () => {
    const length = reader.unsigned()
    const start = reader.at
    reader.bytes(length)
    return { start, end: reader.at }
  })
}

/** Says that bytes are no module of WebAssembly; `at` is the offset of what is wrong. */
export function malformed(at: number, what: string): ToolchainError {
  return new ToolchainError('MALFORMED_WASM', `The wasm is malformed at byte ${at}: ${what}.`, {
    at,
    what,
  })
}
