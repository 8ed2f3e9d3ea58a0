import test from 'ava'
import { commitLink, webLink } from '../../../web/text/web-link.ts'

test('only http and https are links', (t) => {
  t.is(webLink('https://github.com/acme/dapp'), 'https://github.com/acme/dapp')
  t.is(webLink('http://example.org/'), 'http://example.org/')
  for (const text of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'git+https://example.org/x',
    '//example.org',
    'example.org',
    '',
    'https://user:secret@example.org/',
  ]) {
    t.is(webLink(text), null, text)
  }
})

test('a commit is a link where it is known how its host names commits', (t) => {
  t.is(commitLink('https://github.com/acme/dapp', 'abc'), 'https://github.com/acme/dapp/commit/abc')
  t.is(commitLink('https://gitlab.com/a/b/c', 'abc'), 'https://gitlab.com/a/b/c/-/commit/abc')
  t.is(commitLink('https://example.org/acme/dapp', 'abc'), null)
  t.is(commitLink('https://github.com.example.org/a/b', 'abc'), null)
  t.is(commitLink('https://github.com/a/b', '../"x'), 'https://github.com/a/b/commit/..%2F%22x')
})
