import { createWasmReader, malformed } from '../../../toolchain/wasm-reader.ts'
import { END, OPENS_BLOCK, PREFIX } from './immediates.ts'
import { createInstructionReader, type InstructionReader } from './instruction-reader.ts'
import type { FunctionBody } from './module.ts'
import { readValueType } from './value-type.ts'

/** What is seen of a function's code when it is read once. */
export type BodyReading = {
  /**
   * Equal for two functions of one type that are the same but for how numbers are written, indices and constants. Of code with an
   * instruction that is not known it is the bytes themselves.
   */
  shape: string
  /** Numbers of more bytes than they need. */
  padded: number
  /** Instructions; null if one is not known. */
  instructions: number | null
}

/** Reads a function's code from its first local to its last `end`. */
export function readBody(wasm: Uint8Array, body: FunctionBody): BodyReading {
  const shape = createShape(body.end - body.start)
  const reader = readLocals(wasm, body, (count, type) => shape.text(`${count} ${type};`))
  let depth = 1
  let instructions = 0
  while (depth > 0) {
    if (!reader.next()) {
      const bytes = latin1(wasm.subarray(body.start, body.end))
      return { shape: `bytes ${bytes}`, padded: 0, instructions: null }
    }
    instructions++
    if (OPENS_BLOCK.has(reader.opcode)) depth++
    else if (reader.opcode === END) depth--
    shape.instruction(reader)
  }
  if (reader.at !== body.end) {
    throw malformed(reader.at, `function ${body.index} goes on after its end`)
  }
  return { shape: shape.toString(), padded: reader.padded, instructions }
}

/** Reads a function's local variables and gives the reader of the instructions behind them. */
export function readLocals(
  wasm: Uint8Array,
  { start, end }: FunctionBody,
  onLocals: (count: number, type: string) => void = () => {},
): InstructionReader {
  const reader = createWasmReader(wasm, start, end)
  for (let left = reader.count(); left > 0; left--) {
    const count = reader.unsigned()
    onLocals(count, readValueType(reader))
  }
  return createInstructionReader(wasm, reader.at, end)
}

/** Collects what makes the shape of code as bytes, and gives them as a text that can be a key. */
function createShape(bodyBytes: number) {
  let bytes = new Uint8Array(bodyBytes * 2 + 64)
  let length = 0
  const push = (byte: number) => {
    if (length === bytes.length) {
      const larger = new Uint8Array(length * 2)
      larger.set(bytes)
      bytes = larger
    }
    bytes[length++] = byte
  }
  const number = (value: number) => {
    for (let rest = value >>> 0; ; rest >>>= 7) {
      push(rest < 128 ? rest : (rest & 127) | 128)
      if (rest < 128) return
    }
  }
  return {
    text: (text: string) => {
      for (const byte of Buffer.from(text)) push(byte)
    },
    instruction: ({ opcode, kinds, values }: InstructionReader) => {
      if (opcode > 255) push(PREFIX)
      push(opcode & 255)
      for (let i = 0; i < kinds.length; i++) {
        if (kinds[i] === 'shape') number(Number(values[i]))
      }
    },
    toString: () => latin1(bytes.subarray(0, length)),
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
