import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { createBlockPool } from '../../fixtures/alike/block-pool.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'

// The engine has an allocator of its own: blocks keep their content whatever is made, grown and dropped around them.

let cacheDir: string
let wasm: Uint8Array
test.before(async () => {
  cacheDir = await makeFolder()
  wasm = (await buildContract('memory.ts', cacheDir)).wasm
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

/** What nearcore lets a call burn at most is less, and decides. */
const prepaidGas = 10n ** 18n

/** Bytes of more than 32 MiB, after which a call begins to free what it drops. */
const MUCH = 34_000_000

testProp.serial(
  'thousands of blocks keep their content, those of the module body among them',
  [fc.integer(), fc.constantFrom(0, MUCH)],
  (t, seed, taken) => {
    const pool = createBlockPool()
    pool.walk(1, 1500, 11)
    pool.walk(seed, 2500, 17)
    const machine = createMachine(wasm)
    const args = { seed, steps: 2500, taken }
    const { panic, returned } = machine.call('walk', args, { prepaidGas })
    t.is(panic, undefined)
    t.is(returned, `${taken} ${pool.check()}`)
  },
  {
    numRuns: 20,
    examples: [
      [1, 0],
      [2, MUCH],
    ],
  },
)

serial('one call leaves nothing in the memory of the next', (t) => {
  const machine = createMachine(wasm)
  const walk = () => machine.call('walk', { seed: 7, steps: 1500, taken: 0 }, { prepaidGas })
  const [first, second] = [walk(), walk()]
  t.is(first.panic, undefined)
  t.is(first.returned, second.returned)
  t.is(first.instructions, second.instructions)
})

// Each append copies the text: 216 MB in all, of the 134 MB that there are.
serial('a text grows by 12,000 appends, for which memory must be used again', (t) => {
  const machine = createMachine(wasm)
  const args = { piece: 'abc', times: 12_000 }
  const { panic, returned } = machine.call('append', args, { prepaidGas })
  t.is(panic, undefined)
  t.is(returned, '[36000,2250,true]')
})

for (const [kind, size] of [
  ['bytes', 1000],
  ['bytes', 100_000],
  ['bytes', 4_000_000],
  ['bytes', 100_000_000],
  ['numbers', 1_000_000],
] as const) {
  serial(
    `a call that takes ${kind} of ${size} until there is no room panics, and keeps nothing`,
    (t) => {
      const machine = createMachine(wasm)
      const before = stateAfterWriting(machine)
      const { panic } = machine.call('exhaust', { kind, size }, { prepaidGas })
      // With no memory for an Error, null is thrown.
      t.regex(panic ?? 'it did not panic', /^(out of memory|null)$/)
      t.is(machine.state(), before)
    },
  )
}

serial('a call that catches that, and drops what it took, gets as much again', (t) => {
  const machine = createMachine(wasm)
  const args = { kind: 'bytes', size: 4_000_000 }
  const { panic, returned } = machine.call('exhaust_and_go_on', args, { prepaidGas })
  const pool = createBlockPool()
  pool.walk(1, 1500, 11)
  pool.walk(5, 50, 12)
  t.is(panic, undefined)
  const { message, taken, again, pool: blocks } = JSON.parse(returned ?? '')
  t.is(message, 'out of memory')
  t.is(taken, again)
  // NEAR gives a contract 128 MiB, of which the module body and the stack take little.
  t.true(taken >= 28 && taken <= 33, String(taken))
  t.is(blocks, pool.check())
})

const tooLarge: [kind: string, size: number, message: string][] = [
  ['bytes', 125_000_000, 'out of memory'],
  ['bytes', 2 ** 31 - 1, 'out of memory'],
  ['bytes', 2 ** 31, 'invalid array buffer length'],
  ['bytes', 2 ** 32 + 1, 'invalid array buffer length'],
  ['numbers', 2 ** 28 - 1, 'out of memory'],
  ['numbers', 2 ** 28, 'invalid array buffer length'],
  ['text', 125_000_000, 'out of memory'],
  ['text', 2 ** 30, 'string too long'],
  ['text', 2 ** 31, 'invalid repeat count'],
  ['wide text', 2 ** 30 - 1, 'out of memory'],
  ['integer', 2 ** 28, 'integer overflow'],
  ['integer', 2 ** 32, 'integer overflow'],
]
for (const [kind, size, message] of tooLarge) {
  serial(`${kind} of ${size} are more than there can be: ${message}`, (t) => {
    const machine = createMachine(wasm)
    const before = stateAfterWriting(machine)
    t.is(machine.call('too_large', { kind, size }, { prepaidGas }).panic, message)
    t.is(machine.state(), before)
  })
}

function stateAfterWriting(machine: Machine): string {
  machine.call('too_large', { kind: 'bytes', size: 1 })
  return machine.state()
}
