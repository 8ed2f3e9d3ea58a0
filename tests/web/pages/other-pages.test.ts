import test from 'ava'
import { readPolicyText } from '../../../protocol/policy-text.ts'
import { hashOf, idOf, recipeOf } from '../../api/mirror.ts'
import { scene } from '../scene.ts'
import { wordsOf } from './words.ts'

test('code has its verdict wherever it runs, and its evidence without a policy', async (t) => {
  const { open } = await scene(t)
  const hash = hashOf('disputed')
  const under = await open(`/code/${hash}?policy=dao.near/main`)
  t.regex(wordsOf(under.html), /Code \S+ Verdict: Disputed/)
  const without = await open(`/code/${hash}`)
  t.regex(wordsOf(without.html), /No verdict yet .* gamma\.near \S+ other bytes/)
  const unknown = await open(`/code/${hashOf('nobody built this')}`)
  t.is(unknown.status, 200)
  t.regex(wordsOf(unknown.html), /Nobody has attested that a build gave this code/)
  t.is((await open('/code/abc')).status, 400)
  const used = wordsOf((await open(`/code/${hashOf('verified')}`)).html)
  t.regex(used, /Where it runs .* verified\.near .* deployed on the account/)
  t.regex(wordsOf(without.html), /No account that the mirror watches runs this code/)
})

test('a recipe is shown word for word, with what builders got from it', async (t) => {
  const { open } = await scene(t)
  const { html, status } = await open(`/recipes/${idOf(recipeOf('disputed'))}`)
  t.is(status, 200)
  const words = wordsOf(html)
  t.regex(words, /git\+https:\/\/example\.org\/disputed\.git\?rev=[0-9a-f]{40}/)
  t.regex(
    words,
    /2 different results stand\. One recipe should give one\..* gamma\.near .* acme\.near/,
  )
  const other = await open(`/recipes/${hashOf('no recipe')}`)
  t.is(other.status, 404)
  t.regex(wordsOf(other.html), /Nobody has attested a recipe/)
  t.is((await open('/recipes/abc')).status, 400)
})

test('a builder has its statements, page by page', async (t) => {
  const { open, mirror, clock } = await scene(t)
  const first = wordsOf((await open('/builders/beta.near')).html)
  t.regex(
    first,
    /example\.org\/disputed .* Failed to build example\.org\/partial .* example\.org\/verified/,
  )
  t.notRegex(first, /Older statements/)
  t.regex(wordsOf((await open('/builders/nobody.near')).html), /This account has attested nothing/)

  const many = Array.from({ length: 60 }, (_, i) => recipeOf(`many-${i}`))
  await mirror.record(...many.map((recipe) => ({ attest: 'busy.near', recipe, got: hashOf('x') })))
  clock.ms += 1_000
  const newest = await open('/builders/busy.near')
  const next =
    /href="(\/builders\/busy\.near\?after=[^"]+)" rel="next"/.exec(newest.html)?.[1] ?? ''
  const older = wordsOf((await open(next)).html)
  t.true(wordsOf(newest.html).includes('example.org/many-59'))
  t.true(older.includes('example.org/many-0 '))
  t.false(older.includes('Older statements'))
  t.is((await open('/builders/busy.near?after=nonsense')).status, 400)
})

test('a builder has an operator and numbers', async (t) => {
  const { open, mirror, clock } = await scene(t)
  await mirror.record({ declare: 'beta.near', operator: 'studio.near' })
  clock.ms += 1_000
  const words = wordsOf((await open('/builders/beta.near')).html)
  t.regex(words, /Operator studio\.near Recipes built 2 Recipes failed 1 Events 2 to 7/)
  t.regex(wordsOf((await open('/builders/acme.near')).html), /Operator has declared none/)
})

test('the versions of a policy are kept', async (t) => {
  const { open, mirror, clock } = await scene(t)
  const policy = readPolicyText('anyone 2')
  await mirror.record({ set: 'dao.near/main', version: 2, policy })
  clock.ms += 1_000
  const words = wordsOf((await open('/policies/dao.near/main')).html)
  t.regex(
    words,
    /Versions .* 2 14 Nov 2023, 22:14 UTC \S+ in force 1 14 Nov 2023, 22:14 UTC \S+ superseded/,
  )
})

test('a policy on chain is told in words', async (t) => {
  const { open } = await scene(t)
  const { html, status } = await open('/policies/dao.near/main')
  t.is(status, 200)
  const words = wordsOf(html)
  t.regex(words, /The quorum is independent, where independent is 2 of acme, beta or gamma\./)
  t.regex(
    words,
    /Statements do not age\. One build image is enough\. Builds count whatever network/,
  )
  t.regex(words, /acme acme\.near , ci\.acme\.near beta beta\.near/)
  t.true(html.includes('<input type="hidden" name="policy" value="dao.near/main"'))
  const unknown = await open('/policies/dao.near/other')
  t.is(unknown.status, 404)
  t.regex(wordsOf(unknown.html), /There is no such policy/)
})

test('the conditions of a policy are told as they are', async (t) => {
  const { open, mirror, clock } = await scene(t)
  const policy = {
    anyone: 3,
    max_age: 365,
    min_environments: 2,
    network: ['none' as const, 'fetch_then_none' as const],
    max_dissent: 1,
  }
  await mirror.record({ set: 'dao.near/open', version: 1, policy })
  clock.ms += 1_000
  const words = wordsOf((await open('/policies/dao.near/open')).html)
  t.regex(words, /Any 3 independent accounts must have built the same bytes\. It names nobody/)
  t.regex(words, /older than 365 days do not count\. At least 2 different build images/)
  t.regex(
    words,
    /Only builds in the network modes none and fetch_then_none count\. More than 1 operator with other bytes/,
  )
})
