import test from 'ava'
import { hashOf } from '../../api/mirror.ts'
import { POLICY, scene } from '../scene.ts'
import { wordsOf } from './words.ts'

const UNDER = '?policy=dao.near/main'

test('every status is said in words, under a policy on chain', async (t) => {
  const { open } = await scene(t)
  const expected: [account: string, status: number, words: string][] = [
    ['verified.near', 200, 'Verdict: Verified Enough of those who count built exactly the bytes'],
    [
      'partial.near',
      200,
      'Verdict: Partial Some of those who count built exactly these bytes, but not enough of them. 1 more operator is missing.',
    ],
    [
      'disputed.near',
      200,
      'Verdict: Disputed Somebody who counts built other bytes from the same recipe.',
    ],
    [
      'unattested.near',
      200,
      'Verdict: Unattested Nobody who counts has built this code. 2 more operators are missing.',
    ],
    ['empty.near', 200, 'Verdict: No code'],
    ['nobody.near', 404, 'Verdict: Unknown account'],
  ]
  for (const [account, status, words] of expected) {
    const page = await open(`/contracts/${account}${UNDER}`)
    t.is(page.status, status, account)
    t.true(wordsOf(page.html).includes(words), `${account}: ${wordsOf(page.html)}`)
    t.true(page.html.includes(`<title>${account} · Countersign</title>`))
  }
})

test('without a policy there is no verdict, and the evidence is shown', async (t) => {
  const { open } = await scene(t)
  const { html, status } = await open('/contracts/disputed.near')
  t.is(status, 200)
  const words = wordsOf(html)
  t.regex(words, /No verdict yet .* without saying who counts/)
  t.regex(words, /gamma\.near \S+… other bytes/)
  t.regex(words, /beta\.near \S+… these bytes/)
  t.notRegex(words, /Verified|Disputed/)
})

test('a page says who stands where, and why', async (t) => {
  const { open } = await scene(t)
  const disputed = wordsOf((await open(`/contracts/disputed.near${UNDER}`)).html)
  t.regex(disputed, /gamma gamma\.near Dissenting/)
  t.regex(disputed, /acme acme\.near Supporting/)
  t.regex(disputed, /acme ci\.acme\.near Silent nothing yet/)
  t.regex(disputed, /independent needs 2 of its 3 members to support; 2 do, which is enough/)
  t.regex(disputed, /it is the dissent that decides/)
  const partial = wordsOf((await open(`/contracts/partial.near${UNDER}`)).html)
  t.regex(partial, /beta beta\.near Failed no wasm: the build failed/)
  t.regex(partial, /beta could not build the recipe/)
  const verified = wordsOf((await open(`/contracts/verified.near${UNDER}`)).html)
  t.regex(
    verified,
    /1 statement does not count under this policy .* stranger\.near 3 the policy does not name this builder/,
  )
  t.regex(verified, /As of block 101 \( 14 Nov 2023, 22:14 UTC \) and event 9/)
})

test('dissent is explained: what each got, and the commands that find out why', async (t) => {
  const { open } = await scene(t)
  const { html } = await open(`/contracts/disputed.near${UNDER}`)
  t.true(html.includes(`href="/code/${hashOf('something else')}?policy=dao.near%2Fmain"`))
  const words = wordsOf(html)
  t.true(words.includes(`gamma (gamma.near) built ${hashOf('something else')} from the recipe`))
  t.true(words.includes('countersign verify disputed.near --network devnet -o mine.wasm'))
  t.true(words.includes('countersign explain mine.wasm theirs.wasm'))
})

test('a recipe is shown word for word, with the command that follows it', async (t) => {
  const { open } = await scene(t)
  const { html } = await open('/contracts/verified.near')
  t.true(
    html.includes(
      'href="https://example.org/verified" class="outward" rel="noopener noreferrer nofollow ugc"',
    ),
  )
  const words = wordsOf(html)
  t.regex(words, /Command npm run build Output \/home\/near\/code\/out\.wasm/)
  t.true(words.includes('countersign verify verified.near --network devnet'))
})

test('a policy can be open or written out', async (t) => {
  const { open } = await scene(t)
  const anyone = wordsOf((await open('/contracts/verified.near?policy=anyone+3')).html)
  t.regex(
    anyone,
    /Verified .* Open policy: it names nobody, so this is worth as much as accounts cost/,
  )
  const written = await open(`/contracts/verified.near?policyText=${encodeURIComponent(POLICY)}`)
  t.regex(wordsOf(written.html), /Verdict: Verified/)
  t.true(
    written.html.includes('name="policyText" value="operator acme'),
    'the search box takes it along',
  )
})

test('a policy that cannot be used is told as that, and the evidence is shown all the same', async (t) => {
  const { open } = await scene(t)
  const unknown = await open('/contracts/verified.near?policy=dao.near/other')
  t.is(unknown.status, 404)
  t.regex(
    wordsOf(unknown.html),
    /There is no such policy dao\.near has no policy named other in force\..* these bytes/,
  )
  const broken = await open('/contracts/verified.near?policy=anyone+many')
  t.is(broken.status, 400)
  t.regex(wordsOf(broken.html), /The policy cannot be read .*anyone.* these bytes/)
})

test('a global contract by account says who can change it', async (t) => {
  const { open } = await scene(t)
  const { html } = await open('/contracts/shared.near')
  t.regex(
    wordsOf(html),
    /A global contract of owner\.near , which can change it for all who use it at once/,
  )
  t.true(html.includes('href="/contracts/owner.near"'))
})

test('the history says what ran from when on, and who put it there', async (t) => {
  const { open } = await scene(t)
  const { html } = await open('/contracts/verified.near')
  t.true(html.includes(`href="/code/${hashOf('before')}"`))
  const words = wordsOf(html)
  t.regex(
    words,
    /History .* block 101 \S+ deployed on the account in force owner\.near transaction/,
  )
  t.regex(
    words,
    /block 50 was there already when it was first looked at \S+ deployed on the account block 101 not known/,
  )
  t.regex(words, /The mirror has missed no change since block 50\./)
  const other = wordsOf((await open('/contracts/partial.near')).html)
  t.regex(other, /The mirror has not watched this account yet/)
})

test('who can change the code is said by keys, and what they do not show', async (t) => {
  const { open, near, clock } = await scene(t)
  const said = async (account: string) => {
    clock.ms += 60_000
    const words = wordsOf((await open(`/contracts/${account}`)).html)
    return /Who can change it (.*) Read at block/.exec(words)?.[1] ?? words
  }
  const own = 'A method of the contract itself might still replace the code; keys do not show that.'
  t.is(
    (await said('verified.near')).replace(own, '').trim(),
    'The account has 1 full-access key: whoever holds it can change the code.',
  )
  t.true(
    (await said('shared.near')).includes(
      'owner.near, which owns the global contract, has 1 full-access key',
    ),
  )
  near.keys.set('verified.near', [])
  t.is(await said('verified.near'), `Nobody by a key: no full-access key is left. ${own}`)
})

test('while NEAR cannot be asked the page says so and what can be done', async (t) => {
  const { open, near } = await scene(t)
  near.broken.reply = { status: 503, body: '' }
  const { status, html, headers } = await open('/contracts/verified.near')
  t.is(status, 503)
  t.is(headers.get('cache-control'), 'no-store')
  t.regex(
    wordsOf(html),
    /NEAR cannot be asked now .* Reload the page in a moment.* search for the hash/,
  )
  const code = await open(`/code/${hashOf('verified')}${UNDER}`)
  t.is(code.status, 200)
  t.regex(wordsOf(code.html), /Verdict: Verified/)
})

test('what is no account is told as that', async (t) => {
  const { open } = await scene(t)
  const { status, html } = await open('/contracts/Not%20an%20account')
  t.is(status, 400)
  t.regex(wordsOf(html), /That cannot be looked up .*account/)
})

test('a page of a usual contract is small', async (t) => {
  const { open } = await scene(t)
  const { html } = await open(`/contracts/disputed.near${UNDER}`)
  t.true(html.length < 50_000, `${html.length} characters`)
})
