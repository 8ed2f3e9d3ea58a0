import test from 'ava'
import fc from 'fast-check'
import { requireStrictJson } from '../../contract/strict-json.ts'

const check = (text: string) => requireStrictJson(text, JSON.parse(text))

const white = fc.stringMatching(/^[ \n\r\t]{0,3}$/)
const spelling = fc.infiniteStream(fc.tuple(white, white, fc.nat(5)))

/** Writes a value in a spelling of many; `twice` is put into each object in turn that has members, until it says that it is done. */
function spell(
  value: unknown,
  ways: fc.Stream<[string, string, number]>,
  twice: (path: string, key: string, member: string) => string | undefined,
  path = '',
): string {
  const [before, after, n] = ways.next().value as [string, string, number]
  const inner = () => {
    if (Array.isArray(value)) {
      return `[${value.map((item, i) => spell(item, ways, twice, `${path}[${i}]`)).join(',')}]`
    }
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).flatMap(([key, item]) => {
        const at = path === '' ? key : `${path}.${key}`
        const member = `${before}${spellText(key, n)}${after}:${spell(item, ways, twice, at)}`
        const other = twice(at, key, member)
        return other === undefined ? [member] : [member, other]
      })
      return `{${members.join(',')}}`
    }
    if (typeof value === 'string') return spellText(value, n)
    return JSON.stringify(value)
  }
  return `${before}${inner()}${after}`
}

function spellText(text: string, n: number): string {
  const json = JSON.stringify(text)
  if (n === 0 && text !== '') {
    const unit = text.charCodeAt(0).toString(16).padStart(4, '0')
    return `"\\u${unit}${JSON.stringify(text.slice(1)).slice(1)}`
  }
  return n === 1 ? json.replaceAll('/', '\\/') : json
}

// A path is told from others only if keys hold neither of its signs; keys are shown to 64 characters.
const key = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
  .filter((k) => !/[.[\]]/.test(k))
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(key, tie('any'), { maxKeys: 5 }),
  ),
})).any

test('every spelling of JSON without double members is let through', (t) => {
  fc.assert(
    fc.property(value, spelling, (given, ways) => {
      t.notThrows(() => check(spell(given, ways, () => undefined)))
    }),
    { numRuns: 2_000 },
  )
})

test('a member that is there twice is named with its path, however it is spelled', (t) => {
  fc.assert(
    fc.property(value, spelling, fc.nat(8), spelling, (given, ways, at, others) => {
      let left = at
      let named: string | undefined
      const text = spell(given, ways, (path, name) => {
        if (named !== undefined || left-- > 0) return undefined
        named = path
        const [before, after, n] = others.next().value as [string, string, number]
        return `${before}${spellText(name, n)}${after}:${after}1`
      })
      fc.pre(named !== undefined)
      t.throws(() => check(text), { message: `\`${named}\` is given twice.` }, text)
    }),
    { numRuns: 2_000 },
  )
})

// What the contract's engine reads, and what it takes it for.
const lenient: [string, unknown][] = [
  ['1.', 1],
  ['-1.', -1],
  ['1.e5', 100_000],
  ['-01', -1],
  ['[0,-00]', [0, -0]],
  ['"\\x41"', 'A'],
  ['"\\u{41}"', 'A'],
  ['"\\a"', 'a'],
  ['"\\\n"', ''],
  ['"\\ "', ' '],
  ['"\\v"', '\v'],
  ['"\\\'"', "'"],
]
for (const [text, read] of lenient) {
  test(`${JSON.stringify(text)}, which an engine reads, is refused as no JSON`, (t) => {
    t.throws(() => requireStrictJson(text, read), {
      message: /^`args` must be JSON \(.+ is no .+\)\.$/,
    })
  })
}
