import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { startDevnet } from '../../devnet/index.ts'
import { temporaryFolder } from '../store/databases.ts'
import { cli } from './run-in-process.ts'

// Services as processes of their own, ended by real signals.

const root = resolve(import.meta.dirname, '../..')
const REGISTRY = 'registry.test.near'

type Service = { child: ChildProcess; stderr(): string; stdout(): string }

const start = (t: ExecutionContext, args: readonly string[]) =>
  startScript(t, join(root, 'cli/main.ts'), args)

function startScript(t: ExecutionContext, script: string, args: readonly string[]): Service {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    err += String(chunk)
  })
  return { child, stderr: () => err, stdout: () => out }
}

async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await wait(50)
  }
}

async function exitOf({ child }: Service) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { code: child.exitCode, signal: child.signalCode }
}

async function indexing(t: ExecutionContext) {
  const devnet = await startDevnet()
  t.teardown(() => devnet.close())
  const database = join(temporaryFolder(t), 'mirror.sqlite')
  const indexer = start(t, [
    'index',
    ...['--registry', REGISTRY, '--network', 'localnet', '--blocks', devnet.neardataUrl],
    ...['--database', database, '--from', '0', '--port', '0'],
  ])
  const url = await until(() => /"url":"(http:\/\/127\.0\.0\.1:\d+)"/.exec(indexer.stderr())?.[1])
  return { devnet, database, indexer, url }
}

test('an indexer says how it fares until a signal ends it, and its mirror is whole', async (t) => {
  const { database, indexer, url } = await indexing(t)
  await until(async () => ((await fetch(`${url}/ready`)).ok ? true : undefined))
  const status = (await (await fetch(`${url}/status`)).json()) as Record<string, unknown>
  t.like(status, { registry: REGISTRY, network: 'localnet', seq: 0, lastError: null })
  const metrics = await (await fetch(`${url}/metrics`)).text()
  t.regex(metrics, /^countersign_indexer_height \d+$/m)
  t.regex(metrics, /^countersign_indexer_source_requests_total\{endpoint="http.*",outcome="ok"\} /m)
  t.regex(metrics, /^process_resident_memory_bytes \d+$/m)

  indexer.child.kill('SIGTERM')
  t.deepEqual(await exitOf(indexer), { code: 0, signal: null })
  t.regex(indexer.stderr(), /"msg":"indexing ended"/)
  t.is((await cli(['audit', '--database', database])).exitCode, 0)
})

test('an API whose port is held by an open connection ends all the same', async (t) => {
  const { devnet, database } = await indexing(t)
  const api = start(t, [
    'serve',
    ...['--rpc', devnet.rpcUrl, '--database', database, '--port', '0', '--json'],
  ])
  const { url } = JSON.parse(
    await until(() => (api.stdout().includes('\n') ? api.stdout() : undefined)),
  ) as { url: string }
  // It is kept alive.
  t.is((await fetch(new URL('/health', url))).status, 200)
  api.child.kill('SIGINT')
  t.deepEqual(await exitOf(api), { code: 0, signal: null })
  await t.throwsAsync(fetch(url))
})

test('a second signal, later than a second after the first, ends at once what does not end by itself', async (t) => {
  const service = startScript(t, join(import.meta.dirname, 'support/never-ending.ts'), [])
  await until(() => (service.stdout().includes('begun') ? true : undefined))
  service.child.kill('SIGTERM')
  await until(() => (service.stdout().includes('asked') ? true : undefined))
  await wait(1_100)
  service.child.kill('SIGTERM')
  t.deepEqual(await exitOf(service), { code: 143, signal: null })
})
