import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { openStore } from '../../store/index.ts'
import { temporaryFolder } from './databases.ts'

test('a temporary database is empty, and is no longer there after it was closed', async (t) => {
  for (let time = 0; time < 2; time++) {
    const { db, close } = await openStore({ database: ':temporary:', mode: 'write' })
    t.deepEqual(await db.selectFrom('blocks').selectAll().execute(), [])
    await db.insertInto('blocks').values({ height: 1, hash: 'h', timestamp: '1' }).execute()
    t.is((await db.selectFrom('blocks').selectAll().execute()).length, 1)
    await close()
  }
})

test('a temporary database that is larger than its cache has no file of a name', async (t) => {
  const folder = temporaryFolder(t)
  const script = join(import.meta.dirname, 'temporary-process.ts')
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
  })
  t.teardown(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  t.deepEqual(await readdir(folder), [])
})
