import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { type RebuildProgress, rebuild } from '../../indexer/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Database, openStore, PROJECTED_TABLES } from '../../store/index.ts'
import { DATABASES, temporaryFolder } from '../store/databases.ts'
import { fillMirror } from './filled-mirror.ts'
import type { Step } from './made-up-registry.ts'
import { allRows } from './tables.ts'

const run = (db: Database, onProgress?: (progress: RebuildProgress) => void) =>
  rebuild({
    db,
    hasher: portableHasher,
    signal: new AbortController().signal,
    ...(onProgress && { onProgress }),
  })

/** Alters, deletes and adds rows in every table that can be made anew, and keeps all texts whole. */
async function damage(db: Database): Promise<void> {
  await db.updateTable('sources').set({ path: 'elsewhere' }).execute()
  await db.updateTable('recipes').set({ environment: 'x' }).execute()
  await db.updateTable('events').set({ kind: 'withdraw', block_height: 1 }).execute()
  await db.updateTable('attestations').set({ builder: 'x.near', tool: '' }).execute()
  await db.deleteFrom('attestations').where('seq', '>', 5).execute()
  await db.deleteFrom('policies').execute()
  const row = { account: 'x.near', operator: 'y.near', seq: 1, block_height: 1, timestamp: '1' }
  await db.insertInto('operators').values(row).execute()
}

/** What is not made from events, and has to stay as it is. */
async function addOther(db: Database): Promise<void> {
  const nobody = { receipt_id: null, tx_hash: null, signer: null, until_height: null }
  await db.insertInto('blocks').values({ height: 7, hash: 'h', timestamp: '1' }).execute()
  await db
    .insertInto('deployments')
    .values({
      account_id: 'a.near',
      block_height: 7,
      kind: 'local',
      code_hash: 'c',
      owner: null,
      found: 0,
      ...nobody,
    })
    .execute()
  await db
    .insertInto('global_codes')
    .values({ owner: 'o.near', block_height: 7, code_hash: 'c', ...nobody })
    .execute()
  await db
    .insertInto('watched')
    .values({ account_id: 'a.near', since_height: 7, reason: 'asked' })
    .execute()
}

for (const { name, open } of DATABASES) {
  test(`${name}: what was altered, deleted or added is as the events lead to again, and all else is kept`, async (t) => {
    const { db } = await open(t)
    const { events } = await fillMirror(db)
    await addOther(db)
    const { cursor, ...right } = await allRows(db)
    await damage(db)
    const rebuilt = await run(db)
    t.is(rebuilt?.events, events.length)
    const { cursor: after, ...rows } = await allRows(db)
    t.deepEqual(rows, right)
    const { data_version = 0, ...place } = cursor[0] ?? {}
    t.like(after[0], place)
    t.is(after[0]?.data_version, data_version + (rebuilt?.changes ?? 0))
  })

  test(`${name}: a mirror that is right is not written`, async (t) => {
    const { db } = await open(t)
    const { events } = await fillMirror(db)
    const before = await allRows(db)
    t.deepEqual(await run(db), { events: events.length, changes: 0 })
    t.deepEqual(await allRows(db), before)
  })

  test(`${name}: a database without a block has nothing to be made from`, async (t) => {
    const { db } = await open(t)
    t.is(await run(db), undefined)
  })

  test(`${name}: many rows are written over several pages, with progress`, async (t) => {
    const { db } = await open(t)
    const many = Array.from({ length: 1_300 }, (_, who): Step[] => [
      { kind: 'attest', who, what: 0, value: 1 },
    ])
    await fillMirror(db, many)
    const { cursor: _, ...right } = await allRows(db)
    await db.deleteFrom('attestations').where('seq', '>', 10).execute()
    await db.updateTable('attestations').set({ platform: 'x' }).execute()
    const seen: RebuildProgress[] = []
    t.deepEqual(await run(db, (progress) => seen.push(progress)), { events: 1_300, changes: 1_300 })
    const { cursor: __, ...rows } = await allRows(db)
    t.deepEqual(rows, right)
    t.deepEqual(seen[0], { stage: 'replaying', events: 256, of: 1_300 })
    t.like(seen.at(-1), { stage: 'writing', changes: 1_300 })
  })

  const broken: Record<string, [break_: (db: Database) => Promise<unknown>, where: RegExp]> = {
    'an altered text': [
      (db) => db.updateTable('events').set({ event_json: '{}' }).where('seq', '=', 4).execute(),
      /events 4 event_json/,
    ],
    'a missing event': [
      (db) => db.deleteFrom('events').where('seq', '=', 5).execute(),
      /events 5 is missing/,
    ],
    'an altered head': [
      (db) => db.updateTable('events').set({ head: 'x' }).where('seq', '=', 6).execute(),
      /events 6 head is "x", but the events lead to "\w{40}/,
    ],
    'an altered recipe': [
      (db) => db.updateTable('recipes').set({ canonical_json: '{}' }).execute(),
      /recipes \w+ canonical_json/,
    ],
    'a cursor that knows of more events': [
      (db) => db.updateTable('cursor').set({ seq: 99 }).execute(),
      /cursor 1 seq is 99, but the events lead to 17/,
    ],
  }
  for (const [what, [break_, where]] of Object.entries(broken)) {
    test(`${name}: ${what} is refused by name, and nothing is changed`, async (t) => {
      const { db } = await open(t)
      await fillMirror(db)
      await db.updateTable('attestations').set({ tool: 'x' }).execute()
      await break_(db)
      const before = await allRows(db)
      await t.throwsAsync(run(db), { code: 'EVENTS_BROKEN', message: where })
      t.deepEqual(await allRows(db), before)
    })
  }
}

test('a rebuild that is killed while it writes leaves the tables as they were, and readers never see half of it', async (t) => {
  const temporary = temporaryFolder(t)
  const database = join(temporaryFolder(t), 'mirror.sqlite')
  const store = await openStore({ database, mode: 'write' })
  await fillMirror(store.db)
  const right = await allRows(store.db)
  await damage(store.db)
  const damaged = await allRows(store.db)
  await store.close()

  for (const tables of [1, 4, PROJECTED_TABLES.length * 2]) {
    const script = join(import.meta.dirname, 'rebuild-process.ts')
    const child = spawn(process.execPath, [script, database, String(tables)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TMPDIR: temporary },
    })
    const [, signal] = await once(child, 'exit')
    t.is(signal, 'SIGKILL')
    t.deepEqual(await readdir(temporary), [])
    const reader = await openStore({ database, mode: 'read' })
    t.deepEqual(await allRows(reader.db), damaged)
    await reader.close()
  }

  const again = await openStore({ database, mode: 'write' })
  const reader = await openStore({ database, mode: 'read' })
  const seen: ReturnType<typeof allRows>[] = []
  await run(again.db, ({ stage }) => {
    if (stage === 'writing') seen.push(reader.db.transaction().execute(allRows))
  })
  const { cursor: _, ...repaired } = await allRows(reader.db)
  const { cursor: __, ...expected } = right
  t.deepEqual(repaired, expected)
  for (const { cursor, ...rows } of await Promise.all(seen)) {
    const isOld = cursor[0]?.data_version === damaged.cursor[0]?.data_version
    const { cursor: ___, ...old } = damaged
    t.deepEqual(rows, isOld ? old : expected)
  }
  await reader.close()
  await again.close()
})
