import { readLocals } from '../module/body.ts'
import type { InstructionReader, OperandKind } from '../module/instruction-reader.ts'
import type { Module } from '../module/module.ts'
import type { Counterparts } from './counterparts.ts'
import type { OwnFunction } from './side.ts'

/**
 * How much alike two functions are: `same` bytes; the same instructions, with numbers written otherwise (`encoding`), other numbers for the
 * same functions, types and globals (`indices`), or other constants and addresses (`constants`); or `changed`.
 */
export type Likeness = 'same' | 'encoding' | 'indices' | 'constants' | 'changed'

/** Constants of two functions that are not the same, by what they are. */
export type ConstantCounts = { i32: number; i64: number; float: number; offset: number }

export type CodeComparison = {
  likeness: Likeness
  constants: ConstantCounts
  /** By how much i32 constants and offsets are greater in b, for each that differs. */
  shifts: number[]
}

/** Compares the code of two functions instruction by instruction. */
export function compareCode(
  a: { module: Module; of: OwnFunction },
  b: { module: Module; of: OwnFunction },
  areCounterparts: Counterparts,
): CodeComparison {
  const found: CodeComparison = {
    likeness: 'same',
    constants: { i32: 0, i64: 0, float: 0, offset: 0 },
    shifts: [],
  }
  const isChanged = a.of.type !== b.of.type || a.of.shape !== b.of.shape
  if (isChanged || a.of.instructions === null || b.of.instructions === null) {
    const isSame = a.of.type === b.of.type && a.of.code === b.of.code
    return isSame ? found : { ...found, likeness: 'changed' }
  }
  const left = readLocals(a.module.bytes, a.of)
  const right = readLocals(b.module.bytes, b.of)
  let renumbered = 0
  for (let rest = a.of.instructions; rest > 0; rest--) {
    left.next()
    right.next()
    if (!isSameInstruction(left, right)) return { ...found, likeness: 'changed' }
    for (let i = 0; i < left.kinds.length; i++) {
      const kind = left.kinds[i] as OperandKind
      const [x, y] = [left.values[i] as number, right.values[i] as number]
      if (isConstant(kind)) {
        if (x === y) continue
        found.constants[kind]++
        if (kind === 'i32' || kind === 'offset') found.shifts.push(y - x)
      } else if (kind !== 'shape') {
        if (!areCounterparts(kind, x, y)) return { ...found, likeness: 'changed' }
        if (x !== y) renumbered++
      } else if (x !== y) return { ...found, likeness: 'changed' }
    }
  }
  const { i32, i64, float, offset } = found.constants
  if (i32 + i64 + float + offset > 0) found.likeness = 'constants'
  else if (renumbered > 0) found.likeness = 'indices'
  else if (a.of.code !== b.of.code) found.likeness = 'encoding'
  return found
}

const isConstant = (kind: OperandKind): kind is keyof ConstantCounts =>
  kind === 'i32' || kind === 'i64' || kind === 'float' || kind === 'offset'

function isSameInstruction(a: InstructionReader, b: InstructionReader): boolean {
  return (
    a.opcode === b.opcode &&
    a.kinds.length === b.kinds.length &&
    a.kinds.every((kind, i) => kind === b.kinds[i])
  )
}
