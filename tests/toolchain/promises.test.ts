import test from 'ava'
import { actions } from 'near-api-js'
import type { PromiseResult } from '../../devnet/vm/index.ts'
import { TGAS } from '../devnet/support/client.ts'
import { type Account, createNetwork, type Ran } from '../devnet/support/network.ts'
import { makeFolder, removeFolder } from './support/folders.ts'
import { buildTwins, createTwinMachine, type Twins } from './support/twins.ts'

// Promises, callbacks and migrations: on one machine, and across contracts on two chains, one of which has
// only pre-initialised contracts and the other only stock ones.

let cacheDir: string
let caller: Twins
let adder: Twins
let migration: Twins
test.before(async () => {
  cacheDir = await makeFolder()
  caller = await buildTwins('promises.ts', cacheDir)
  adder = await buildTwins('adder.ts', cacheDir)
  migration = await buildTwins('migration.ts', cacheDir)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

serial('every action of a promise is asked for alike', (t) => {
  const { call } = createTwinMachine(t, caller)
  const { outcome, panic } = call('every_action', { account: 'new.contract.near' })
  t.is(panic, undefined)
  const [batch, later, returned] = outcome.promises
  t.is(outcome.promises.length, 3)
  t.deepEqual(
    [batch, later, returned].map((promise) =>
      promise?.kind === 'receipt' ? promise.actions.map(({ type }) => type) : [],
    ),
    [
      ['CreateAccount', 'Transfer', 'DeployContract', 'FunctionCall', 'FunctionCall'],
      [],
      ['Stake', 'AddFullAccessKey', 'AddFunctionCallKey', 'DeleteKey', 'DeleteAccount'],
    ],
  )
  t.deepEqual(outcome.returned, { kind: 'promise', index: 2 })
})

serial('a method gives a promise or a value', (t) => {
  const { call } = createTwinMachine(t, caller)
  t.is(call('maybe', {}).returned, '"a value"')
  const { outcome } = call('maybe', { account: 'adder.near' })
  t.deepEqual(outcome.returned, { kind: 'promise', index: 0 })
})

serial('a callback reads results that came, and fails alike on those that did not', (t) => {
  const { call } = createTwinMachine(t, caller)
  const value = new TextEncoder().encode('"7"')
  const gather = (...promiseResults: PromiseResult[]) =>
    call('gather', { asked: ['a', 'b'] }, { predecessorAccountId: 'contract.near', promiseResults })
  t.is(gather({ status: 'successful', value }).returned, '{"answers":["a said \\"7\\""]}')
  const { returned } = gather({ status: 'successful', value }, { status: 'failed' })
  t.regex(returned ?? '', /"b failed: assertion failed: Promise result Failed"/)
  t.is(gather().returned, '{"answers":[]}')
  t.is(call('gather', { asked: [] }).panic, 'Function is private')
})

serial('across contracts: two are asked at once, one may fail, a callback gathers', async (t) => {
  const tell = async (mode: keyof Twins) => {
    const chain = createChain(mode)
    await chain.deploy('one', adder)
    await chain.deploy('two', adder)
    await chain.deploy('caller', caller)
    const [first, second] = ['one.test.near', 'two.test.near']
    return {
      both: await chain.call('caller', 'ask_both', { first, second }),
      alone: await chain.call('caller', 'ask_by_index', { account: first, by: 5 }),
      fails: await chain.call('caller', 'ask_by_index', { account: first, by: 200 }),
      missing: await chain.call('caller', 'ask_both', { first: 'nobody.test.near', second }),
      promised: await chain.call('caller', 'maybe', { account: second }),
      refused: await chain.call('caller', 'gather', { asked: [] }),
      results: await chain.call('caller', 'get_results', {}),
    }
  }
  const [ours, theirs] = [await tell('preinitialised'), await tell('stock')]
  t.deepEqual(ours, theirs)
  t.deepEqual(ours.both.returned, { answers: ['one.test.near said 1', 'two.test.near said 2'] })
  t.true(ours.both.logs.includes('two.test.near: caller.test.near added 2'))
  t.deepEqual(ours.alone.returned, { answers: ['one.test.near said 6'] })
  t.true(ours.fails.failures.includes('200 is too much for one.test.near.'))
  t.regex(JSON.stringify(ours.fails.returned), /one\.test\.near failed: assertion failed/)
  t.regex(
    JSON.stringify(ours.missing.returned),
    /nobody\.test\.near failed.*two\.test\.near said 4/,
  )
  t.is(ours.promised.returned, 5)
  t.deepEqual(ours.refused.failures, ['Function is private'])
  t.is((ours.results.returned as string[]).length, 6)
})

serial('a migration carries over the state that the version before it left', async (t) => {
  const tell = async (mode: keyof Twins) => {
    const chain = createChain(mode)
    await chain.deploy('adder', adder)
    const before = await chain.call('adder', 'add', { by: 41 })
    await chain.deploy('adder', migration)
    return {
      before,
      migrated: await chain.call('adder', 'carry_over', { reason: 'bigger numbers' }),
      added: await chain.call('adder', 'add', { by: 1 }),
      state: await chain.call('adder', 'get_sum', {}),
    }
  }
  const [ours, theirs] = [await tell('preinitialised'), await tell('stock')]
  t.deepEqual(ours, theirs)
  t.deepEqual(ours.migrated.logs, ['adder.test.near: migrated from 41'])
  t.deepEqual(ours.state.returned, {
    sum: '42',
    history: ['migrated 41: bigger numbers', 'added 1'],
  })
})

/** A chain whose contracts are all built in one way. */
function createChain(mode: keyof Twins) {
  const { create, deploy, run, root } = createNetwork()
  const accounts = new Map<string, Account>()
  return {
    async deploy(name: string, twins: Twins): Promise<void> {
      const account = accounts.get(name) ?? (await create(name))
      accounts.set(name, account)
      await deploy(account, twins[mode].wasm)
    },
    async call(name: string, method: string, args: object) {
      const action = actions.functionCall(method, args, 300n * TGAS, 0n)
      return visible(await run(root, `${name}.test.near`, [action]))
    },
  }
}

/** What a caller sees; gas, hashes and the stacks of the stock build left out. */
function visible({ status, receipts_outcome }: Ran) {
  const { SuccessValue: value } = status
  const outcomes = receipts_outcome.map(({ outcome }) => outcome)
  return {
    returned: value ? (JSON.parse(Buffer.from(value, 'base64').toString()) as unknown) : undefined,
    logs: outcomes.flatMap(({ executor_id, logs }) =>
      logs.map((line) => `${executor_id}: ${line}`),
    ),
    failures: outcomes
      .filter((outcome) => outcome.status.Failure !== undefined)
      .map((outcome) => messageOf(JSON.stringify(outcome.status.Failure))),
  }
}

/** Takes the message of a panic out of a failure, up to the stack; of another failure, all of it. */
function messageOf(failure: string): string {
  return (
    /Smart contract panicked: (?<message>.*?)(?:\\\\n|\\n|")/.exec(failure)?.groups?.message ??
    failure
  )
}
