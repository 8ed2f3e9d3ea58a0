import { once } from 'node:events'
import { join } from 'node:path'
import test from 'ava'
import { openStore } from '../../store/index.ts'
import { temporaryFolder } from '../store/databases.ts'
import { auditOf } from './audit-of.ts'
import { busyChain } from './busy-chain.ts'
import { asked, killIndexer, startProcess } from './kill-indexer.ts'
import { startNeardata } from './neardata-server.ts'

test('an indexer killed 20 times loses nothing and has nothing twice', (t) =>
  killIndexer(t, { kills: 20, blocks: 800, auditEvery: 1 }))

test('an interrupted indexer ends by itself, and until then nobody else can write', async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const server = await startNeardata(t, busyChain(50).blocks)
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
  t.deepEqual((await auditOf(store.db)).findings, [])
  await store.close()
})
