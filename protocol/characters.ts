import { span } from '#encodings'

// Character classes as the characters in them: the engine of contracts counts those at the start of a text in native code.

export const DIGITS = '0123456789'
export const LOWER_LETTERS = 'abcdefghijklmnopqrstuvwxyz'
export const LETTERS = `${LOWER_LETTERS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

/** Tells whether every character of a text is among those given; true for the empty text. */
export const consistsOf = (text: string, characters: string): boolean =>
  span(text, characters) === text.length
