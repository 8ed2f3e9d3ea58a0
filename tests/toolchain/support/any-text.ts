import fc from 'fast-check'

/** Characters that some way of looking at eight bytes at a time must not overlook or take for others. */
export const SPECIAL_CHARACTERS = [
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  ...['"', '\\', "'", '`', '/', '!', '#', '[', ']', ' ', '\u007f', '\u0080', '\u0081', '\u00a2'],
  ...[
    '\u00dc',
    '\u00ff',
    '\u0100',
    '\u0122',
    '\u20ac',
    '\u2028',
    '\ufeff',
    '\uffff',
    '👋',
    '\u{10ffff}',
  ],
]

export const LONE_SURROGATES = ['\ud800', '\udbff', '\udc00', '\udfff']

const plainRun = fc.nat(20).map((length) => 'abcdefghijklmnopqrstu'.slice(0, length))

/** Runs of plain characters with others between, at every place in eight bytes. */
const mixed = (others: readonly string[]) =>
  fc
    .array(fc.tuple(plainRun, fc.constantFrom('', ...others)), { maxLength: 8 })
    .map((pieces) => pieces.flat().join(''))

/** Any text that has a UTF-8 form. */
export const wellFormedText = fc.oneof(
  mixed(SPECIAL_CHARACTERS),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string(),
)

/** Any text at all. */
export const anyText = fc.oneof(wellFormedText, mixed([...SPECIAL_CHARACTERS, ...LONE_SURROGATES]))

/** A text of one-byte characters. */
export const latin1Text = fc
  .oneof(
    wellFormedText,
    fc.uint8Array().map((bytes) => String.fromCharCode(...bytes)),
  )
  .map((text) =>
    Array.from(text)
      .filter((character) => character <= '\u00ff')
      .join(''),
  )

/** Puts a character behind 0 to 17 plain ones, and some behind it. */
export function atEveryPlace(character: string): string[] {
  return Array.from({ length: 18 }, (_, before) =>
    [0, 1, 6, 7, 8, 9].map((after) => `${'a'.repeat(before)}${character}${'b'.repeat(after)}`),
  ).flat()
}
