import type { ExecutionContext } from 'ava'
import { openAskBook, openStore, readCursor, StoreError, writeBatch } from '../../../store/index.ts'
import { POSTGRES, postgresCluster, postgresTest as test } from '../databases.ts'
import { attestation, batch } from '../rows.ts'

const PASSWORD = 'correct-horse'

/** Expects that neither mode opens the database, and that the password is nowhere in what is said. */
async function refused(t: ExecutionContext, database: string, expected: Partial<StoreError>) {
  for (const mode of ['write', 'read'] as const) {
    const error = await t.throwsAsync(openStore({ database, mode }), { instanceOf: StoreError })
    t.like(error, expected)
    t.false(everythingSaid(error).includes(PASSWORD))
    t.regex(error?.message ?? '', /\. |\.$/)
  }
}

/** What a log shows of an error: it, what it holds, and its causes. */
function everythingSaid(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  const { message, stack, cause, ...rest } = error
  return [message, stack, JSON.stringify(rest), everythingSaid(cause)].join('\n')
}

/** Makes a user with a password who owns a schema, and returns the address over TCP. */
async function userWithSchema(user: string): Promise<string> {
  const { run, tcpUrl } = await postgresCluster()
  await run(`create role ${user} login password '${PASSWORD}'; create schema authorization ${user}`)
  return tcpUrl(user, PASSWORD)
}

test('a user with a password opens a database, and the log says where without it', async (t) => {
  const database = await userWithSchema('indexer')
  const said: unknown[] = []
  const logger = { info: (details: unknown) => void said.push(details) }
  const store = await openStore({ database, mode: 'write', logger })
  await writeBatch(store.db, batch([attestation(1)]))
  await store.close()
  t.like(said[0], { from: 0 })
  t.regex(JSON.stringify(said), /"database":"postgres:\/\/127\.0\.0\.1:\d+\/postgres"/)
  t.false(JSON.stringify(said).includes(PASSWORD))
})

test('a wrong password, an unknown user and a missing password are refused', async (t) => {
  const right = await userWithSchema('somebody')
  for (const database of [
    right.replace(PASSWORD, `not-${PASSWORD}`),
    right.replace('somebody', 'nobody'),
    right.replace(`:${PASSWORD}`, ''),
  ]) {
    await refused(t, database, { code: 'STORE_REFUSED', retryable: false })
  }
})

test('a database that is not there is named', async (t) => {
  const right = await userWithSchema('creator')
  await refused(t, right.replace('/postgres', '/nowhere'), {
    code: 'STORE_NO_DATABASE',
    retryable: false,
  })
})

test('a server that does not answer can be tried again later', async (t) => {
  await refused(t, `postgres://user:${PASSWORD}@127.0.0.1:1/mirror`, {
    code: 'STORE_UNREACHABLE',
    retryable: true,
    details: { database: 'postgres://127.0.0.1:1/mirror' },
  })
  await refused(t, `postgres://user:${PASSWORD}@/mirror?host=/nowhere`, {
    code: 'STORE_UNREACHABLE',
    details: { database: 'postgres:///mirror?host=/nowhere' },
  })
})

test('a URL that cannot be understood is refused without being repeated', async (t) => {
  await refused(t, `postgres://user:${PASSWORD}@host:port:5/mirror`, {
    code: 'STORE_BAD_ADDRESS',
    retryable: false,
  })
})

test('a schema that is not there is refused', async (t) => {
  const database = (await postgresCluster()).url()
  await refused(t, `${database}&options=-csearch_path%3Dnowhere`, { code: 'STORE_NO_DATABASE' })
})

test("another program's tables are refused and left alone", async (t) => {
  const { run } = await postgresCluster()
  const database = await POSTGRES.create(t)
  const schema = POSTGRES.schemaOf(database)
  await run(`create table ${schema}.bookmarks (url text)`)
  await refused(t, database, { code: 'STORE_FOREIGN', retryable: false })
  const { rows } = await run(`select tablename from pg_tables where schemaname = '${schema}'`)
  t.deepEqual(rows, [{ tablename: 'bookmarks' }])
})

test('tables of a newer version are refused and left alone', async (t) => {
  const { run } = await postgresCluster()
  const database = await POSTGRES.create(t)
  await (await openStore({ database, mode: 'write' })).close()
  await run(
    `insert into ${POSTGRES.schemaOf(database)}.kysely_migration values ('9001-later', '2030-01-01')`,
  )
  await refused(t, database, { code: 'STORE_NEWER', retryable: false })
})

test('a database without tables is left to the writer', async (t) => {
  const database = await POSTGRES.create(t)
  // The API may have noted what people ask about before the indexer was ever started.
  const book = openAskBook(database)
  book.note(['a.near'])
  await book.close()
  await t.throwsAsync(openStore({ database, mode: 'read' }), {
    code: 'STORE_MISSING',
    message: /no tables yet.*indexer/,
  })
  const store = await openStore({ database, mode: 'write' })
  t.is(await readCursor(store.db), undefined)
  await store.close()
})
