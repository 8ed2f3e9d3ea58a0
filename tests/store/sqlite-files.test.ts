import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import Sqlite from 'better-sqlite3'
import { openStore, readCursor, SCHEMA_VERSION, StoreError, writeBatch } from '../../store/index.ts'
import { temporaryFolder } from './databases.ts'
import { attestation, batch } from './rows.ts'

/** Makes a database of some pages and closes it. */
async function filledFile(t: ExecutionContext): Promise<string> {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const store = await openStore({ database: file, mode: 'write' })
  await writeBatch(store.db, batch(Array.from({ length: 500 }, (_, i) => attestation(i + 1))))
  await store.close()
  return file
}

/** Expects that neither mode opens the file and that it stays byte for byte as it is. */
async function refused(t: ExecutionContext, file: string, code: string, says: RegExp) {
  const before = readFileSync(file)
  for (const mode of ['write', 'read'] as const) {
    const error = await t.throwsAsync(openStore({ database: file, mode }), {
      instanceOf: StoreError,
    })
    t.is(error?.code, code)
    t.true(error?.message.includes(file))
    t.regex(error?.message ?? '', says)
  }
  t.deepEqual(readFileSync(file), before)
}

test('what one process writes another reads, while it is being written', async (t) => {
  const file = join(temporaryFolder(t), 'new', 'folder', 'mirror.sqlite')
  const writer = await openStore({ database: file, mode: 'write' })
  const reader = await openStore({ database: file, mode: 'read' })
  t.is(await readCursor(reader.db), undefined)
  await writeBatch(writer.db, batch([attestation(1)]))
  t.like(await readCursor(reader.db), { seq: 1, height: 101 })
  await reader.close()
  await writer.close()
})

test('a reader cannot write', async (t) => {
  const store = await openStore({ database: await filledFile(t), mode: 'read' })
  await t.throwsAsync(writeBatch(store.db, batch([attestation(501)])), { message: /readonly/ })
  await store.close()
})

test('opening again keeps the rows and migrates nothing', async (t) => {
  const file = await filledFile(t)
  const said: unknown[] = []
  const logger = { info: (details: unknown) => void said.push(details) }
  const store = await openStore({ database: file, mode: 'write', logger })
  t.is((await readCursor(store.db))?.seq, 500)
  t.like(said[0], { database: file, from: SCHEMA_VERSION, version: SCHEMA_VERSION })
  await store.close()
})

test('a missing file is made by a writer only', async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const error = await t.throwsAsync(openStore({ database: file, mode: 'read' }), {
    instanceOf: StoreError,
  })
  t.like(error, { code: 'STORE_MISSING', details: { database: file } })
  t.false(existsSync(file))
})

test('an empty file is a database not begun yet', async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  writeFileSync(file, '')
  await t.throwsAsync(openStore({ database: file, mode: 'read' }), {
    message: /does not exist yet/,
  })
  const store = await openStore({ database: file, mode: 'write' })
  t.is(await readCursor(store.db), undefined)
  await store.close()
})

test('a file that is no database is refused and left alone', async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  writeFileSync(file, 'These are the minutes of the meeting.\n'.repeat(200))
  await refused(t, file, 'STORE_CORRUPT', /damaged.*move it away/)
})

test('a database that was cut off is refused and left alone', async (t) => {
  const file = await filledFile(t)
  truncateSync(file, 40_000)
  await refused(t, file, 'STORE_CORRUPT', /damaged/)
})

test('a database with a page overwritten is refused and left alone', async (t) => {
  const file = await filledFile(t)
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 8 * 4096, 9 * 4096)
  writeFileSync(file, bytes)
  await refused(t, file, 'STORE_CORRUPT', /damaged/)
})

test("another program's database is refused and left alone", async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  new Sqlite(file).exec('create table bookmarks (url text)').close()
  await refused(t, file, 'STORE_FOREIGN', /another program.*bookmarks/)
})

test('a database of a newer version is refused and left alone', async (t) => {
  const file = await filledFile(t)
  const raw = new Sqlite(file)
  raw.prepare("insert into kysely_migration values ('9001-later', '2030-01-01')").run()
  raw.close()
  await refused(t, file, 'STORE_NEWER', /version 9001.*up to \d+.*newer program/)
})

test('a database of an older version is left to the writer', async (t) => {
  const file = await filledFile(t)
  const raw = new Sqlite(file)
  raw.exec('delete from kysely_migration')
  raw.close()
  const error = await t.throwsAsync(openStore({ database: file, mode: 'read' }), {
    instanceOf: StoreError,
  })
  t.like(error, { code: 'STORE_OLDER', details: { version: 0, known: SCHEMA_VERSION } })
})

test('a migration that fails half way leaves nothing behind', async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const raw = new Sqlite(file)
  // The migration makes its tables in order and meets this one late.
  raw.exec('create table kysely_migration (name text primary key, timestamp text)')
  raw.exec('create table cursor (id integer)')
  raw.close()
  await t.throwsAsync(openStore({ database: file, mode: 'write' }), {
    message: /cursor.*already exists/,
  })

  const after = new Sqlite(file, { readonly: true })
  const tables = after
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all()
  after.close()
  t.deepEqual(tables, ['cursor', 'kysely_migration'])
})

test('a path that cannot be a file is refused with what to check', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'file'), 'x')
  mkdirSync(join(folder, 'folder'))
  for (const file of [join(folder, 'file', 'mirror.sqlite'), join(folder, 'folder')]) {
    const error = await t.throwsAsync(openStore({ database: file, mode: 'write' }), {
      instanceOf: StoreError,
    })
    t.is(error?.code, 'STORE_UNREADABLE')
    t.true(error?.message.includes(file))
  }
})

test('a second writer is refused with the number of the process that has the file', async (t) => {
  const file = await filledFile(t)
  const first = await openStore({ database: file, mode: 'write' })
  const error = await t.throwsAsync(openStore({ database: file, mode: 'write' }), {
    instanceOf: StoreError,
  })
  t.like(error, { code: 'STORE_LOCKED', details: { database: file, pid: process.pid } })
  await first.close()

  const second = await openStore({ database: file, mode: 'write' })
  t.is((await readCursor(second.db))?.seq, 500)
  await second.close()
})

test('a killed writer leaves the file free and readable', async (t) => {
  const file = await filledFile(t)
  const script = `
    import { openStore } from ${JSON.stringify(new URL('../../store/index.ts', import.meta.url).href)}
    const { db } = await openStore({ database: ${JSON.stringify(file)}, mode: 'write' })
    await db.updateTable('cursor').set({ height: 777 }).execute()
    process.kill(process.pid, 'SIGKILL')`
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script])
  t.is(child.signal, 'SIGKILL', child.stderr.toString())
  t.true(existsSync(`${file}-wal`))

  const reader = await openStore({ database: file, mode: 'read' })
  t.is((await readCursor(reader.db))?.height, 777)
  const writer = await openStore({ database: file, mode: 'write' })
  t.is((await readCursor(writer.db))?.height, 777)
  await reader.close()
  await writer.close()
})
