import { execFileSync } from 'node:child_process'
import { fc, testProp } from '@fast-check/ava'
import { shellWords } from '../../builder/shell-words.ts'

// No argument of a program can hold a NUL, and no recipe can hold a control character.
const word = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((text) => !text.includes('\0') && text.isWellFormed())

testProp(
  'a shell reads back the words that were written',
  [fc.array(word, { minLength: 1, maxLength: 8 })],
  (t, words) => {
    const script = `printf '%s\\0' ${shellWords(words)}`
    const said = execFileSync('bash', ['--norc', '-c', script], { env: { LC_ALL: 'C.UTF-8' } })
    t.deepEqual(said.toString('utf8').split('\0').slice(0, -1), words)
  },
  { numRuns: 100 },
)
