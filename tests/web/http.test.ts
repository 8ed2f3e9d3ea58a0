import test from 'ava'
import { createPages } from '../../web/index.ts'
import { scene } from './scene.ts'

test('browsers are told to load, run and send nothing but what is this site’s own', async (t) => {
  const { open } = await scene(t)
  for (const path of ['/', '/contracts/verified.near', '/nothing', '/?q=verified.near']) {
    const { headers, html } = await open(path)
    const csp = headers.get('content-security-policy') ?? ''
    t.regex(csp, /^default-src 'none'; script-src 'self'; style-src 'self';/)
    t.notRegex(csp, /unsafe|data:|\*/)
    t.is(headers.get('x-content-type-options'), 'nosniff')
    t.is(headers.get('referrer-policy'), 'no-referrer')
    t.notRegex(html, / style=| on[a-z]+=|<script(?![^>]* src=)/)
  }
})

test('a page that has not changed is not sent again, and one that has is', async (t) => {
  const { open, mirror, clock } = await scene(t)
  const path = '/contracts/verified.near?policy=dao.near/main'
  const first = await open(path)
  const etag = first.headers.get('etag') ?? ''
  t.regex(etag, /^"[\w-]{22}"$/)
  t.is(first.headers.get('cache-control'), 'public, no-cache')
  const again = await open(path, { 'if-none-match': etag })
  t.is(again.status, 304)
  t.is(again.html, '')
  t.is((await open(path, { 'if-none-match': `W/${etag}, "x"` })).status, 304)
  await mirror.advanceTo(150)
  clock.ms += 5_000
  const later = await open(path, { 'if-none-match': etag })
  t.is(later.status, 200)
  t.not(later.headers.get('etag'), etag)
})

test('what pages load is kept for ever under an address that changes with it', async (t) => {
  const { open } = await scene(t)
  const { html } = await open('/')
  const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  )
  t.is(paths.length, 3)
  for (const path of paths) {
    const { status, headers } = await open(path)
    t.is(status, 200)
    t.regex(headers.get('cache-control') ?? '', /immutable/)
    t.regex(headers.get('content-type') ?? '', /^(text\/css|text\/javascript|image\/svg\+xml)/)
  }
  t.is((await open('/assets/000000000000/page.css')).status, 404)
})

test('unknown addresses get a page that says what to do', async (t) => {
  const { open } = await scene(t)
  for (const path of [
    '/nothing',
    '/contracts',
    '/contracts/a.near/b',
    '/code//',
    '/%E0%A4%A',
    '/contracts/%00',
  ]) {
    const { status, html, headers } = await open(path)
    t.true([400, 404].includes(status), path)
    t.regex(headers.get('content-type') ?? '', /^text\/html/)
    t.regex(html, /<h1>/)
  }
})

test('what nobody has foreseen is logged, and the reader is told that', async (t) => {
  const reported: unknown[] = []
  const failure = new Error('broken inside')
  const pages = createPages({
    ask: () => Promise.reject(failure),
    report: (error) => void reported.push(error),
  })
  const { status, headers, body } = await pages(new URL('http://test/'))
  t.is(status, 500)
  t.is(headers['cache-control'], 'no-store')
  t.regex(body, /Something went wrong here.*It has been logged/)
  t.notRegex(body, /broken inside/)
  t.deepEqual(reported, [failure])
})

test('HEAD gets the headers alone, and other methods no page', async (t) => {
  const { api } = await scene(t)
  const head = await api.yoga.fetch('http://test/', { method: 'HEAD' })
  t.is(head.status, 200)
  t.truthy(head.headers.get('etag'))
  t.is(await head.text(), '')
  const post = await api.yoga.fetch('http://test/', { method: 'POST', body: 'q=verified.near' })
  t.is(post.status, 404)
})
