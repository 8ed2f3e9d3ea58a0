import test from 'ava'
import { visiblePieces, visibleText } from '../../../web/text/visible-text.ts'

test('a text that is seen as it is stays as it is', (t) => {
  for (const text of ['', 'cargo near build', 'größe 日本語 עברית', 'a\u0301 🦀 <b>&amp;']) {
    t.is(visibleText(text), text)
  }
})

test('what reorders, hides or breaks text is shown as its code point', (t) => {
  const unseen = [
    '\u202e',
    '\u2066',
    '\u200f',
    '\u200b',
    '\u00ad',
    '\ufeff',
    '\u0000',
    '\u001b',
    '\n',
    '\u2028',
    '\u3164',
    '\u{e0041}',
  ]
  for (const character of unseen) {
    const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    t.is(visibleText(`a${character}b`), `a⟨U+${point}⟩b`)
    t.deepEqual(visiblePieces(`a${character}b`), [
      { text: 'a' },
      { hidden: `U+${point}` },
      { text: 'b' },
    ])
  }
})

test('a lone surrogate is shown as its code point', (t) => {
  t.is(visibleText('\ud800'), '⟨U+D800⟩')
})
