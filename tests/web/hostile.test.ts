import test from 'ava'
import { addHostile, BIDI, MARKUP, scene } from './scene.ts'

test('nothing in a recipe becomes markup, a link or an invisible character', async (t) => {
  const staged = await scene(t)
  const code = await addHostile(staged)
  for (const path of [
    '/contracts/hostile.near',
    '/contracts/hostile.near?policy=dao.near/main',
    `/code/${code}`,
  ]) {
    const { html, status } = await staged.open(path)
    t.is(status, 200)
    t.is(html.match(/<script/g)?.length, 1, 'only the page’s own script')
    t.notRegex(html, /<img/)
    t.notRegex(html, /href="(?!\/|#|https:\/\/example\.org)/)
    t.notRegex(html, /[\u202e\u2066\u200b]/)
    t.true(html.includes('&lt;script>alert(1)&lt;/script>'))
    t.true(html.includes('javascript:alert(document.domain)'), 'shown as it is, leading nowhere')
    t.true(html.includes('U+202E'))
  }
})

test('nothing in an address becomes markup or leads elsewhere', async (t) => {
  const { open } = await scene(t)
  const hostile = encodeURIComponent(MARKUP)
  for (const path of [
    `/contracts/${hostile}`,
    `/code/${hostile}`,
    `/?q=${hostile}`,
    `/contracts/verified.near?policy=${hostile}`,
    `/contracts/verified.near?policyText=${hostile}`,
    `/contracts/verified.near?policy=${encodeURIComponent(BIDI)}`,
    `/${hostile}`,
  ]) {
    const { html } = await open(path)
    t.is(html.match(/<script/g)?.length, 1, path)
    t.notRegex(html, /<img|<script>/, path)
    // The field of the form keeps what was typed; everywhere else it is made visible.
    t.notRegex(html.replace(/ value="[^"]*"/g, ''), /[\u202e\u2066]/, path)
  }
})

test('a search never leads to another site', async (t) => {
  const { open } = await scene(t)
  for (const query of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'a.near/\r\nset-cookie: x',
  ]) {
    const { headers } = await open(`/?q=${encodeURIComponent(query)}`)
    const location = headers.get('location')
    t.true(location === null || /^\/[a-z]/.test(location), `${query}: ${location}`)
    t.is(headers.get('set-cookie'), null)
  }
})
