import type { ByteReader } from './byte-reader.ts'
import {
  type Immediate,
  type Instruction,
  instructions,
  OP,
  prefixedInstructions,
} from './instructions.ts'
import { readValueType } from './read-value-type.ts'

/** The instruction that was read last. One object is reused for a whole function, since modules have hundreds of thousands of instructions. */
export type Decoded = {
  offset: number
  /** With the prefix as its upper byte if it has one. */
  opcode: number
  instruction: Instruction
  /** First index or label of the immediate; the type byte of blocks; the offset of memory accesses. */
  immediate: number
  /** All labels of a br_table, the default last. */
  labels: number[]
}

/** Makes a `Decoded` to pass to `readInstruction`. */
export function createDecoded(): Decoded {
  const nop = instructions[0x01] as Instruction
  return { offset: 0, opcode: 0x01, instruction: nop, immediate: 0, labels: [] }
}

/** Reads the next instruction into `into`. */
export function readInstruction(reader: ByteReader, into: Decoded): void {
  into.offset = reader.position()
  const opcode = reader.u8()
  const number = opcode === OP.prefix ? reader.u32() : opcode
  const instruction = opcode === OP.prefix ? prefixedInstructions[number] : instructions[number]
  if (instruction === undefined) reader.fail(`opcode 0x${opcode.toString(16)} is not allowed`)
  into.opcode = opcode === OP.prefix ? opcode * 0x100 + number : opcode
  into.instruction = instruction
  into.immediate = 0
  readImmediate(reader, instruction.immediate, into)
}

function readImmediate(reader: ByteReader, kind: Immediate, into: Decoded): void {
  switch (kind) {
    case 'none':
      return
    case 'blockType':
      into.immediate = reader.u8()
      // Either empty or one value; types by index are the multi-value proposal.
      if (into.immediate !== 0x40) checkBlockType(reader, into.immediate)
      return
    case 'label':
    case 'index':
      into.immediate = reader.u32()
      return
    case 'labels':
      readLabels(reader, into)
      return
    case 'callIndirect':
      into.immediate = reader.u32()
      readZero(reader)
      return
    case 'memoryArgument':
      // From 32 on the alignment carries flags of the multi-memory proposal.
      if (reader.u32() >= 32) reader.fail('a memory access names another memory')
      into.immediate = reader.u32()
      return
    case 'zeroByte':
      readZero(reader)
      return
    case 'i32':
      reader.skipLeb(5)
      return
    case 'i64':
      reader.skipLeb(10)
      return
    case 'f32':
      reader.skip(4)
      return
    case 'f64':
      reader.skip(8)
      return
    case 'valueTypes':
      if (reader.u32() !== 1) reader.fail('select has more than one type')
      readValueType(reader)
      return
    case 'referenceType':
      if (reader.u8() !== 0x70) reader.fail('a reference is not to a function')
      return
    case 'indexZeroByte':
      into.immediate = reader.u32()
      reader.u32()
      return
    case 'twoZeroBytes':
    case 'twoIndexes':
      into.immediate = reader.u32()
      reader.u32()
      return
  }
}

function readLabels(reader: ByteReader, into: Decoded): void {
  const count = reader.u32()
  // Each label takes at least one byte, so a larger count cannot be true.
  if (count > reader.end - reader.position()) reader.fail('a br_table is too long')
  into.labels.length = 0
  for (let i = 0; i <= count; i++) into.labels.push(reader.u32())
}

function readZero(reader: ByteReader): void {
  if (reader.u8() !== 0) reader.fail('a reserved byte is not zero')
}

function checkBlockType(reader: ByteReader, byte: number): void {
  const known = byte === 0x7f || byte === 0x7e || byte === 0x7d || byte === 0x7c || byte === 0x70
  if (!known) reader.fail('a block has a type that is not allowed')
}
