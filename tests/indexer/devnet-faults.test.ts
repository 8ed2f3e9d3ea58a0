import { setTimeout as wait } from 'node:timers/promises'
import anyTest, { type TestFn } from 'ava'
import { actions } from 'near-api-js'
import type { Fault, Node } from '../../devnet/index.ts'
import { FAULT_KINDS } from '../../devnet/index.ts'
import { createFaults } from '../../devnet/neardata/faults.ts'
import { serve } from '../../devnet/server.ts'
import { createIndexer, createNeardataSource, IndexerError } from '../../indexer/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore, type Store } from '../../store/index.ts'
import { TGAS } from '../devnet/support/client.ts'
import { compileText } from '../devnet/support/contract.ts'
import { createNetwork } from '../devnet/support/network.ts'
import { SOME_STEPS } from './made-up-chain.ts'
import { createMadeUpRegistry, logLine } from './made-up-registry.ts'
import { quickClock, silent } from './quick-clock.ts'
import { allRows } from './tables.ts'

// The indexer reads a devnet whose neardata fails in each of the ways that there are, and ends with the same tables.

type Rows = Omit<Awaited<ReturnType<typeof allRows>>, 'cursor'>
type Filled = { node: Node; events: number; lastHeight: number }
type Known = Filled & { rows: Rows }
const test = anyTest as TestFn<Known>

const REGISTRY = 'registry.test.near'
const SKIP_EVERY = 3

/** Logs its input: what a registry would log is made up outside. */
const ECHO = `(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "log_utf8" (func $log_utf8 (param i64 i64)))
  (memory (export "memory") 1)
  (func (export "log")
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 0))
    (call $log_utf8 (call $register_len (i64.const 0)) (i64.const 0))))`

/** Makes a chain with a registry's events, every third height being skipped. */
async function fill(): Promise<Filled> {
  const { node, create, deploy, run } = createNetwork({ skipEvery: SKIP_EVERY })
  const account = await create('registry')
  await deploy(account, compileText(ECHO))
  const registry = createMadeUpRegistry()
  let events = 0
  for (const step of SOME_STEPS.flat()) {
    // Its own call runs in the block of the transaction.
    const next = node.blocks.head().header.height + 1
    const event = registry.event(step, next % SKIP_EVERY === 0 ? next + 1 : next)
    if (!event) continue
    events++
    await run(account, REGISTRY, [
      actions.functionCall('log', Buffer.from(logLine(event)), 30n * TGAS, 0n),
    ])
  }
  const lastHeight = node.blocks.head().header.height
  // What is amiss with a block can show only by those after it.
  for (let block = 0; block < 10; block++) node.produceBlock()
  return { node, events, lastHeight }
}

/** Mirrors the whole chain, beginning again where it ended whenever the indexer stops; gives the rows and what stopped it. */
async function mirror({ node, lastHeight }: Filled, faults: readonly Fault[]) {
  const server = await serve(node, { host: '127.0.0.1', port: 0, faults: createFaults(faults) })
  const store = await openStore({ database: ':memory:', mode: 'write', logger: silent })
  const stops: string[] = []
  try {
    while (!(await runsToTheEnd(store, lastHeight, server.url, stops))) {
      if (stops.length > 200) throw new Error(`stopped too often: ${stops.join()}`)
    }
    const { cursor: _, ...rows } = await allRows(store.db)
    return { rows, stops }
  } finally {
    await store.close()
    await server.close()
  }
}

/** Runs an indexer until it has the last block with events, or stops. */
async function runsToTheEnd(
  store: Store,
  lastHeight: number,
  url: string,
  stops: string[],
): Promise<boolean> {
  const stop = new AbortController()
  const clock = quickClock()
  const indexer = createIndexer({
    store,
    source: createNeardataSource({
      urls: [url],
      wanted: { executor: REGISTRY, code: 'none' },
      logger: silent,
      clock,
    }),
    registry: REGISTRY,
    network: 'localnet',
    startHeight: 0,
    hasher: portableHasher,
    logger: silent,
    clock,
    signal: stop.signal,
  })
  let hasStopped = false
  const running = indexer.run().catch((error: unknown) => {
    hasStopped = true
    stops.push(error instanceof IndexerError ? error.code : String(error))
  })
  const isThere = (): boolean => (indexer.status().indexedHeight ?? 0) >= lastHeight
  while (!hasStopped && !isThere()) await Promise.race([running, wait(5)])
  stop.abort()
  await running
  return isThere()
}

test.before(async (t) => {
  const filled = await fill()
  const { rows } = await mirror(filled, [])
  t.context = { ...filled, rows }
})

test('a devnet without faults is mirrored whole, past the heights that it skips', (t) => {
  const { node, rows, events } = t.context
  t.is(rows.events.length, events)
  t.is(node.blocks.atHeight(SKIP_EVERY), undefined)
})

// A block that is called skipped shows only by the next one, which does not follow: the mirror stops and goes on when started.
const STOPPED_BY: Partial<Record<(typeof FAULT_KINDS)[number], readonly string[]>> = {
  null: ['FORK', 'SOURCE_BAD_BLOCK'],
}

for (const kind of FAULT_KINDS) {
  test(`the same tables come of a source with the fault ${kind} at random`, async (t) => {
    const { rows, stops } = await mirror(t.context, [{ kind, probability: 0.12, seed: 'x' }])
    t.deepEqual(rows, t.context.rows)
    const allowed = STOPPED_BY[kind] ?? []
    t.deepEqual(
      stops.filter((code) => !allowed.includes(code)),
      [],
    )
    t.is(stops.length > 0, allowed.length > 0)
  })
}

// `null` in step with the indexer's own requests could hit the same block again and again.
for (const kind of FAULT_KINDS.filter((each) => each !== 'null')) {
  test(`the same tables come of a source with the fault ${kind} now and then`, async (t) => {
    const { rows, stops } = await mirror(t.context, [{ kind, every: 7 }])
    t.deepEqual(rows, t.context.rows)
    t.deepEqual(stops, [])
  })
}

test('the same tables come of a source with every fault at once', async (t) => {
  const faults = FAULT_KINDS.map((kind) => ({ kind, probability: 0.04, seed: 'all' }))
  t.deepEqual((await mirror(t.context, faults)).rows, t.context.rows)
})
