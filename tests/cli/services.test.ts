import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { cli, startCli } from './run-in-process.ts'

const REGISTRY = 'registry.test.near'

type Test = { teardown(fn: () => Promise<unknown>): void }

async function temporaryFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-services-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function devnet(t: Test) {
  const running = startCli(t, ['devnet', '--port', '0', '--json'])
  await running.says('\n')
  return { running, ...(JSON.parse(running.stdout()) as { rpcUrl: string; neardataUrl: string }) }
}

async function ask(url: string, query: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as {
    data?: Record<string, unknown>
    errors?: { message: string; extensions: { code: string } }[]
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('devnet ends cleanly when it is asked to', async (t) => {
  const { running } = await devnet(t)
  t.is((await running.end()).exitCode, 0)
})

test('a port that is taken is one clear sentence and exit code 1', async (t) => {
  const { running, rpcUrl } = await devnet(t)
  const port = new URL(rpcUrl).port
  const second = await cli(['devnet', '--port', port])
  t.is(second.exitCode, 1)
  t.regex(second.stderr, new RegExp(`^countersign: .*${port}.*\n$`))
  const api = await cli(['serve', '--rpc', rpcUrl, '--port', port, '--log', 'silent'])
  t.is(api.exitCode, 1)
  t.regex(api.stderr, new RegExp(`^countersign: Port ${port} .*taken.*\n$`))
  await running.end()
})

test('the API answers before there is a mirror, while the indexer runs, and after it has ended', async (t) => {
  const folder = await temporaryFolder(t)
  const database = join(folder, 'mirror.sqlite')
  const chain = await devnet(t)
  const api = startCli(t, [
    'serve',
    '--rpc',
    chain.rpcUrl,
    '--database',
    database,
    '--port',
    '0',
    '--log',
    'silent',
    '--json',
  ])
  await api.says('\n')
  const { url } = JSON.parse(api.stdout()) as { url: string }

  const before = await ask(url, '{ status { indexedHeight } }')
  t.is(before.errors?.[0]?.extensions.code, 'MIRROR_NOT_READY')

  const indexer = startCli(t, [
    'index',
    '--registry',
    REGISTRY,
    '--blocks',
    chain.neardataUrl,
    '--network',
    'localnet',
    '--database',
    database,
    '--log',
    'silent',
  ])
  let height: unknown
  while (typeof height !== 'number') {
    const { data } = await ask(url, '{ status { indexedHeight } }')
    height = (data?.status as { indexedHeight: number } | null)?.indexedHeight
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  t.is((await indexer.end()).exitCode, 0)

  const after = await ask(
    url,
    `{ status { indexedHeight registry } contract(accountId: "test.near") { codeSource } }`,
  )
  t.is(after.errors, undefined)
  t.like(after.data?.status, { registry: REGISTRY })
  t.deepEqual(after.data?.contract, { codeSource: 'NONE' })

  await chain.running.end()
  const unreachable = await ask(url, '{ contract(accountId: "nobody.near") { codeHash } }')
  t.is(unreachable.errors?.[0]?.extensions.code, 'RPC_UNREACHABLE')
  const still = await ask(url, '{ status { indexedHeight } }')
  t.is(still.errors, undefined)
  t.is((await api.end()).exitCode, 0)
})

for (const source of ['neardata', 'rpc']) {
  test(`a mirror is made of a devnet with the source ${source}, and of no other chain`, async (t) => {
    const folder = await temporaryFolder(t)
    const chain = await devnet(t)
    const args = [
      ...['index', '--registry', REGISTRY, '--source', source],
      ...['--blocks', chain.neardataUrl, '--rpc', chain.rpcUrl, '--network'],
    ]
    const indexer = startCli(t, [...args, 'localnet', '--database', join(folder, 'a.sqlite')])
    while (!indexer.stderr().includes('"seq":0')) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    t.is((await indexer.end()).exitCode, 0)

    const database = join(folder, 'b.sqlite')
    const wrong = await cli([...args, 'mainnet', '--database', database, '--log', 'silent'])
    t.is(wrong.exitCode, 1)
    t.regex(wrong.stderr, /^countersign: The RPC node is of the chain localnet, not mainnet\./)
    await chain.running.end()
  })
}

test('a block source that is not there is waited for, and the wait ends when asked', async (t) => {
  const folder = await temporaryFolder(t)
  const blocks = `http://127.0.0.1:${await freePort()}`
  const indexer = startCli(t, [
    'index',
    '--registry',
    REGISTRY,
    '--blocks',
    blocks,
    '--database',
    join(folder, 'a.sqlite'),
  ])
  while (!indexer.stderr().includes(new URL(blocks).host)) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  t.is((await indexer.end()).exitCode, 0)
})

test('a database that is damaged is refused by name and left as it was', async (t) => {
  const folder = await temporaryFolder(t)
  const database = join(folder, 'mirror.sqlite')
  await writeFile(database, 'this is no database, and long enough to look like one'.repeat(20))
  const indexer = await cli([
    'index',
    '--registry',
    REGISTRY,
    '--blocks',
    'http://127.0.0.1:1',
    '--database',
    database,
    '--log',
    'silent',
  ])
  t.is(indexer.exitCode, 1)
  t.regex(indexer.stderr, /^countersign: .*mirror\.sqlite.*\n$/)
})

test('one database has one indexer', async (t) => {
  const folder = await temporaryFolder(t)
  const database = join(folder, 'mirror.sqlite')
  const chain = await devnet(t)
  const args = [
    'index',
    '--registry',
    REGISTRY,
    '--blocks',
    chain.neardataUrl,
    '--network',
    'localnet',
    '--database',
    database,
  ]
  const first = startCli(t, args)
  while (!first.stderr().includes('indexing begins')) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const second = await cli([...args, '--log', 'silent'])
  t.is(second.exitCode, 1)
  t.regex(second.stderr, /^countersign: .*mirror\.sqlite.*\n$/)
  await first.end()
  await chain.running.end()
})
