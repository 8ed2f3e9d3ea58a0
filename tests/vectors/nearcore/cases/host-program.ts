import type { CaseContext, VmCase } from '../vm-case.ts'
import { assemble } from './assemble.ts'
import { signatures, typeText } from './signatures.ts'

/** Calls a host function with numbers: for a slice its length and pointer. */
export type Step = readonly [name: string, ...args: (bigint | number)[]]

export type CaseOptions = {
  context?: Partial<CaseContext>
  storage?: Readonly<Record<string, string>>
  versions?: readonly number[]
}

export type HostProgram = ReturnType<typeof createHostProgram>

/** Where the numbers that host functions give are stored, 8 bytes each. */
const RESULTS = 60_000

const FIRST_DATA = 1_024

/**
 * Collects cases that are sequences of host calls, and makes one contract of them with a method for each. What the calls give is returned, unless a method
 * returns something itself.
 */
export function createHostProgram(group: string, versions: readonly number[]) {
  const data = new Map<string, number>()
  const methods: { name: string; steps: readonly Step[]; options: CaseOptions }[] = []
  let end = FIRST_DATA

  /** Gives the address of some bytes, which will be in the contract's memory. */
  function place(bytes: Uint8Array): number {
    const key = Buffer.from(bytes).toString('hex')
    const known = data.get(key)
    if (known !== undefined) return known
    const address = end
    data.set(key, address)
    end += bytes.length
    if (end > RESULTS) throw new Error('The data of a host program has grown into its results.')
    return address
  }

  return {
    /** Gives length and address of some bytes. */
    bytes: (bytes: Uint8Array): [number, number] => [bytes.length, place(bytes)],
    text: (text: string): [number, number] => [Buffer.byteLength(text), place(Buffer.from(text))],
    /** Gives the address of a number of 128 bits. */
    u128(value: bigint): number {
      const bytes = Buffer.alloc(16)
      bytes.writeBigUInt64LE(BigInt.asUintN(64, value), 0)
      bytes.writeBigUInt64LE(value >> 64n, 8)
      return place(bytes)
    },
    u64s(...values: bigint[]): number {
      const bytes = Buffer.alloc(8 * values.length)
      values.forEach((value, i) => {
        bytes.writeBigUInt64LE(BigInt.asUintN(64, value), 8 * i)
      })
      return place(bytes)
    },
    add(name: string, steps: readonly Step[], options: CaseOptions = {}): void {
      methods.push({ name, steps, options })
    },
    cases(): VmCase[] {
      const code = assemble(moduleText(methods, data))
      return methods.map(({ name, options }, i) => ({
        name: `${group}: ${name}`,
        code,
        method: `m${i}`,
        versions: options.versions ?? versions,
        ...(options.context && { context: options.context }),
        ...(options.storage && { storage: options.storage }),
      }))
    },
  }
}

function moduleText(
  methods: readonly { steps: readonly Step[] }[],
  data: ReadonlyMap<string, number>,
): string {
  const names = new Set([
    'value_return',
    ...methods.flatMap(({ steps }) => steps.map(([name]) => name)),
  ])
  const imports = [...names].map(
    (name) => `(import "env" "${name}" (func $${name} ${typeText(name)}))`,
  )
  const segments = [...data].map(
    ([hex, address]) => `(data (i32.const ${address}) "${hex.replace(/../g, '\\$&')}")`,
  )
  const functions = methods.map(({ steps }, i) => `(func (export "m${i}") ${bodyText(steps)})`)
  return `(module ${imports.join('\n')} (memory 1) ${segments.join('\n')} ${functions.join('\n')})`
}

function bodyText(steps: readonly Step[]): string {
  const calls = steps.map((step, i) => callText(step, RESULTS + 8 * i))
  const isReturning = steps.some(([name]) => name === 'value_return' || name === 'promise_return')
  const hasResults = steps.some(([name]) => signatures[name]?.result !== undefined)
  if (hasResults && !isReturning) {
    calls.push(callText(['value_return', 8 * steps.length, RESULTS], 0))
  }
  return calls.join('\n')
}

function callText([name, ...args]: Step, resultAddress: number): string {
  const kinds = signatures[name]?.args ?? []
  const given = args.map((arg) =>
    kinds[0] === 'i32'
      ? `(i32.const ${BigInt.asIntN(32, BigInt(arg))})`
      : `(i64.const ${BigInt.asIntN(64, BigInt(arg))})`,
  )
  const made = `(call $${name} ${given.join(' ')})`
  const result = signatures[name]?.result
  if (result === undefined) return made
  const store = result === 'i64' ? 'i64.store' : 'i32.store'
  return `(${store} (i32.const ${resultAddress}) ${made})`
}
