import test from 'ava'
import { createApi } from '../../../api/index.ts'
import { silent } from '../../api/ask.ts'
import { hashOf, idOf, recipeOf } from '../../api/mirror.ts'
import { startNear } from '../../api/near.ts'
import { scene } from '../scene.ts'
import { wordsOf } from './words.ts'

test('the first page has the search box, the state of the network and what is new', async (t) => {
  const { open } = await scene(t)
  const { status, html } = await open('/')
  t.is(status, 200)
  const words = wordsOf(html)
  t.regex(words, /Account, code hash, repository or commit Search/)
  t.regex(
    words,
    /Network localnet Registry registry\.near Mirror at block 101 Chain at block 103 Behind by 2 blocks Events 9/,
  )
  t.regex(words, /Newest attestations .* gamma\.near .* acme\.near/)
  t.notRegex(words, /behind the chain/)
})

test('the first page shows on what builders differ, and that it is over when it is', async (t) => {
  const { open, mirror, clock } = await scene(t)
  const conflict = async () => {
    const { html } = await open('/')
    return /Newest conflicts (.*)$/.exec(wordsOf(html))?.[1] ?? ''
  }
  t.regex(await conflict(), /example\.org\/disputed .* 2 builders .* 1 builder They differ 14 Nov/)
  await mirror.record({ attest: 'gamma.near', recipe: recipeOf('disputed'), got: null })
  clock.ms += 1_000
  t.regex(await conflict(), /Over since event 10/)
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

test('a repository and a commit lead to what was built from them', async (t) => {
  const { open } = await scene(t)
  const recipe = recipeOf('disputed')
  const commit = recipe.source_code_snapshot.split('=').at(-1) as string
  for (const query of ['https://example.org/disputed', commit]) {
    const { status, html } = await open(`/?q=${encodeURIComponent(query)}`)
    t.is(status, 200)
    t.true(html.includes(`href="/recipes/${idOf(recipe)}"`), query)
    t.regex(
      wordsOf(html),
      /Source https:\/\/example\.org\/disputed, contract at [0-9a-f]{40} , recipe/,
    )
  }
})

test('a text that means several things shows all of them', async (t) => {
  const { open, near, clock } = await scene(t)
  near.accounts.set('dao.near', { code_hash: hashOf('dao') })
  near.accounts.set('acme.near', { code_hash: hashOf('acme') })
  clock.ms += 60_000
  const dao = wordsOf((await open('/?q=dao.near')).html)
  t.regex(dao, /Contract dao\.near runs \w+ Policy dao\.near\/main in force/)
  const acme = await open('/?q=acme.near&policy=anyone+2')
  t.true(acme.html.includes('href="/contracts/acme.near?policy=anyone%202"'))
  t.regex(wordsOf(acme.html), /Builder acme\.near has built 3 recipes, and failed with 0/)
})

test('an account is found while NEAR is away, and a hash that nobody knows has its page', async (t) => {
  const { open, near } = await scene(t)
  const hash = hashOf('nobody knows')
  t.is((await open(`/?q=${hash}`)).headers.get('location'), `/code/${hash}`)
  near.broken.reply = { status: 503, body: '' }
  t.is((await open('/?q=unattested.near')).headers.get('location'), '/contracts/unattested.near')
})

test('a search that finds nothing says so', async (t) => {
  const { open } = await scene(t)
  const { status, html } = await open('/?q=%3Cscript%3Ealert(1)%3C/script%3E')
  t.is(status, 404)
  t.regex(wordsOf(html), /Nothing is known of <script>alert\(1\)<\/script>\./)
})
