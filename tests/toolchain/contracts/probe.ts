// A contract on the low-level functions of near-sdk-js, with a method for each thing that tests ask.
// @countersign intrinsics=minimal
import {
  attachedDeposit,
  blockHeight,
  blockTimestamp,
  input,
  log,
  prepaidGas,
  promiseBatchActionTransfer,
  promiseBatchCreate,
  storageRead,
  storageWrite,
  valueReturn,
} from 'near-sdk-js/lib/api.js'
import { shout } from './lines.ts'

// Made by the module body, that is once, at build time.
const started = new Map<string, number>([['calls', 0]])

export function init(): void {
  if (storageRead('text') !== null) throw new Error('Already initialised.')
  storageWrite('text', '')
}

export function write(): void {
  const { text } = JSON.parse(input()) as { text: unknown }
  if (typeof text !== 'string') throw new TypeError('`text` must be a text.')
  storageWrite('text', text)
  log(shout(text))
}

export function read(): void {
  valueReturn(JSON.stringify(storageRead('text')))
}

/** Counts in what the module body made, which every call must find as it was. */
export function count(): void {
  const calls = (started.get('calls') ?? 0) + 1
  started.set('calls', calls)
  valueReturn(String(calls))
}

export function length_of_input(): void {
  const text = input()
  const { items } = JSON.parse(text) as { items: string[] }
  valueReturn(`${text.length} ${items.length} ${items.join('').length}`)
}

export function amounts(): void {
  valueReturn(
    JSON.stringify(
      [attachedDeposit(), blockTimestamp(), blockHeight(), prepaidGas()].map((n) => n.toString()),
    ),
  )
}

export function send(): void {
  const { amount } = JSON.parse(input()) as { amount: string }
  promiseBatchActionTransfer(promiseBatchCreate('bob.near'), BigInt(amount))
}

/** Answers with what the engine makes of two whole numbers and a shift. */
export function calculate(): void {
  const { a, b, shift } = JSON.parse(input()) as { a: string; b: string; shift: number }
  const x = BigInt(a)
  const y = BigInt(b)
  const results = [x + y, x - y, x * y, x & y, x | y, x ^ y, x << BigInt(shift), x >> BigInt(shift)]
  if (y !== BigInt(0)) results.push(x / y, x % y)
  results.push(BigInt.asUintN(64, x), BigInt.asIntN(64, x))
  valueReturn(JSON.stringify(results.map((n) => n.toString())))
}

/** Hides the name from the build, which would refuse it: then the engine does. */
export function random(): void {
  const [hidden] = ['random'] as const
  valueReturn(String(Math[hidden]()))
}
