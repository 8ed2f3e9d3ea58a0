import anyTest, { type TestFn } from 'ava'
import { createFaults } from '../../../devnet/neardata/faults.ts'
import { serve } from '../../../devnet/server.ts'
import {
  type Block,
  type BlockSource,
  createIndexer,
  createLakeSource,
  createNeardataSource,
  createRpcSource,
  type Wanted,
} from '../../../indexer/index.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { openStore } from '../../../store/index.ts'
import { quickClock, silent } from '../quick-clock.ts'
import { allRows } from '../tables.ts'
import { type History, makeHistory, REGISTRY } from './history.ts'
import { BUCKET, type LakeServer, serveLake } from './lake-server.ts'

// Every source of blocks gives the same of the same chain, as far as it can.

type Context = {
  history: History
  devnetUrl: string
  lake: LakeServer
}
const test = anyTest as TestFn<Context>

const closing: (() => Promise<void>)[] = []

test.before(async (t) => {
  // Where the AWS SDK looks for keys; the server here takes any.
  process.env.AWS_ACCESS_KEY_ID = 'key'
  process.env.AWS_SECRET_ACCESS_KEY = 'secret'
  const history = await makeHistory()
  const devnet = await serve(history.node, {
    host: '127.0.0.1',
    port: 0,
    faults: createFaults([]),
  })
  const lake = await serveLake(history.node)
  t.context = { history, devnetUrl: devnet.url, lake }
  closing.push(
    () => devnet.close(),
    () => lake.close(),
  )
})

test.after.always(async () => {
  for (const close of closing) await close()
})

type Given = { wanted: Wanted; lookAhead?: number }
type Open = (context: Context, given: Given) => Promise<BlockSource> | BlockSource

const shared = () => ({ logger: silent, clock: quickClock() })

const SOURCES: Record<string, { open: Open; hasTransactions: boolean }> = {
  neardata: {
    open: ({ devnetUrl }, given) =>
      createNeardataSource({ urls: [devnetUrl], ...shared(), ...given }),
    hasTransactions: true,
  },
  rpc: {
    open: ({ devnetUrl }, given) => createRpcSource({ urls: [devnetUrl], ...shared(), ...given }),
    hasTransactions: true,
  },
  lake: {
    open: ({ lake }, given) =>
      createLakeSource({
        bucket: BUCKET,
        region: 'eu-central-1',
        endpoint: lake.url,
        ...shared(),
        ...given,
      }),
    hasTransactions: false,
  },
}

/** Accounts as somebody may ask about; the deployments also touch others. */
const watched = (accountId: string) => accountId !== 'local.test.near'

async function read(source: BlockSource, from: number, last: number): Promise<Block[]> {
  const blocks: Block[] = []
  const stop = new AbortController()
  for await (const block of source.blocks(from, stop.signal)) {
    blocks.push(block)
    if (block.height >= last) break
  }
  stop.abort()
  return blocks
}

/** Leaves out what sources may leave out: receipts without logs or without success, and where a block came from. */
function essence(blocks: readonly Block[], hasTransactions: boolean): Block[] {
  const withTx = <T extends { txHash: string | null }>(of: T) =>
    hasTransactions ? of : { ...of, txHash: null }
  return blocks.map((block) => ({
    ...block,
    source: undefined,
    receipts: block.receipts
      .filter(({ status, logs }) => status !== 'Failure' && logs.length > 0)
      .toSorted((a, b) => a.receiptId.localeCompare(b.receiptId))
      .map(withTx),
    codeChanges: block.codeChanges
      .toSorted((a, b) => a.accountId.localeCompare(b.accountId))
      .map(withTx),
    globalCodes: block.globalCodes.map(withTx),
  }))
}

for (const [name, { open, hasTransactions }] of Object.entries(SOURCES)) {
  for (const lookAhead of [1, 7]) {
    test(`${name} gives the same blocks as neardata, ${lookAhead} asked for at a time`, async (t) => {
      const { history } = t.context
      const wanted = { executor: REGISTRY, code: watched }
      const neardata = SOURCES.neardata as { open: Open }
      const expected = await read(await neardata.open(t.context, { wanted }), 1, history.lastHeight)
      const blocks = await read(await open(t.context, { wanted, lookAhead }), 1, history.lastHeight)
      t.deepEqual(essence(blocks, hasTransactions), essence(expected, hasTransactions))
      t.true(blocks.every(({ source }) => source !== undefined))
    })
  }

  test(`${name} sees every event and every deployment, and nothing else`, async (t) => {
    const { history } = t.context
    const wanted = { executor: REGISTRY, code: watched }
    const blocks = essence(
      await read(await open(t.context, { wanted }), 1, history.lastHeight),
      true,
    )
    const receipts = blocks.flatMap((block) => block.receipts)
    t.is(receipts.length, history.events)
    t.true(receipts.every(({ executorId }) => executorId === REGISTRY))
    t.true(blocks.some((block) => block.receipts.length > 1))

    const inOrder = history.deployed.changes.filter(({ accountId }) => watched(accountId))
    const accounts = [...new Set(inOrder.map(({ accountId }) => accountId))]
    const changes = blocks.flatMap(({ codeChanges }) => codeChanges)
    for (const account of accounts) {
      t.deepEqual(
        changes
          .filter(({ accountId }) => accountId === account)
          .map(({ accountId, code, signer }) => ({ accountId, code, signer })),
        inOrder.filter(({ accountId }) => accountId === account),
        account,
      )
    }
    t.deepEqual(
      blocks.flatMap(({ globalCodes }) =>
        globalCodes.map(({ owner, hash, signer }) => ({ owner, hash, signer })),
      ),
      history.deployed.shared,
    )
  })

  test(`${name} leads to the same tables`, async (t) => {
    const tables = async (source: BlockSource, keepTransactions: boolean) => {
      const store = await openStore({ database: ':memory:', mode: 'write', logger: silent })
      const stop = new AbortController()
      const indexer = createIndexer({
        store,
        source,
        registry: REGISTRY,
        network: 'localnet',
        startHeight: 1,
        hasher: portableHasher,
        logger: silent,
        clock: quickClock(),
        signal: stop.signal,
      })
      const running = indexer.run()
      while ((indexer.status().indexedHeight ?? 0) < t.context.history.lastHeight) {
        await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 5))])
      }
      stop.abort()
      await running
      const rows = await allRows(store.db)
      await store.close()
      const events = rows.events.map((row) => (keepTransactions ? row : { ...row, tx_hash: null }))
      return { ...rows, events, cursor: undefined }
    }
    const wanted: Wanted = { executor: REGISTRY, code: 'none' }
    const neardata = SOURCES.neardata as { open: Open }
    const expected = await tables(await neardata.open(t.context, { wanted }), hasTransactions)
    t.is(expected.events.length, t.context.history.events)
    t.deepEqual(await tables(await open(t.context, { wanted }), hasTransactions), expected)
  })

  test(`${name} says how far the chain goes`, async (t) => {
    const { node } = t.context.history
    const wanted: Wanted = { executor: REGISTRY, code: 'none' }
    const source = await open(t.context, { wanted })
    const { signal } = new AbortController()
    t.is(await source.finalHeight(signal), node.blocks.head().header.height)
    t.is(source.stats().finalHeight, node.blocks.head().header.height)
    t.is(await source.firstHeight(signal), node.blocks.first().header.height)
  })
}
