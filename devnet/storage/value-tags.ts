/**
 * How stored values are written: a tag, then what it says. The form follows the value, not its type, so that a new kind of
 * action, receipt or record needs nothing here. Only what a tag stands for can be stored; all else is refused.
 */
export const TAG = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  /** A safe integer that is not negative, as a varint. */
  natural: 4,
  /** -1 - n as a varint. */
  negative: 5,
  /** Every other number, 8 bytes. */
  float: 6,
  /** A count of 8-byte limbs, little end first. */
  bigNatural: 7,
  /** The same of -1 - n. */
  bigNegative: 8,
  /** A length in bytes and the text. */
  ascii: 9,
  utf8: 10,
  /** Text with halves of surrogate pairs, which UTF-8 cannot hold. */
  utf16: 11,
  /** The index of a text that has been written before. */
  sameText: 12,
  /** A length and the bytes. */
  bytes: 13,
  /** The 32-byte hash of bytes that are kept beside the values, each once. */
  bytesElsewhere: 14,
  /** A count and the items. */
  array: 15,
  /** The number of a shape, then the values of its names. */
  object: 16,
  /** The index of an array, object or bytes that has been written before. */
  sameValue: 17,
} as const

/** Shorter texts take no less as an index. */
export const SHARED_TEXT_LENGTH = 4

/** Bytes from this length on are kept elsewhere: code is in a transaction, its receipts, changes and the state. */
export const ELSEWHERE_LENGTH = 2048
