import { spawnSync } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore, readCursor, StoreError, writeBatch } from '../../../store/index.ts'
import { POSTGRES, postgresCluster, postgresTest as test } from '../databases.ts'
import { attestation, batch } from '../rows.ts'

/** Ends the connections of this process's writers to a schema, as an administrator would. */
async function terminateWriter(database: string): Promise<void> {
  const { run } = await postgresCluster()
  const { rowCount } = await run(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and objid = '${POSTGRES.schemaOf(database)}'::regnamespace::oid`,
  )
  if (rowCount !== 1) throw new Error(`there are ${rowCount} writers`)
}

test('a second writer is refused with who has the lease and since when', async (t) => {
  const database = await POSTGRES.create(t)
  const first = await openStore({ database, mode: 'write' })
  const error = await t.throwsAsync(openStore({ database, mode: 'write' }), {
    instanceOf: StoreError,
  })
  t.like(error, { code: 'STORE_LOCKED', retryable: true })
  const { details, message } = error as StoreError<'STORE_LOCKED'>
  t.true(details.holder?.startsWith(`countersign ${process.pid}@`))
  t.regex(details.since ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  t.true(message.includes(`${details.holder}, server process ${details.pid}, connected since`))

  await first.close()
  const second = await openStore({ database, mode: 'write' })
  await second.close()
})

test('a writer that has lost its connection writes nothing any more, whoever writes meanwhile', async (t) => {
  const database = await POSTGRES.create(t)
  const first = await openStore({ database, mode: 'write' })
  await writeBatch(first.db, batch([attestation(1)]))
  await terminateWriter(database)

  const second = await openStore({ database, mode: 'write' })
  await writeBatch(second.db, batch([attestation(2)]))
  for (const seq of [2, 3]) {
    const error = await t.throwsAsync(writeBatch(first.db, batch([attestation(seq)])), {
      instanceOf: StoreError,
    })
    t.like(error, { code: 'STORE_CONNECTION_LOST', retryable: true })
    t.regex(error?.message ?? '', /open the database again/)
  }
  // Reading over it would show what a writer that goes on from there must not believe.
  await t.throwsAsync(readCursor(first.db), { code: 'STORE_CONNECTION_LOST' })
  t.like(await readCursor(second.db), { seq: 2 })
  await first.close()

  await writeBatch(second.db, batch([attestation(3)]))
  await second.close()
  const third = await openStore({ database, mode: 'write' })
  t.like(await readCursor(third.db), { seq: 3 })
  await third.close()
})

test('a connection lost in the middle of a transaction takes all of it back', async (t) => {
  const database = await POSTGRES.create(t)
  const first = await openStore({ database, mode: 'write' })
  await writeBatch(first.db, batch([attestation(1)]))
  const writing = first.db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('attestations').execute()
    await terminateWriter(database)
    await transaction.deleteFrom('events').execute()
  })
  await t.throwsAsync(writing, { code: 'STORE_CONNECTION_LOST' })

  const second = await openStore({ database, mode: 'write' })
  t.is((await second.db.selectFrom('attestations').selectAll().execute()).length, 1)
  await t.throwsAsync(writeBatch(first.db, batch([attestation(2)])), {
    code: 'STORE_CONNECTION_LOST',
  })
  t.like(await readCursor(second.db), { seq: 1 })
  await first.close()
  await second.close()
})

test('an idle writer whose connection ends keeps the process, and fails at its next write', async (t) => {
  const database = await POSTGRES.create(t)
  const store = await openStore({ database, mode: 'write' })
  await terminateWriter(database)
  await wait(50)
  await t.throwsAsync(writeBatch(store.db, batch([attestation(1)])), {
    code: 'STORE_CONNECTION_LOST',
  })
  await store.close()
})

test('writers that come at the same moment: one gets the lease, with all tables made once', async (t) => {
  const database = await POSTGRES.create(t)
  const opening = [1, 2, 3].map(() => openStore({ database, mode: 'write' }))
  const results = await Promise.allSettled(opening)
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  t.is(opened.length, 1)
  t.deepEqual(
    refused.map(({ code }) => code),
    ['STORE_LOCKED', 'STORE_LOCKED'],
  )
  await opened[0]?.close()
})

test('mirrors in two schemas of one database have a writer each', async (t) => {
  const stores = await Promise.all(
    [await POSTGRES.create(t), await POSTGRES.create(t)].map((database) =>
      openStore({ database, mode: 'write' }),
    ),
  )
  for (const [i, { db }] of stores.entries()) await writeBatch(db, batch([attestation(i + 1)]))
  for (const [i, { db }] of stores.entries()) t.like(await readCursor(db), { seq: i + 1 })
  for (const { close } of stores) await close()
})

test('a killed writer leaves the database free, with what it has written', async (t) => {
  const database = await POSTGRES.create(t)
  await (await openStore({ database, mode: 'write' })).close()
  const index = new URL('../../../store/index.ts', import.meta.url).href
  const script = `
    import { openStore } from ${JSON.stringify(index)}
    const { db } = await openStore({ database: ${JSON.stringify(database)}, mode: 'write' })
    const row = { height: 1, hash: 'h', timestamp: '1' }
    await db.insertInto('blocks').values(row).execute()
    await db.transaction().execute(async (transaction) => {
      await transaction.insertInto('blocks').values({ ...row, height: 2 }).execute()
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => {})
    })`
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script])
  t.is(child.signal, 'SIGKILL', child.stderr.toString())

  const store = await openStore({ database, mode: 'write' })
  const blocks = await store.db.selectFrom('blocks').select('height').execute()
  t.deepEqual(blocks, [{ height: 1 }])
  await store.close()
})
