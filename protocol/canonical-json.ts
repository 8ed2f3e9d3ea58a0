import { ProtocolError } from './errors.ts'

/** What can be written in canonical form: numbers are whole and safe, so that every engine prints them alike. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * Writes a value in the canonical form of RFC 8785: keys sorted by UTF-16 units, no white space.
 *
 * Fractions, unsafe integers and `undefined` are refused, since two engines may print them differently.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new ProtocolError('number', 'must be a safe whole number in canonical JSON', value)
  }
  if (value === null || typeof value !== 'object') {
    const text = JSON.stringify(value)
    if (text === undefined) {
      throw new ProtocolError('value', 'must be JSON', typeof value)
    }
    return text
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`).join(',')}}`
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
