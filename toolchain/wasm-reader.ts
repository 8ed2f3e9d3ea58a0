/** Reads the numbers and names of a WebAssembly binary one after another (core specification, 5.2). */
export type WasmReader = {
  at: number
  byte(): number
  /** Reads an unsigned LEB128 number. */
  unsigned(): number
  /** Reads a signed LEB128 number of at most 32 bits. */
  signed(): number
  name(): string
}

const decoder = new TextDecoder()

/** Makes a reader that starts at an offset. */
export function createWasmReader(bytes: Uint8Array, start = 0): WasmReader {
  return {
    at: start,
    byte() {
      return bytes[this.at++] ?? 0
    },
    unsigned() {
      let value = 0
      for (let scale = 1; ; scale *= 128) {
        const byte = this.byte()
        value += (byte & 127) * scale
        if (byte < 128) return value
      }
    },
    signed() {
      let value = 0
      for (let shift = 0; ; ) {
        const byte = this.byte()
        value |= (byte & 127) << shift
        shift += 7
        if (byte < 128) return shift < 32 && (byte & 64) !== 0 ? value | (-1 << shift) : value
      }
    },
    name() {
      const length = this.unsigned()
      this.at += length
      return decoder.decode(bytes.subarray(this.at - length, this.at))
    },
  }
}

/** A section of a module, with its header `from` and its content from `start`; a custom one has a name before that. */
export type WasmSection = { id: number; name: string; from: number; start: number; end: number }

/** Numbers of the sections that are looked at (core specification, 5.5.2). */
export const SECTION = {
  custom: 0,
  import: 2,
  memory: 5,
  export: 7,
  element: 9,
  code: 10,
  data: 11,
} as const

const HEADER_BYTES = 8

/** Lists a module's sections in their order. */
export function readSections(wasm: Uint8Array): WasmSection[] {
  const sections: WasmSection[] = []
  const reader = createWasmReader(wasm, HEADER_BYTES)
  while (reader.at < wasm.length) {
    const from = reader.at
    const id = reader.byte()
    const length = reader.unsigned()
    const end = reader.at + length
    const name = id === SECTION.custom ? reader.name() : ''
    sections.push({ id, name, from, start: reader.at, end })
    reader.at = end
  }
  return sections
}

/** Lists where each function's body lies, given the code section. */
export function readBodies(wasm: Uint8Array, code: WasmSection): { start: number; end: number }[] {
  const reader = createWasmReader(wasm, code.start)
  return Array.from({ length: reader.unsigned() }, () => {
    const length = reader.unsigned()
    const start = reader.at
    reader.at += length
    return { start, end: reader.at }
  })
}
