import { malformed, type WasmReader } from '../../../toolchain/wasm-reader.ts'
import { END } from './immediates.ts'
import { createInstructionReader } from './instruction-reader.ts'

/** The value of a global, or the address of data: `text` says the instructions, `address` is there if it is one i32. */
export type ConstantExpression = { text: string; address: number | null }

const I32_CONST = 0x41

/** Names of what such an expression may have; others show as their number. */
const NAMES: Readonly<Record<number, string>> = {
  35: 'global.get',
  65: 'i32.const',
  66: 'i64.const',
  67: 'f32.const',
  68: 'f64.const',
  208: 'ref.null',
  210: 'ref.func',
}

/** Reads instructions up to their `end` (core specification, 5.4.9). */
export function readConstantExpression(
  wasm: Uint8Array,
  reader: WasmReader,
  limit: number,
): ConstantExpression {
  const instructions = createInstructionReader(wasm, reader.at, limit)
  const words: string[] = []
  let address: number | null = null
  for (;;) {
    const at = instructions.at
    if (!instructions.next()) throw malformed(at, 'a constant has an instruction that is not known')
    if (instructions.opcode === END) break
    const { opcode, values } = instructions
    const name = NAMES[opcode] ?? `0x${opcode.toString(16)}`
    const isSigned = opcode === I32_CONST && words.length === 0
    address = isSigned ? Number(values[0]) >>> 0 : null
    words.push([name, ...values].join(' '))
  }
  reader.at = instructions.at
  return { text: words.join(' '), address }
}
