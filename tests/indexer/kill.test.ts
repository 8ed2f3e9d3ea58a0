import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { auditChain, openStore, readCursor } from '../../store/index.ts'
import { temporaryFolder } from '../store/databases.ts'
import { FIRST_HEIGHT, madeUpChain, NETWORK, REGISTRY } from './made-up-chain.ts'
import type { Step } from './made-up-registry.ts'
import { type NeardataServer, startNeardata } from './neardata-server.ts'
import { allRows } from './tables.ts'

const KILLS = 20

const kinds = ['attest', 'attest', 'withdraw', 'policy_set', 'operator_set'] as const
const steps = Array.from({ length: 800 }, (_, i) =>
  Array.from({ length: i % 4 }, (_, n): Step => {
    const mixed = i * 7 + n * 3
    return { kind: kinds[mixed % 5] ?? 'attest', who: mixed % 3, what: mixed % 4, value: n }
  }),
)
const { blocks, events } = madeUpChain(steps)
const LAST = blocks.at(-1)?.height as number

function startProcess(t: ExecutionContext, file: string, { url }: NeardataServer): ChildProcess {
  const script = join(import.meta.dirname, 'indexer-process.ts')
  const child = spawn(process.execPath, [script, file, url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

/** Waits until the server has been asked so many more times. */
async function asked(server: NeardataServer, more: number): Promise<void> {
  const until = server.requests.length + more
  while (server.requests.length < until) await wait(1)
}

async function heightOf(file: string): Promise<number> {
  const { db, close } = await openStore({ database: file, mode: 'read' })
  const height = (await readCursor(db))?.height ?? 0
  await close()
  return height
}

async function finished(file: string): Promise<void> {
  while ((await heightOf(file)) < LAST) await wait(20)
}

test(`an indexer killed ${KILLS} times loses nothing and has nothing twice`, async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const server = await startNeardata(t, blocks)
  let height = 0
  for (let i = 0; i < KILLS; i++) {
    const child = startProcess(t, file, server)
    await asked(server, 2 + Math.floor(Math.random() * 20))
    child.kill('SIGKILL')
    await once(child, 'exit')

    const store = await openStore({ database: file, mode: 'read' })
    const cursor = await readCursor(store.db)
    t.true((cursor?.height ?? 0) >= height, 'nothing that was written goes away')
    t.true((await auditChain(store.db, portableHasher)).ok)
    height = cursor?.height ?? 0
    await store.close()
  }
  t.true(height > FIRST_HEIGHT && height < LAST, `the kills came on the way, up to ${height}`)
  startProcess(t, file, server)
  await finished(file)

  const whole = await openStore({ database: ':memory:', mode: 'write' })
  const begin = { block: null, chain: emptyChain() }
  const subject = { network: NETWORK, registry: REGISTRY }
  await indexBlocks(whole.db, begin, blocks, subject, portableHasher)
  const store = await openStore({ database: file, mode: 'read' })
  t.deepEqual(await allRows(store.db), await allRows(whole.db))
  t.is((await readCursor(store.db))?.seq, events.length)
  await store.close()
  await whole.close()
})

test('an interrupted indexer ends by itself, and until then nobody else can write', async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const server = await startNeardata(t, blocks.slice(0, 50))
  const child = startProcess(t, file, server)
  await asked(server, 10)
  await t.throwsAsync(openStore({ database: file, mode: 'write' }), {
    code: 'STORE_LOCKED',
    message: new RegExp(`process ${child.pid}`),
  })

  child.kill('SIGINT')
  const [code, signal] = await once(child, 'exit')
  t.deepEqual({ code, signal }, { code: 0, signal: null })
  const store = await openStore({ database: file, mode: 'write' })
  t.true((await auditChain(store.db, portableHasher)).ok)
  await store.close()
})
