import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { type BuildResult, build } from '../../toolchain/index.ts'
import { createMachine, type Machine } from '../support/machine.ts'
import { engineCacheDir, makeFolder, probeEntry, removeFolder } from './support/folders.ts'
import { shapeOf } from './support/module-shape.ts'

// A contract on the SDK's low-level functions with `intrinsics=minimal`, run on devnet's machine.

let cacheDir: string
let preinitialised: BuildResult
let stock: BuildResult
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  const shared = { entry: probeEntry, cacheDir, engineCacheDir }
  preinitialised = await build(shared)
  stock = await build({ ...shared, mode: 'stock' })
  machine = createMachine(preinitialised.wasm)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

const stories: [method: string, args?: unknown][] = [
  ['init'],
  ['write', { text: 'zürich' }],
  ['read'],
  ['write', { text: 5 }],
  ['init'],
  ['count'],
  ['count'],
]
const tell = (target: Machine) => stories.map(([method, args]) => target.call(method, args))

serial('every export that is a function is a method, and a helper is none', (t) => {
  t.deepEqual(preinitialised.methods, [
    'amounts',
    'calculate',
    'count',
    'init',
    'length_of_input',
    'random',
    'read',
    'send',
    'write',
  ])
})

serial('a low-level contract reads, writes, logs and panics with the message thrown', (t) => {
  const [init, write, read, refused, again] = tell(createMachine(preinitialised.wasm))
  t.is(init?.panic, undefined)
  t.deepEqual(write?.logs, ['ZÜRICH!'])
  t.is(read?.returned, '"zürich"')
  t.is(refused?.panic, '`text` must be a text.')
  t.is(again?.panic, 'Already initialised.')
})

serial('what a call changes in the memory of the module body ends with the call', (t) => {
  const results = tell(createMachine(preinitialised.wasm)).slice(-2)
  t.deepEqual(
    results.map(({ returned }) => returned),
    ['1', '1'],
  )
})

serial('the stock build returns, logs and stores the same, for at least ten times more', (t) => {
  const [mine, other] = [createMachine(preinitialised.wasm), createMachine(stock.wasm)]
  const [ours, theirs] = [tell(mine), tell(other)]
  t.log(`bytes: ${preinitialised.wasm.length} pre-initialised, ${stock.wasm.length} stock`)
  for (const [index, [method]] of stories.entries()) {
    const [a, b] = [ours[index], theirs[index]]
    t.deepEqual(a?.logs, b?.logs)
    t.is(a?.returned, b?.returned)
    t.is(a?.panic, b?.panic?.split('\n')[0])
    t.log(`${method}: ${a?.instructions} instructions pre-initialised, ${b?.instructions} stock`)
    t.true((b?.instructions ?? 0n) >= 10n * (a?.instructions ?? 0n))
  }
  t.is(mine.state(), other.state())
})

serial('both builds are of a shape that NEAR takes', async (t) => {
  for (const { wasm } of [preinitialised, stock]) {
    const { memory, ...shape } = await shapeOf(wasm)
    t.deepEqual(shape, { importSpaces: ['env'], customSections: [], isMvp: true })
    t.true(memory.initial <= 1024 && memory.max === 2048)
  }
})

serial('memory grows past the snapshot: an argument of 30 kB, and one of 3 MB', (t) => {
  const many = { items: Array.from({ length: 3000 }, (_, index) => `item${index}`) }
  const length = JSON.stringify(many).length
  t.true(length > 30_000)
  t.is(
    machine.call('length_of_input', many).returned,
    `${length} 3000 ${many.items.join('').length}`,
  )
  const long = { items: ['x'.repeat(3_000_000)] }
  const big = machine.call('length_of_input', long, { prepaidGas: 10n ** 16n })
  t.is(big.panic, undefined)
  t.is(big.returned, `${JSON.stringify(long).length} 1 3000000`)
})

serial('Math.random panics and says what to use', (t) => {
  t.is(
    machine.call('random').panic,
    'Math.random() gives every caller the same numbers on a chain: use near.randomSeed()',
  )
})

const U64_MAX = 2n ** 64n - 1n
const U128_MAX = 2n ** 128n - 1n

/** Amounts whose lower or upper half has its highest bit set are those that the engine's fault garbled. */
const AMOUNTS = [
  0n,
  1n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 63n + 1n,
  U64_MAX,
  2n ** 64n,
  2n ** 64n + 2n ** 63n,
  3_500_000_000_000_000_000_000n,
  2n ** 127n + 2n ** 63n,
  2n ** 127n - 1n,
  U128_MAX,
]

for (const amount of AMOUNTS) {
  serial(`an attached deposit of ${amount} yocto is read right, and sent on right`, (t) => {
    const [deposit] = readAmounts({ attachedDeposit: amount })
    t.is(deposit, amount)
    t.is(sent(amount), amount)
  })
}

const u64 = fc.bigInt(0n, U64_MAX)
const u128 = fc.bigInt(0n, U128_MAX)

testProp.serial(
  'u64 and u128 that the chain gives are read right',
  [u128, u64, u64],
  (t, attachedDeposit, blockTimestamp, blockHeight) => {
    const [deposit, timestamp, height] = readAmounts({
      attachedDeposit,
      blockTimestamp,
      blockHeight,
    })
    t.deepEqual([deposit, timestamp, height], [attachedDeposit, blockTimestamp, blockHeight])
  },
  { numRuns: 300 },
)

testProp.serial('an amount that a contract sends arrives as it is', [u128], (t, amount) => {
  t.is(sent(amount), amount)
})

testProp.serial(
  'the engine calculates with whole numbers as Node does',
  [fc.bigInt(-(2n ** 256n), 2n ** 256n), fc.bigInt(-(2n ** 130n), 2n ** 130n), fc.nat(200)],
  (t, a, b, shift) => {
    const { returned } = machine.call('calculate', { a: String(a), b: String(b), shift })
    const by = BigInt(shift)
    const expected = [a + b, a - b, a * b, a & b, a | b, a ^ b, a << by, a >> by]
    if (b !== 0n) expected.push(a / b, a % b)
    expected.push(BigInt.asUintN(64, a), BigInt.asIntN(64, a))
    t.deepEqual(JSON.parse(returned ?? '[]'), expected.map(String))
  },
  {
    numRuns: 500,
    examples: [
      [2n ** 63n, 2n ** 64n - 1n, 32],
      [-(2n ** 63n), 2n ** 31n, 64],
      [2n ** 127n + 2n ** 63n, -(2n ** 63n), 31],
      [2n ** 256n, 1n, 1],
    ],
  },
)

function readAmounts(context: Parameters<Machine['call']>[2]): bigint[] {
  const { returned } = machine.call('amounts', undefined, { accountBalance: U128_MAX, ...context })
  return (JSON.parse(returned ?? '[]') as string[]).map(BigInt)
}

/** The amount that a promise carries when the contract was asked to send it. */
function sent(amount: bigint): bigint | undefined {
  const args = { amount: String(amount) }
  const { outcome } = machine.call('send', args, { accountBalance: U128_MAX })
  const [promise] = outcome.promises
  const action = promise?.kind === 'receipt' ? promise.actions[0] : undefined
  return action?.type === 'Transfer' ? action.deposit : undefined
}
