import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import { systemClock } from '../../indexer/clock.ts'
import { createDeployments } from '../../indexer/deployments/deployments.ts'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore, readCursor } from '../../store/index.ts'
import { temporaryFolder } from '../store/databases.ts'
import { auditOf } from './audit-of.ts'
import { busyChain, FOLLOWING } from './busy-chain.ts'
import { FIRST_HEIGHT, NETWORK, REGISTRY } from './made-up-chain.ts'
import { type NeardataServer, startNeardata } from './neardata-server.ts'
import { silent } from './quick-clock.ts'
import { allRows } from './tables.ts'

export function startProcess(
  t: ExecutionContext,
  file: string,
  { url }: NeardataServer,
): ChildProcess {
  const script = join(import.meta.dirname, 'indexer-process.ts')
  const child = spawn(process.execPath, [script, file, url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

/** Waits until the server has been asked so many more times. */
export async function asked(server: NeardataServer, more: number): Promise<void> {
  const until = server.requests.length + more
  while (server.requests.length < until) await wait(1)
}

async function cursorOf(file: string) {
  const { db, close } = await openStore({ database: file, mode: 'read' })
  const cursor = await readCursor(db)
  await close()
  return cursor
}

async function checkWhole(t: ExecutionContext, file: string): Promise<void> {
  const { db, close } = await openStore({ database: file, mode: 'read' })
  // A kill may come before the first block is written.
  if ((await readCursor(db)) !== undefined) t.deepEqual((await auditOf(db)).findings, [])
  await close()
}

// A kill comes after 2 to 21 requests, or up to some milliseconds later: in the middle of a write, too.
const MOST_REQUESTS = 20
const MOST_MS = 15

/**
 * Kills an indexer again and again on its way through a chain, and compares what it has in the end with one that was left alone.
 *
 * Everything that follows from the events is computed anew after every `auditEvery`th kill.
 */
export async function killIndexer(
  t: ExecutionContext,
  { kills, blocks: length, auditEvery }: { kills: number; blocks: number; auditEvery: number },
): Promise<void> {
  const { blocks, events } = busyChain(length)
  const last = blocks.at(-1)?.height as number
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const server = await startNeardata(t, blocks, { final: FIRST_HEIGHT })
  let height = 0
  for (let kill = 1; kill <= kills; kill++) {
    // The chain grows from kill to kill, so that they come all along it however fast the machine is.
    server.setFinal(FIRST_HEIGHT + Math.floor(((last - FIRST_HEIGHT) * kill) / kills))
    const child = startProcess(t, file, server)
    await asked(server, 2 + Math.floor(Math.random() * MOST_REQUESTS))
    if (kill % 2 === 0) await wait(Math.random() * MOST_MS)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const reached = (await cursorOf(file))?.height ?? 0
    t.true(reached >= height, 'nothing that was written goes away')
    height = reached
    if (kill % auditEvery === 0) await checkWhole(t, file)
  }
  t.true(height > FIRST_HEIGHT, `the kills came on the way, up to ${height}`)
  startProcess(t, file, server)
  while (((await cursorOf(file))?.height ?? 0) < last) await wait(20)

  const whole = await openStore({ database: ':memory:', mode: 'write' })
  const begin = { block: null, chain: emptyChain() }
  const subject = { network: NETWORK, registry: REGISTRY }
  const deployments = createDeployments({ ...FOLLOWING, clock: systemClock, logger: silent })
  await deployments.begin(whole.db, FIRST_HEIGHT)
  await indexBlocks(whole.db, begin, blocks, subject, portableHasher, deployments)
  const store = await openStore({ database: file, mode: 'read' })
  const rows = await allRows(store.db)
  t.deepEqual(rows, await allRows(whole.db))
  t.is(new Set(rows.deployments.map(({ kind }) => kind)).size, 5, 'every kind was there')
  for (const table of [rows.deployments, rows.global_codes]) {
    t.true(table.some(({ until_height }) => until_height !== null))
  }
  t.is((await readCursor(store.db))?.seq, events.length)
  await store.close()
  await whole.close()
  await checkWhole(t, file)
}
