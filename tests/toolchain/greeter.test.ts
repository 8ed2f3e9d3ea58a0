import test from 'ava'
import { type BuildResult, build } from '../../toolchain/index.ts'
import { createMachine, type Machine } from '../support/machine.ts'
import { engineCacheDir, greeterEntry, makeFolder, removeFolder } from './support/folders.ts'
import { shapeOf } from './support/module-shape.ts'

// The example, a decorated contract with all of JavaScript, built in both modes and run on devnet's machine.

let cacheDir: string
let preinitialised: BuildResult
let stock: BuildResult
test.before(async () => {
  cacheDir = await makeFolder()
  const shared = { entry: greeterEntry, cacheDir, engineCacheDir }
  preinitialised = await build(shared)
  stock = await build({ ...shared, mode: 'stock' })
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

/** One story from the first call to the last, told the same way to both builds. */
function tell(machine: Machine) {
  const view = { isView: true }
  return [
    machine.call('get_greeting', undefined, view),
    machine.call('init', { greeting: 'Good day' }),
    machine.call('get_greeting', undefined, view),
    machine.call('set_greeting', { greeting: 'Grüezi 👋' }),
    machine.call('get_greeting', undefined, view),
    machine.call('init', { greeting: 'again' }),
  ]
}

serial('a decorated contract is initialised, changed, viewed and logs', (t) => {
  t.deepEqual(preinitialised.methods, ['get_greeting', 'init', 'set_greeting'])
  const machine = createMachine(preinitialised.wasm)
  const [fresh, initialised, first, change, second, again] = tell(machine)
  t.is(fresh?.returned, '"Hello"')
  t.is(initialised?.panic, undefined)
  t.is(first?.returned, '"Good day"')
  t.deepEqual(change?.logs, ['Saving greeting Grüezi 👋'])
  t.is(second?.returned, '"Grüezi 👋"')
  t.is(again?.panic, 'Contract already initialized')
  const [key, value] = (JSON.parse(machine.state()) as [string, string][])[0] ?? []
  t.is(Buffer.from(key ?? '', 'hex').toString(), 'STATE')
  t.is(Buffer.from(value ?? '', 'hex').toString(), '{"greeting":"Grüezi 👋"}')
})

serial('the stock build returns, logs and stores the same', (t) => {
  const machines = [createMachine(preinitialised.wasm), createMachine(stock.wasm)] as const
  const [ours, theirs] = [tell(machines[0]), tell(machines[1])]
  t.deepEqual(
    ours.map(({ returned, logs }) => ({ returned, logs })),
    theirs.map(({ returned, logs }) => ({ returned, logs })),
  )
  t.is(machines[0].state(), machines[1].state())
  t.deepEqual(stock.methods, preinitialised.methods)
  // near-sdk-js adds the stack to the message of a panic; a pre-initialised contract has no line numbers to show.
  t.deepEqual(
    theirs.map(({ panic }) => panic?.split('\n')[0]),
    ours.map(({ panic }) => panic),
  )
})

serial('pre-initialisation takes at least ten times fewer instructions', (t) => {
  const names = ['view', 'init', 'view', 'change', 'view', 'refused init']
  const ours = tell(createMachine(preinitialised.wasm))
  const theirs = tell(createMachine(stock.wasm))
  t.log(`bytes: ${preinitialised.wasm.length} pre-initialised, ${stock.wasm.length} stock`)
  for (const [index, name] of names.entries()) {
    const [mine, other] = [ours[index]?.instructions ?? 0n, theirs[index]?.instructions ?? 0n]
    t.log(`${name}: ${mine} instructions pre-initialised, ${other} stock`)
    t.true(mine > 0n && other >= 10n * mine)
  }
})

serial('both builds are of a shape that NEAR takes', async (t) => {
  for (const { wasm } of [preinitialised, stock]) {
    const { memory, ...shape } = await shapeOf(wasm)
    t.deepEqual(shape, { importSpaces: ['env'], customSections: [], isMvp: true })
    t.true(memory.initial <= 1024 && memory.max === 2048)
  }
})
