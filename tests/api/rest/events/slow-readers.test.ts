import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import test, { type ExecutionContext } from 'ava'
import type { Kysely, KyselyPlugin } from 'kysely'
import { pino } from 'pino'
import { startApi } from '../../../../api/index.ts'
import type { Tables } from '../../../../store/index.ts'
import { createTestMirror, recipeOf } from '../../mirror.ts'
import { startNear } from '../../near.ts'
import { linesOf } from './chain.ts'

// 6,000 events of about 4 KB that gzip cannot make much smaller: several times what the kernel and Node keep for one connection.
const EVENTS = 6_000
const PAGES = EVENTS / 100
const large = recipeOf('large')

function incompressible(i: number): string {
  const hash = createHash('shake256', { outputLength: 2_250 })
  return hash.update(String(i)).digest('base64url')
}

/** Counts the queries that read events. */
function countingReads(db: Kysely<Tables>) {
  const reads = { count: 0 }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (JSON.stringify(node).includes('"events"')) reads.count += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), reads }
}

async function serve(t: ExecutionContext) {
  const mirror = await createTestMirror()
  const deeds = Array.from({ length: EVENTS }, (_, i) => ({
    attest: `a${i}.near`,
    recipe: { ...large, link: `https://example.org/${incompressible(i)}` },
    got: null,
  }))
  await mirror.record(...deeds)
  const ended: { from: number; complete: boolean }[] = []
  let tell = () => {}
  const logger = pino(
    {},
    {
      write(line: string) {
        const entry = JSON.parse(line) as { msg: string; from: number; complete: boolean }
        if (entry.msg !== 'an export of events has ended') return
        ended.push(entry)
        tell()
      },
    },
  )
  const { rpc } = await startNear(t)
  const { db, reads } = countingReads(mirror.store.db)
  const store = { ...mirror.store, db }
  const api = await startApi({ store, rpc, logger, port: 0 })
  t.teardown(async () => {
    await api.close()
    await mirror.store.close()
  })
  const nextEnd = () => new Promise<void>((resolve) => (tell = resolve))
  return { url: api.url.replace('/graphql', '/v1/events.ndjson'), reads, ended, nextEnd }
}

async function open(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const asking = request(url, { headers, agent: false }).end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return response
}

/** Asks something else again and again, so that whatever could go on has gone on. */
async function passTime(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) await (await fetch(url.replace('events.ndjson', 'status'))).text()
}

test('a reader that does not read holds the export back, and then gets all of it', async (t) => {
  const { url, reads, ended } = await serve(t)
  const response = await open(url)
  await passTime(url)
  t.true(reads.count < PAGES / 2, `${reads.count} of ${PAGES} pages were read`)
  const before = reads.count
  await passTime(url)
  t.is(reads.count, before)
  const { events, end } = linesOf(await response.setEncoding('utf8').reduce((a, b) => a + b, ''))
  t.is(events.length, EVENTS)
  t.like(end, { seq: EVENTS, complete: true })
  t.like(ended, [{ from: 1, complete: true }])
})

for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
  const how = 'accept-encoding' in headers ? ', compressed' : ''
  test(`a reader that goes away ends the export${how}`, async (t) => {
    const { url, reads, ended, nextEnd } = await serve(t)
    const response = await open(url, headers)
    await once(response, 'readable')
    const end = nextEnd()
    response.destroy()
    await end
    t.like(ended, [{ from: 1, complete: false }])
    const { count } = reads
    t.true(count < PAGES, `${count} of ${PAGES} pages were read`)
    await passTime(url)
    t.is(reads.count, count)
  })
}

test('many readers that go away at once leave nothing running, and the next gets everything', async (t) => {
  const { url, ended, nextEnd } = await serve(t)
  const responses = await Promise.all(Array.from({ length: 20 }, () => open(url)))
  for (const response of responses) response.destroy()
  while (ended.length < responses.length) await nextEnd()
  t.true(ended.every(({ complete }) => !complete))
  const { end } = linesOf(await (await fetch(`${url}?from=${EVENTS - 10}`)).text())
  t.like(end, { seq: EVENTS, complete: true })
})
