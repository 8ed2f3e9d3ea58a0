import { every, isDigit } from './characters.ts'
import { ProtocolError } from './errors.ts'
import { anyText, type TextRules } from './text-rules.ts'

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
  // Counting costs half of looking each field up, and on chain that is paid for.
  const keys = Object.keys(value)
  let found = 0
  for (let i = 0; i < known.length; i++) if ((known[i] as string) in value) found++
  if (found !== keys.length) refuseUnknown(keys, field, known)
  return value as Record<string, unknown>
}

function refuseUnknown(keys: readonly string[], field: string, known: readonly string[]): void {
  const unknown = keys.find((key) => known.indexOf(key) < 0)
  if (unknown === undefined) return
  const fields = known.length === 0 ? 'there are none' : `the fields are ${known.join(', ')}`
  throw new ProtocolError(`${field}.${unknown.slice(0, 64)}`, `is not a known field; ${fields}`)
}

/** Reads a text of 1 to `maxBytes` UTF-8 bytes without control characters and lone surrogates. */
export function readText(
  value: unknown,
  field: string,
  maxBytes: number,
  rules: TextRules = anyText,
): string {
  const text = readTextOrEmpty(value, field, maxBytes, rules)
  if (text === '') throw new ProtocolError(field, 'must not be empty')
  return text
}

/** Reads a text as readText does, but lets it be empty. */
export function readTextOrEmpty(
  value: unknown,
  field: string,
  maxBytes: number,
  rules: TextRules = anyText,
): string {
  if (typeof value !== 'string') throw new ProtocolError(field, 'must be a string', kind(value))
  if (value.length > maxBytes || rules.byteLength(value) > maxBytes) {
    throw new ProtocolError(field, `must be at most ${maxBytes} bytes long`, value)
  }
  rules.check(value, field)
  return value
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
  const decimal = typeof value === 'string' && value !== '' && every(value, isDigit)
  if (decimal && value.length <= MAX_YOCTO_DIGITS && BigInt(value) < YOCTO_LIMIT)
    return BigInt(value)
  throw new ProtocolError(field, 'must be yocto as a text of digits, below 2^128', kind(value))
}

export function readOneOf<T extends string>(
  value: unknown,
  field: string,
  options: readonly T[],
): T {
  const found = options.find((option) => option === value)
  if (found === undefined) {
    throw new ProtocolError(field, `must be one of ${options.join(', ')}`, value ?? 'missing')
  }
  return found
}

function kind(value: unknown): unknown {
  return value === undefined ? 'missing' : value === null ? 'null' : value
}
