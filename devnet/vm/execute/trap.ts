import { VmFault } from '../errors.ts'

/** Texts of nearcore's `WasmTrap`, by variant. */
const texts = {
  Unreachable: 'An `unreachable` opcode was executed.',
  IncorrectCallIndirectSignature: 'Call indirect incorrect signature trap.',
  MemoryOutOfBounds: 'Memory out of bounds trap.',
  IllegalArithmetic: 'An arithmetic exception, e.g. divided by zero.',
  IndirectCallToNull: 'Indirect call to null.',
} as const

export type TrapKind = keyof typeof texts

/** V8's messages (`src/common/message-template.h`, kTrap…), by a part that has been stable; tables count as memory, as in nearcore. */
const kinds: readonly [part: string, kind: TrapKind][] = [
  ['unreachable', 'Unreachable'],
  ['null function or function signature mismatch', 'IncorrectCallIndirectSignature'],
  ['divide by zero', 'IllegalArithmetic'],
  ['remainder by zero', 'IllegalArithmetic'],
  ['unrepresentable', 'IllegalArithmetic'],
  ['out of bounds', 'MemoryOutOfBounds'],
]

/** Gives the kind of a trap, or undefined for an error that is not one of WebAssembly 2.0's. */
export function kindOfTrap(error: Error): TrapKind | undefined {
  return kinds.find(([part]) => error.message.includes(part))?.[1]
}

/** Makes the fault with which nearcore reports a trap. */
export function trapFault(kind: TrapKind, cause: unknown): VmFault {
  return new VmFault(
    'contract_stopped',
    { type: 'WasmTrap', kind, message: `WebAssembly trap: ${texts[kind]}` },
    { cause },
  )
}
