import test from 'ava'
import { createApi } from '../../../api/index.ts'
import { silent } from '../../api/ask.ts'
import { hashOf } from '../../api/mirror.ts'
import { startNear } from '../../api/near.ts'
import { scene } from '../scene.ts'
import { wordsOf } from './words.ts'

test('the first page has the search box, the state of the network and what is new', async (t) => {
  const { open } = await scene(t)
  const { status, html } = await open('/')
  t.is(status, 200)
  const words = wordsOf(html)
  t.regex(words, /Account, code hash or policy Search/)
  t.regex(
    words,
    /Network localnet Registry registry\.near Mirror at block 101 Chain at block 103 Behind by 2 blocks Events 9/,
  )
  t.regex(words, /Newest attestations .* gamma\.near .* acme\.near/)
  t.notRegex(words, /behind the chain/)
})

test('a mirror that is behind says so, on every page', async (t) => {
  const { open, near, clock } = await scene(t)
  near.height.value = 101 + 1_000
  clock.ms += 5_000
  for (const path of ['/', '/contracts/verified.near']) {
    const words = wordsOf((await open(path)).html)
    t.regex(
      words,
      /The mirror is 1,000 blocks behind the chain That is about 10 min\. Statements made after block 101 are missing/,
    )
  }
})

test('a mirror that is not there yet says so, and what to do', async (t) => {
  const near = await startNear(t, { 'verified.near': hashOf('verified') })
  const api = createApi({
    store: { database: '/nowhere/mirror.sqlite' },
    rpc: near.rpc,
    logger: silent,
  })
  t.teardown(api.close)
  const home = await api.yoga.fetch('http://test/')
  t.is(home.status, 503)
  t.regex(wordsOf(await home.text()), /The mirror cannot be asked .* Start the indexer/)
  for (const path of [
    `/code/${hashOf('verified')}`,
    '/contracts/verified.near',
    '/builders/acme.near',
  ]) {
    const page = await api.yoga.fetch(`http://test${path}`)
    t.is(page.status, 503)
    t.regex(
      wordsOf(await page.text()),
      /The mirror is not ready .*countersign index.* Reload/,
      path,
    )
  }
})

test('a search leads to what was searched for, under the same policy', async (t) => {
  const { open } = await scene(t)
  const hash = hashOf('verified')
  for (const [query, location] of [
    ['verified.near', '/contracts/verified.near'],
    [' verified.near ', '/contracts/verified.near'],
    [hash, `/code/${hash}`],
    ['dao.near/main', '/policies/dao.near/main'],
  ]) {
    const found = await open(`/?q=${encodeURIComponent(query as string)}`)
    t.is(found.status, 303)
    t.is(found.headers.get('location'), location as string)
  }
  const under = await open('/?q=verified.near&policy=anyone+2')
  t.is(under.headers.get('location'), '/contracts/verified.near?policy=anyone%202')
})

test('a search that finds nothing says so', async (t) => {
  const { open } = await scene(t)
  const { status, html } = await open('/?q=%3Cscript%3Ealert(1)%3C/script%3E')
  t.is(status, 404)
  t.regex(wordsOf(html), /Nothing is known of <script>alert\(1\)<\/script>\./)
})
