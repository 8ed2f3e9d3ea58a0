import { createWasmReader, type WasmReader } from '../../../toolchain/wasm-reader.ts'
import { type Immediate, immediatesOf, PREFIX, prefixedImmediatesOf } from './immediates.ts'

/** What a number behind an instruction means: an index, a constant, or a part of the code's shape. */
export type OperandKind =
  | 'function'
  | 'type'
  | 'global'
  | 'table'
  | 'memory'
  | 'element'
  | 'data'
  | 'i32'
  | 'i64'
  | 'float'
  | 'offset'
  | 'shape'

/** Goes through instructions one by one; the fields are those of the one read last, and are used again for the next. */
export type InstructionReader = {
  /** Offset of the next instruction. */
  at: number
  /** A prefixed instruction has 0xfc00 and its number. */
  opcode: number
  kinds: OperandKind[]
  values: (number | bigint)[]
  /** Numbers so far that are longer than they need be, as linkers leave them. */
  padded: number
  /** Reads one; false if it is not known, after which nothing more can be read. */
  next(): boolean
}

const HIGHEST_PREFIXED = 255
const MEMORY_INDEX_FOLLOWS = 64

/** Makes a reader of the instructions between two offsets. */
export function createInstructionReader(
  wasm: Uint8Array,
  start: number,
  end: number,
): InstructionReader {
  const reader = createWasmReader(wasm, start, end)
  const read: InstructionReader = {
    at: start,
    opcode: 0,
    kinds: [],
    values: [],
    padded: 0,
    next() {
      read.kinds.length = 0
      read.values.length = 0
      const immediates = readOpcode()
      if (immediates === undefined) return false
      for (const immediate of immediates) readImmediate(immediate)
      read.at = reader.at
      return true
    },
  }

  function readOpcode(): readonly Immediate[] | undefined {
    const opcode = reader.byte()
    read.opcode = opcode
    if (opcode !== PREFIX) return immediatesOf(opcode)
    const number = reader.unsigned()
    if (number > HIGHEST_PREFIXED) return undefined
    read.opcode = opcode * 256 + number
    return prefixedImmediatesOf(number)
  }

  function add(kind: OperandKind, value: number | bigint): void {
    read.kinds.push(kind)
    read.values.push(value)
  }

  function number(method: 'unsigned' | 'signed' | 'signed33' | 'signed64'): number | bigint {
    const from = reader.at
    const value = reader[method]()
    if (reader.at - from > 1 && isPadded(wasm, reader.at, method === 'unsigned')) read.padded++
    return value
  }

  function readImmediate(immediate: Immediate): void {
    switch (immediate) {
      case 'blockType': {
        const type = number('signed33')
        if (type >= 0) add('type', type)
        else add('shape', type)
        break
      }
      case 'label':
      case 'local':
        add('shape', number('unsigned'))
        break
      case 'labels': {
        const count = reader.count()
        add('shape', count)
        for (let i = 0; i <= count; i++) add('shape', number('unsigned'))
        break
      }
      case 'valueTypes': {
        const count = reader.count()
        add('shape', count)
        for (let i = 0; i < count; i++) add('shape', reader.byte())
        break
      }
      case 'heapType':
        add('shape', number('signed33'))
        break
      case 'memoryArgument': {
        const alignment = Number(number('unsigned'))
        add('shape', alignment)
        if (alignment >= MEMORY_INDEX_FOLLOWS) add('memory', number('unsigned'))
        add('offset', number('unsigned'))
        break
      }
      case 'i32':
        add('i32', number('signed'))
        break
      case 'i64':
        add('i64', number('signed64'))
        break
      case 'f32':
        add('float', bitsOf(reader, 4))
        break
      case 'f64':
        add('float', bitsOf(reader, 8))
        break
      case 'function':
      case 'type':
      case 'global':
      case 'table':
      case 'memory':
      case 'element':
      case 'data':
        add(immediate, number('unsigned'))
        break
    }
  }

  return read
}

/** Says whether the last byte of a number adds nothing to it. */
function isPadded(wasm: Uint8Array, end: number, isUnsigned: boolean): boolean {
  const last = wasm[end - 1]
  if (isUnsigned) return last === 0
  const isNegative = ((wasm[end - 2] as number) & 64) !== 0
  return last === (isNegative ? 0x7f : 0)
}

/** Reads a floating-point number as its bits, in which equal means the same bytes. */
function bitsOf(reader: WasmReader, length: number): bigint {
  return reader.bytes(length).reduceRight((bits, byte) => bits * 256n + BigInt(byte), 0n)
}
