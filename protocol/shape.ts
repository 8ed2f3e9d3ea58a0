import { firstUnprintable, unknownField, utf8Length } from '#encodings'
import { consistsOf, DIGITS } from './characters.ts'
import { ProtocolError } from './errors.ts'

// Readers of untrusted JSON values. Each returns the value in its type or throws a ProtocolError naming the field.

/** Reads an object that has no fields but the known ones. */
export function readRecord(
  value: unknown,
  field: string,
  known: readonly string[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProtocolError(field, 'must be an object', value)
  }
  const unknown = unknownField(value, known)
  if (unknown !== undefined) refuseUnknown(unknown.slice(0, 64), field, known)
  return value as Record<string, unknown>
}

function refuseUnknown(unknown: string, field: string, known: readonly string[]): never {
  const fields = known.length === 0 ? 'there are none' : `the fields are ${known.join(', ')}`
  // The dot tells a field whose name is empty from the record itself.
  const path = field === '' && unknown !== '' ? unknown : `${field}.${unknown}`
  throw new ProtocolError(path, `is not a known field; ${fields}`)
}

/** Reads a text of 1 to `maxBytes` UTF-8 bytes without control characters and lone surrogates. */
export function readText(value: unknown, field: string, maxBytes: number): string {
  const text = readTextOrEmpty(value, field, maxBytes)
  if (text === '') throw new ProtocolError(field, 'must not be empty')
  return text
}

/** Reads a text as readText does, but lets it be empty. */
export function readTextOrEmpty(value: unknown, field: string, maxBytes: number): string {
  if (typeof value !== 'string') throw new ProtocolError(field, 'must be a string', kind(value))
  // A character takes three bytes at most.
  if (value.length * 3 > maxBytes && (value.length > maxBytes || utf8Length(value) > maxBytes)) {
    throw new ProtocolError(field, `must be at most ${maxBytes} bytes long`, value)
  }
  const at = firstUnprintable(value)
  if (at < 0) return value
  const unit = value.charCodeAt(at).toString(16)
  throw new ProtocolError(
    field,
    `must not hold a control character or lone surrogate (U+${unit} at position ${at})`,
  )
}

/** Reads null (or nothing at all) as null, and anything else with `read`. */
export function readOptional<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null || value === undefined ? null : read(value)
}

export function readArray(value: unknown, field: string, min: number, max: number): unknown[] {
  if (!Array.isArray(value)) throw new ProtocolError(field, 'must be an array', kind(value))
  if (value.length < min || value.length > max) {
    throw new ProtocolError(field, `must have ${min} to ${max} items`, value)
  }
  return value
}

export function readInteger(value: unknown, field: string, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new ProtocolError(
      field,
      `must be a whole number from ${min} to ${max}`,
      value ?? 'missing',
    )
  }
  return value
}

export function readBoolean(value: unknown, field: string): boolean {
  if (typeof value === 'boolean') return value
  throw new ProtocolError(field, 'must be true or false', kind(value))
}

const YOCTO_LIMIT = 2n ** 128n
// 2^128 - 1 has 39 digits.
const MAX_YOCTO_DIGITS = 39

/** Reads an amount of yocto: an unsigned 128-bit number as a decimal text. */
export function readYocto(value: unknown, field: string): bigint {
  const decimal = typeof value === 'string' && value !== '' && consistsOf(value, DIGITS)
  if (decimal && value.length <= MAX_YOCTO_DIGITS && BigInt(value) < YOCTO_LIMIT)
    return BigInt(value)
  throw new ProtocolError(field, 'must be yocto as a text of digits, below 2^128', kind(value))
}

export function readOneOf<T extends string>(
  value: unknown,
  field: string,
  options: readonly T[],
): T {
  if (options.indexOf(value as T) >= 0) return value as T
  throw new ProtocolError(field, `must be one of ${options.join(', ')}`, value ?? 'missing')
}

function kind(value: unknown): unknown {
  return value === undefined ? 'missing' : value === null ? 'null' : value
}
