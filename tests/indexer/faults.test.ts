import test, { type ExecutionContext } from 'ava'
import { createIndexer, createNeardataSource } from '../../indexer/index.ts'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore } from '../../store/index.ts'
import { FAULTS, type FaultCase, LARGEST_BODY, WRONG } from './faults.ts'
import { madeUpChain, NETWORK, REGISTRY, SOME_STEPS } from './made-up-chain.ts'
import { startNeardata } from './neardata-server.ts'
import { quickClock, silent } from './quick-clock.ts'
import { allRows } from './tables.ts'

const { blocks, events } = madeUpChain(SOME_STEPS)
const LAST = blocks.at(-1)?.height as number

/** Returns the rows that so many blocks lead to, and the head that the registry has after them. */
async function rowsOf(count: number) {
  const store = await openStore({ database: ':memory:', mode: 'write', logger: silent })
  const subject = { network: NETWORK, registry: REGISTRY }
  const begin = { block: null, chain: emptyChain() }
  const given = blocks.slice(0, count)
  const { position } = await indexBlocks(store.db, begin, given, subject, portableHasher)
  const rows = await allRows(store.db)
  await store.close()
  return { rows, head: encodeBase58(position.chain.head) }
}

const { rows: allRight, head } = await rowsOf(blocks.length)

/** Lets an indexer run over a server with a fault until it has all blocks and has compared the head, or stops. */
async function runOver(t: ExecutionContext, given: FaultCase) {
  const server = await startNeardata(t, given.blocks?.(blocks) ?? blocks)
  const { answer, connect } = given
  const wrong = [WRONG, WRONG + 3, WRONG + 4].map((at) => blocks[at]?.height)
  if (answer) for (const height of wrong) server.fail(`/v0/block/${height}`, answer, answer)

  const others = given.hasOther ? [await startNeardata(t, blocks)] : []

  const store = await openStore({ database: ':memory:', mode: 'write', logger: silent })
  const stop = new AbortController()
  const clock = quickClock()
  let connections = 0
  const source = createNeardataSource({
    urls: [server, ...others].map(({ url }) => url),
    wanted: { executor: REGISTRY, code: 'none' },
    logger: silent,
    clock,
    maxBodyBytes: LARGEST_BODY,
    fetch: (input, init) =>
      connect && connections++ < 3 ? connect() : globalThis.fetch(input, init),
  })
  const indexer = createIndexer({
    store,
    source,
    registry: REGISTRY,
    network: NETWORK,
    hasher: portableHasher,
    logger: silent,
    clock,
    signal: stop.signal,
    readChain: async () => ({ chainId: given.chainId ?? NETWORK, hash: null }),
    readHead: async () => {
      // It is asked for at the end of the chain, so whoever comes here has all.
      queueMicrotask(() => setImmediate(() => stop.abort()))
      return { seq: events.length, head, block_height: LAST - 3 }
    },
  })
  let error: (Error & { code?: string }) | undefined
  await indexer.run().catch((thrown: Error) => {
    error = thrown
  })
  const rows = await allRows(store.db)
  await store.close()
  return { rows, error, retries: source.stats().retries, url: server.url }
}

for (const [what, given] of Object.entries(FAULTS)) {
  if ('waitedOut' in given) {
    test(`${what}: waited out, with the same tables in the end`, async (t) => {
      const { rows, error, retries } = await runOver(t, given)
      t.is(error, undefined)
      t.deepEqual(rows, allRight)
      t.deepEqual(Object.keys(retries), given.waitedOut === null ? [] : [given.waitedOut])
    })
  } else {
    test(`${what}: stops with ${given.stops}, and what is right is kept`, async (t) => {
      const { rows, error, url } = await runOver(t, given)
      t.is(error?.code, given.stops, error?.message)
      // Before the first block there is no server to name.
      if (given.kept !== 0) t.true(error?.message.includes(url), error?.message)
      if (given.kept !== null) t.deepEqual(rows, (await rowsOf(given.kept)).rows)
    })
  }
}
