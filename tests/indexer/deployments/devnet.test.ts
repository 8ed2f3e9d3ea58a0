import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { createKeys, createRpc, createSender, type Sender } from '../../../chain/index.ts'
import { startDevnet } from '../../../devnet/index.ts'
import { createFaults } from '../../../devnet/neardata/faults.ts'
import { serve } from '../../../devnet/server.ts'
import {
  createCurrentCode,
  createDeployments,
  createNeardataSource,
  createRpcSource,
  systemClock,
} from '../../../indexer/index.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { openAskBook, openStore } from '../../../store/index.ts'
import { compileText } from '../../devnet/support/contract.ts'
import { silent } from '../quick-clock.ts'
import { HASH, OTHER_HASH } from '../sources/deployments.ts'
import { makeHistory, REGISTRY } from '../sources/history.ts'
import { allRows } from '../tables.ts'
import { indexerOf, indexTo, inMemory, told } from './index-devnet.ts'

test('what accounts run is kept for every kind of deployment, the same from every source', async (t) => {
  const { node, deployed, lastHeight } = await makeHistory()
  const devnet = await serve(node, { host: '127.0.0.1', port: 0, faults: createFaults([]) })
  t.teardown(() => devnet.close())
  const accounts = [...new Set(deployed.changes.map(({ accountId }) => accountId))]
  const shared = { clock: systemClock, logger: silent }
  const sources = {
    'all accounts': {
      options: { sees: 'all', keepsAll: true } as const,
      open: createNeardataSource,
    },
    watched: { options: { sees: 'all', accounts } as const, open: createNeardataSource },
    rpc: { options: { sees: 'followed', accounts } as const, open: createRpcSource },
  }
  const found: Record<string, Awaited<ReturnType<typeof allRows>>> = {}
  for (const [name, { options, open }] of Object.entries(sources)) {
    const store = await inMemory(t)
    const deployments = createDeployments({ ...options, ...shared })
    const wanted = { executor: REGISTRY, code: deployments.wanted }
    const source = open({ urls: [devnet.url], wanted, ...shared })
    await indexTo(lastHeight, { deployments, source, store, network: 'localnet' })
    found[name] = await allRows(store.db)
  }

  const rows = found.watched?.deployments ?? []
  t.deepEqual(told(rows.filter(({ account_id }) => account_id === 'local.test.near')), [
    'local.test.near none  test.near',
    `local.test.near local ${HASH} local.test.near`,
    `local.test.near local ${OTHER_HASH} local.test.near`,
  ])
  t.deepEqual(told(rows.filter(({ account_id }) => account_id === 'user.test.near')), [
    'user.test.near none  test.near',
    `user.test.near global_hash ${HASH} user.test.near`,
    'user.test.near global_account owner.test.near user.test.near',
    'user.test.near deleted  user.test.near',
    'user.test.near none  test.near',
  ])
  const derived = rows.filter(({ account_id }) => account_id.startsWith('0s'))
  t.deepEqual(
    told(derived),
    [`${derived[0]?.account_id} global_account owner.test.near test.near`],
    'the second time changed nothing',
  )
  const codes = found.watched?.global_codes ?? []
  t.deepEqual(
    codes.map(({ owner, code_hash, signer }) => [owner, code_hash, signer]),
    [HASH, OTHER_HASH].map((hash) => ['owner.test.near', hash, 'owner.test.near']),
  )
  for (const table of [
    rows.map((row) => ({ ...row, of: row.account_id })),
    codes.map((row) => ({ ...row, of: row.owner })),
  ]) {
    table.forEach((row, i) => {
      const next = table[i + 1]
      t.is(row.until_height, next?.of === row.of ? next.block_height : null)
    })
  }

  t.deepEqual(found.rpc?.deployments, rows)
  t.deepEqual(found.rpc?.global_codes, codes)
  const withCode = found['all accounts']?.deployments ?? []
  t.true(
    withCode.some(({ account_id }) => account_id === REGISTRY),
    'nobody watches it',
  )
  t.deepEqual(found['all accounts']?.watched, [])
  // Of an account that nobody watches nothing is kept before it has code for the first time.
  t.deepEqual(
    told(withCode.filter(({ account_id }) => account_id === 'local.test.near')),
    told(rows.filter(({ account_id }) => account_id === 'local.test.near')).slice(1),
  )
})

const first = compileText('(module (func (export "first")))')
const second = compileText('(module (func (export "second")))')
const hashOf = (code: Uint8Array) => encodeBase58(createHash('sha256').update(code).digest())

for (const [name, sees, open] of [
  ['neardata', 'all', createNeardataSource],
  ['rpc', 'followed', createRpcSource],
] as const) {
  test(`${name}: an account that is asked about begins with what it runs, and its upgrades follow`, async (t) => {
    const devnet = await startDevnet()
    t.teardown(() => devnet.close())
    const rpc = createRpc({ urls: [devnet.rpcUrl] })
    const root = createSender({ rpc, ...devnet.rootAccount })
    const create = async (accountId: string): Promise<Sender> => {
      const { publicKey, secretKey } = createKeys()
      await root.createAccount({ accountId, publicKey, balance: 10n ** 25n })
      return createSender({ rpc, accountId, secretKey })
    }
    const [asked, other] = [await create('asked.test.near'), await create('other.test.near')]
    await asked.deploy({ code: first })
    await other.deploy({ code: first })

    const folder = await mkdtemp(join(tmpdir(), 'countersign-deployments-'))
    t.teardown(() => rm(folder, { recursive: true }))
    const database = join(folder, 'mirror.sqlite')
    const store = await openStore({ database, mode: 'write' })
    const [asking, askBook] = [openAskBook(database), openAskBook(database)]
    const shared = { clock: systemClock, logger: silent }
    const current = createCurrentCode(rpc)
    const deployments = createDeployments({ sees, askBook, current, ...shared })
    const wanted = { executor: REGISTRY, code: deployments.wanted }
    const source = open({ urls: [devnet.rpcUrl], wanted, ...shared })
    const stop = new AbortController()
    const running = indexerOf({
      deployments,
      source,
      store,
      network: devnet.chainId,
      signal: stop.signal,
    }).run()
    t.teardown(async () => {
      stop.abort()
      await running
      await Promise.all([asking.close(), askBook.close(), store.close()])
    })
    const reader = await openStore({ database, mode: 'read' })
    t.teardown(() => reader.close())
    const rowsUntil = async (count: number) => {
      for (;;) {
        const { deployments: rows, watched } = await allRows(reader.db)
        if (rows.length >= count) return { rows, watched }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }

    asking.note(['asked.test.near'])
    const { rows: begun, watched } = await rowsUntil(1)
    t.deepEqual(told(begun), [`asked.test.near local ${hashOf(first)} `])
    t.is(begun[0]?.found, 1)
    t.like(watched[0], { account_id: 'asked.test.near', reason: 'asked' })

    await other.deploy({ code: second })
    await asked.deploy({ code: second })
    const { rows } = await rowsUntil(2)
    t.deepEqual(told(rows), [
      `asked.test.near local ${hashOf(first)} `,
      `asked.test.near local ${hashOf(second)} asked.test.near`,
    ])
    t.is(rows[0]?.until_height, rows[1]?.block_height)
    t.is(rows[1]?.found, 0)
  })
}
