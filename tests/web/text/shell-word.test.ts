import { execFileSync } from 'node:child_process'
import { fc } from '@fast-check/ava'
import test from 'ava'
import { shellWord } from '../../../web/text/shell-word.ts'
import { visibleText } from '../../../web/text/visible-text.ts'

test('words that no shell gives a meaning to stay as they are', (t) => {
  for (const word of ['dapp.near', 'a/b_c-d', 'img@sha256:00', '1,2+3%4'])
    t.is(shellWord(word), word)
})

test('a quote cannot end the word', (t) => {
  t.is(shellWord("it's; rm -rf ~"), `'it'\\''s; rm -rf ~'`)
  t.is(shellWord(''), "''")
})

const HOSTILE = [
  '$(id)',
  '`id`',
  "'",
  "'; id; '",
  '\\',
  '"',
  '!!',
  '~',
  '*',
  '\u202e',
  "\u202e'",
  '\\\u202e',
  '\n',
  '\u0007',
  '-n',
  '#',
  '日本',
]

test('bash reads a word back as the very text that was quoted, and it holds nothing that is not seen', (t) => {
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE),
    // Bash has no words with the character 0; lone surrogates are refused before anything is shown.
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
  )
  const texts = fc.sample(
    fc.array(piece).map((pieces) => pieces.join('')),
    { numRuns: 300, seed: 7 },
  )
  const all = [...HOSTILE, ...texts]
  const script = `printf '%s\\0' ${all.map(shellWord).join(' ')}`
  const output = execFileSync('bash', ['--norc', '--noprofile', '-c', script], {
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8' },
  })
  t.deepEqual(output.split('\0').slice(0, -1), all)
  for (const text of all) t.is(visibleText(shellWord(text)), shellWord(text))
})
