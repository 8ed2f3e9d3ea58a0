import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { badgeSvg, COLOURS } from '../../../../api/rest/badge/badge-svg.ts'
import { escapeXml } from '../../../../api/rest/badge/escape-xml.ts'
import { textWidth } from '../../../../api/rest/badge/text-width.ts'
import { get } from '../get.ts'
import { attested, BOTH } from '../stage.ts'

const text = (policy: string) => `policyText=${encodeURIComponent(policy)}`
const ONE = 'operator acme acme.near\nquorum acme'
const THREE = `${BOTH.replace('quorum both', '')}operator epsilon epsilon.near
group three all both epsilon
quorum three`
const DISPUTE = `operator acme acme.near
operator gamma gamma.near
group any any acme gamma
quorum any`

const badges: [badge: string, path: string][] = [
  ['verified', '/badge/dapp.near.svg?policy=acme.near/main'],
  ['verified', `/badge/dapp.near.svg?${text(BOTH)}`],
  ['verified (open)', '/badge/dapp.near.svg?anyone=2'],
  ['partial, 1 missing', `/badge/dapp.near.svg?${text(THREE)}`],
  ['disputed', `/badge/dapp.near.svg?${text(DISPUTE)}`],
  ['unattested', `/badge/new.near.svg?${text(ONE)}`],
  ['no code', '/badge/empty.near.svg?anyone=1'],
  ['unknown account', '/badge/nobody.near.svg?anyone=1'],
]

for (const [badge, path] of badges) {
  test(`${path} says ${badge}`, async (t) => {
    const got = await get(await attested(t), path)
    t.is(got.status, 200)
    t.is(got.headers.get('content-type'), 'image/svg+xml; charset=utf-8')
    t.is(got.headers.get('cache-control'), 'public, max-age=60')
    t.is(got.headers.get('content-security-policy'), "default-src 'none'; sandbox")
    t.true(got.text.includes(`aria-label="countersign: ${badge}"`), got.text)
    t.true(got.text.includes(`>${badge}</text>`), got.text)
  })
}

test('the title says it in full: account, verdict and policy', async (t) => {
  const all = await attested(t)
  const { text: svg } = await get(all, '/badge/dapp.near.svg?policy=acme.near/main')
  t.true(
    svg.includes(
      '<title>The code of dapp.near has enough matching independent attestations, under the policy acme.near/main.</title>',
    ),
  )
  const inline = await get(all, '/badge/dapp.near.svg?anyone=2')
  t.regex(inline.text, /under the policy with digest [1-9A-Za-z]{43,44}\.<\/title>/)
})

const unknown: [why: string, path: string, reason: RegExp][] = [
  ['no policy', '/badge/dapp.near.svg', /`policy` is missing: say who counts/],
  ['a policy that is none', '/badge/dapp.near.svg?policyText=x', /INVALID_POLICY/],
  ['a policy that is not there', '/badge/dapp.near.svg?policy=a.near/b', /UNKNOWN_POLICY/],
  ['an account that is none', '/badge/%3Cb%3E%22.svg?anyone=1', /&lt;b&gt;\\&quot;/],
  ['a slip', '/badge/dapp.near.svg?%3Cimg%20src=x', /&lt;img src/],
  ['no name', '/badge/.svg?anyone=1', /INVALID_ARGUMENT/],
]

for (const [why, path, reason] of unknown) {
  test(`${why} gives a picture, with the reason, for a short while`, async (t) => {
    const got = await get(await attested(t), path)
    t.is(got.status, 200)
    t.is(got.headers.get('cache-control'), 'public, max-age=10')
    t.true(got.text.includes('aria-label="countersign: unknown"'))
    t.regex(got.text, reason)
    t.notRegex(got.text, /<(b|img)[ >]/)
  })
}

test('an outage of NEAR and of the mirror are told, and end with them', async (t) => {
  const all = await attested(t)
  all.near.broken.reply = { status: 503, body: '' }
  const path = '/badge/dapp.near.svg?policy=acme.near/main'
  t.regex((await get(all, path)).text, /NEAR could not be asked.*SERVER_ERROR/)
  all.near.broken.reply = undefined
  all.clock.ms += 1_000
  t.regex((await get(all, path)).text, /countersign: verified/)
})

test('a picture is asked for again by its ETag, which stays while blocks go on', async (t) => {
  const all = await attested(t)
  const path = '/badge/dapp.near.svg?policy=acme.near/main'
  const etag = (await get(all, path)).headers.get('etag') ?? ''
  await all.mirror.advanceTo(140)
  all.clock.ms += 5_000
  t.is((await get(all, path, { 'if-none-match': etag })).status, 304)
  await all.mirror.record({ remove: 'acme.near/main', version: 1 })
  all.clock.ms += 5_000
  t.is((await get(all, path, { 'if-none-match': etag })).status, 200)
})

test('a picture without its ending is not there', async (t) => {
  const { status, json } = await get(await attested(t), '/badge/dapp.near?anyone=1')
  t.is(status, 404)
  t.like(json.error, { code: 'NOT_FOUND' })
})

/** Relative luminance (WCAG 2.2) of a colour such as `#1a7f37`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

for (const [tone, colour] of Object.entries(COLOURS)) {
  test(`white text can be read on ${tone}`, (t) => {
    t.true(1.05 / (luminance(colour) + 0.05) >= 4.5)
  })
}

testProp('whatever stands in a title, it is text', [fc.string({ unit: 'binary' })], (t, title) => {
  const svg = badgeSvg({ text: 'unknown', tone: 'none', title })
  const [, inner = ''] = /<title>(.*?)<\/title>/s.exec(svg) ?? []
  t.is(inner, escapeXml(title))
  t.notRegex(inner, /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/)
  const codes = Array.from(inner, (character) => character.codePointAt(0) ?? 0)
  t.true(codes.every((code) => code >= 0x20 || [0x9, 0xa, 0xd].includes(code)))
  t.false(codes.includes(0xfffe) || codes.includes(0xffff))
  t.is(svg.match(/<\/?[a-z]+/g)?.length, 12)
  t.true(inner.isWellFormed())
})

test('a text is as wide as its letters', (t) => {
  t.is(textWidth('', 11), 0)
  // From DejaVu's own table: 1212 + 1260 + 842 + 569 + 721 + 569 + 1260 + 1300 units of 2,048.
  t.is(textWidth('verified', 11), 42)
  t.is(textWidth('1', 2_048), 1_303)
})
