import { openAskBook, openStore, readCursor, writeBatch } from '../../../store/index.ts'
import { POSTGRES, postgresCluster, postgresTest as test } from '../databases.ts'
import { attestation, batch } from '../rows.ts'

test('what a writer writes many readers read, and none can write', async (t) => {
  const database = await POSTGRES.create(t)
  const writer = await openStore({ database, mode: 'write' })
  const readers = await Promise.all(
    [1, 2, 3].map(() => openStore({ database, mode: 'read', connections: 2 })),
  )
  await writeBatch(writer.db, batch([attestation(1)]))
  for (const { db } of readers) {
    const cursors = await Promise.all(Array.from({ length: 8 }, () => readCursor(db)))
    t.true(cursors.every((cursor) => cursor?.seq === 1))
    await t.throwsAsync(writeBatch(db, batch([attestation(2)])), { message: /read-only/ })
  }
  for (const { close } of [...readers, writer]) await close()
})

test("a reader's transaction sees one state, whatever is written meanwhile", async (t) => {
  const database = await POSTGRES.create(t)
  const writer = await openStore({ database, mode: 'write' })
  await writeBatch(writer.db, batch([attestation(1)]))
  const reader = await openStore({ database, mode: 'read' })
  await reader.db.transaction().execute(async (snapshot) => {
    t.like(await readCursor(snapshot), { seq: 1 })
    await writeBatch(writer.db, batch([attestation(2)]))
    t.like(await readCursor(snapshot), { seq: 1 })
    t.is((await snapshot.selectFrom('events').selectAll().execute()).length, 1)
  })
  t.like(await readCursor(reader.db), { seq: 2 })
  await reader.close()
  await writer.close()
})

test('a reader uses no more connections than it was given', async (t) => {
  const database = await POSTGRES.create(t)
  await (await openStore({ database, mode: 'write' })).close()
  const reader = await openStore({ database, mode: 'read', connections: 3 })
  const pids = await Promise.all(
    Array.from({ length: 20 }, () =>
      reader.db
        .selectNoFrom((eb) => eb.fn<number>('pg_backend_pid', []).as('pid'))
        .executeTakeFirstOrThrow(),
    ),
  )
  const different = new Set(pids.map(({ pid }) => pid)).size
  t.true(different > 1 && different <= 3, `${different} connections`)
  await reader.close()
})

test('a reader that lost its connections reads on with new ones', async (t) => {
  const { run } = await postgresCluster()
  const database = await POSTGRES.create(t)
  const writer = await openStore({ database, mode: 'write' })
  await writeBatch(writer.db, batch([attestation(1)]))
  await writer.close()
  const reader = await openStore({ database, mode: 'read', connections: 1 })
  const { pid } = await reader.db
    .selectNoFrom((eb) => eb.fn<number>('pg_backend_pid', []).as('pid'))
    .executeTakeFirstOrThrow()

  // While it is used: the query fails, and says that another may not.
  const reading = reader.db.transaction().execute(async (snapshot) => {
    await readCursor(snapshot)
    await run(`select pg_terminate_backend(${pid})`)
    return await readCursor(snapshot)
  })
  await t.throwsAsync(reading, { code: 'STORE_CONNECTION_LOST' })
  t.like(await readCursor(reader.db), { seq: 1 })
  await reader.close()
})

test('a whole number past 2^53 is an error instead of another number', async (t) => {
  const database = await POSTGRES.create(t)
  const writer = await openStore({ database, mode: 'write' })
  await writeBatch(writer.db, batch([attestation(1)]))
  const { run } = await postgresCluster()
  const schema = POSTGRES.schemaOf(database)
  await run(`update ${schema}.cursor set height = 9007199254740991`)
  t.like(await readCursor(writer.db), { height: Number.MAX_SAFE_INTEGER })
  await run(`update ${schema}.cursor set height = 9007199254740993`)
  await t.throwsAsync(readCursor(writer.db), { message: /9007199254740993 .*past 2\^53/ })
  await writer.close()
})

test('a user who may only read reads, and notes what people ask about', async (t) => {
  const { run, tcpUrl } = await postgresCluster()
  const database = await POSTGRES.create(t)
  const schema = POSTGRES.schemaOf(database)
  const writer = await openStore({ database, mode: 'write' })
  await writeBatch(writer.db, batch([attestation(1)]))
  const taking = openAskBook(database)
  t.deepEqual(await taking.take(1), [])

  await run(`create role reader login password 'reader'; grant usage on schema ${schema} to reader`)
  const address = `${tcpUrl('reader', 'reader')}?options=-csearch_path%3D${schema}`
  await t.throwsAsync(openStore({ database: address, mode: 'read' }), {
    code: 'STORE_REFUSED',
    message: /permission denied/,
  })
  await run(`grant select on all tables in schema ${schema} to reader;
    grant select, insert on ${schema}.asked to reader`)
  const reader = await openStore({ database: address, mode: 'read' })
  t.like(await readCursor(reader.db), { seq: 1 })
  const noting = openAskBook(address)
  noting.note(['a.near'])
  await noting.close()
  t.deepEqual(await taking.take(10), ['a.near'])

  await run(`revoke select on ${schema}.cursor from reader`)
  await t.throwsAsync(readCursor(reader.db), {
    code: 'STORE_REFUSED',
    message: /needs SELECT/,
  })
  for (const { close } of [reader, taking, writer]) await close()
})
