import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { splitPython } from '../../../builder/lint/source/split-python.ts'
import { splitRust } from '../../../builder/lint/source/split-rust.ts'

const rust: [source: string, code: string, literals: string[]][] = [
  ['a // "b"\nc', 'a       \nc', []],
  ['a /* /* b */ " */ c', 'a                 c', []],
  ['"a\\"b" c', '"    " c', ['a\\"b']],
  ['r#"a"b"# c', 'r#"   "# c', ['a"b']],
  ['br"\\" c', 'br" " c', ['\\']],
  ["'\"' 'a' &'a str", "' ' ' ' &'a str", []],
  ["'\\'' \"b\"", '\'  \' " "', ['b']],
  ['#[cfg(test)] mod a { "b" { } } "c"', `${' '.repeat(31)}" "`, ['c']],
  ['#[cfg(test)] use a; "c"', `${' '.repeat(20)}" "`, ['c']],
]
for (const [source, code, literals] of rust) {
  test(`Rust is taken apart: ${source}`, (t) => {
    const split = splitRust('a.rs', source)
    t.is(split.code, code)
    t.deepEqual(
      split.literals.map(({ text }) => text),
      literals,
    )
  })
}

const python: [source: string, code: string, literals: string[]][] = [
  ['a # "b"\nc', 'a      \nc', []],
  ['"a\\"b" c', '"    " c', ['a\\"b']],
  ["'''a'b\n''' c", "'''   \n''' c", ["a'b\n"]],
  ['rb"a" f\'b\'', 'rb" " f\' \'', ['a', 'b']],
  ['"a\nb', '" \nb', ['a']],
  ['""', '""', ['']],
]
for (const [source, code, literals] of python) {
  test(`Python is taken apart: ${JSON.stringify(source)}`, (t) => {
    const split = splitPython('a.py', source)
    t.is(split.code, code)
    t.deepEqual(
      split.literals.map(({ text }) => text),
      literals,
    )
  })
}

const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '"""',
        '//',
        '/*',
        '*/',
        '#',
        'r#"',
        '"#',
        '\\',
        '\n',
        '{',
        '}',
        '#[cfg(test)]',
      ),
      fc.string({ maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''))

for (const split of [splitRust, splitPython]) {
  testProp(`${split.name} keeps the length and the lines of any text`, [pieces], (t, text) => {
    const { code, literals, ...source } = split('a', text)
    t.is(code.length, text.length)
    for (let at = 0; at < code.length; at += 1) {
      if (code[at] !== ' ') t.is(code[at], text[at])
    }
    t.is(code.split('\n').length, text.split('\n').length)
    for (const literal of literals) t.true(text.includes(literal.text))
    t.is(source.placeOf(text.length).line, text.split('\n').length)
  })
}
