import { VERSIONS, type VmCase } from '../vm-case.ts'
import { createHostProgram, type HostProgram, type Step } from './host-program.ts'
import { type ArgumentKind, signatures } from './signatures.ts'
import { type UsualCall, usualCalls } from './usual-calls.ts'

type Value = bigint | number

/** The first address behind the memory that every contract has. */
const MEMORY_END = 1_024 * 65_536
const U64_MAX = 2n ** 64n - 1n
const FROM_REGISTER = U64_MAX
const VIEW = { viewGas: '1000000000000000' }
const RESULTS = [{ successful: Buffer.from('result').toString('hex') }, 'failed'] as const

/** A value that replaces an argument: a word for it, the value (for a slice length and pointer), and what must be called before. */
type Replacement = { word: string; values: readonly Value[]; before?: readonly Step[] }

function replacementsOf(program: HostProgram): Record<ArgumentKind, readonly Replacement[]> {
  const noText = program.bytes(Uint8Array.of(0xff, 0xfe))
  const inRegister: readonly Step[] = [['write_register', 7, ...program.text('in.register')]]
  const joint: readonly Step[] = [
    ['promise_batch_create', ...program.text('bob.near')],
    ['promise_and', program.u64s(0n), 1],
  ]
  return {
    slice: [
      { word: 'nothing', values: [0, 0] },
      { word: 'ending with the memory', values: [4, MEMORY_END - 4] },
      { word: 'beyond the memory', values: [4, MEMORY_END - 3] },
      { word: 'longer than any memory', values: [2n ** 63n, 0] },
      { word: 'from a register', values: [FROM_REGISTER, 7], before: inRegister },
      { word: 'from an unset register', values: [FROM_REGISTER, 8] },
      { word: 'of bytes that are no text', values: noText },
    ],
    pointer: [
      { word: 'at the end', values: [MEMORY_END - 16] },
      { word: 'beyond the memory', values: [MEMORY_END - 15] },
      { word: 'beyond any memory', values: [U64_MAX] },
    ],
    register: [{ word: 'none', values: [U64_MAX] }],
    promise: [
      { word: 'unknown', values: [5] },
      { word: 'joint', values: [1], before: joint },
      { word: 'beyond any', values: [U64_MAX] },
    ],
    number: [
      { word: 'zero', values: [0] },
      { word: 'largest', values: [U64_MAX] },
    ],
    i32: [
      { word: 'zero', values: [0] },
      { word: 'largest', values: [2 ** 32 - 1] },
    ],
  }
}

/** Calls every host function of protocol 84 with good arguments, in a view, and with each argument replaced by bad and odd ones. */
export function hostCallCases(): VmCase[] {
  const program = createHostProgram('host', VERSIONS)
  const replacements = replacementsOf(program)
  for (const [name, usual] of Object.entries(usualCalls(program))) {
    addCalls(program, name, usual, replacements)
  }
  return program.cases()
}

function addCalls(
  program: HostProgram,
  name: string,
  { before = [], args }: UsualCall,
  replacements: ReturnType<typeof replacementsOf>,
): void {
  const context = name.startsWith('promise_result') ? { promiseResults: RESULTS } : {}
  program.add(name, [...before, [name, ...args]], { context })
  program.add(`${name} in a view`, [[name, ...args]], { context: { ...context, ...VIEW } })
  let at = 0
  for (const [i, kind] of (signatures[name]?.args ?? []).entries()) {
    const width = kind === 'slice' ? 2 : 1
    for (const { word, values, before: first = before } of replacements[kind]) {
      const replaced = [...args.slice(0, at), ...values, ...args.slice(at + width)]
      // What a slice needs comes in addition, a joint promise in place of the usual one.
      const steps = kind === 'slice' && first !== before ? [...first, ...before] : first
      program.add(`${name} with ${kind} ${i} ${word}`, [...steps, [name, ...replaced]], { context })
    }
    at += width
  }
}
