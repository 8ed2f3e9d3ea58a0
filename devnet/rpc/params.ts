import { isAccountId } from '../primitives/account-id.ts'
import { decodeHash } from '../primitives/hash.ts'
import { decodeBase64 } from '../primitives/json.ts'
import type { PublicKey } from '../primitives/public-key.ts'
import { parsePublicKey } from '../primitives/public-key.ts'
import { parseError } from './rpc-error.ts'

/** A request's parameters, which anybody may have written: readers throw `PARSE_ERROR`. */
export type Params = unknown

export type Fields = { readonly [name: string]: unknown }

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldsOf(params: Params): Fields {
  if (isFields(params)) return params
  throw parseError('Failed parsing args: expected an object with named parameters')
}

/** The items of positional parameters; undefined if they are named. */
export function itemsOf(params: Params): readonly unknown[] | undefined {
  return Array.isArray(params) ? params : undefined
}

/** Tells whether an optional field has a value: null is as good as nothing. */
export function isGiven(fields: Fields, name: string): boolean {
  return fields[name] !== undefined && fields[name] !== null
}

export function readString(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string') return value
  throw value === undefined ? missing(name) : wrong(name, 'a string')
}

export function readAccountId(fields: Fields, name = 'account_id'): string {
  const text = readString(fields, name)
  if (isAccountId(text)) return text
  throw wrong(name, 'an account id')
}

export function readPublicKey(fields: Fields, name = 'public_key'): PublicKey {
  const text = readString(fields, name)
  try {
    return parsePublicKey(text)
  } catch {
    throw wrong(name, 'a public key')
  }
}

export function readHash(fields: Fields, name: string): string {
  const text = readString(fields, name)
  try {
    decodeHash(text)
    return text
  } catch {
    throw wrong(name, 'a hash in base58')
  }
}

export function readBase64(fields: Fields, name: string): Uint8Array {
  const bytes = decodeBase64(readString(fields, name))
  if (bytes) return bytes
  throw wrong(name, 'base64')
}

/** A whole number from 0 on that JavaScript holds exactly. */
export function readInteger(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw value === undefined ? missing(name) : wrong(name, 'a whole number')
}

export function readList<T>(fields: Fields, name: string, read: (item: unknown) => T): T[] {
  const value = fields[name]
  if (Array.isArray(value)) return value.map(read)
  throw value === undefined ? missing(name) : wrong(name, 'a list')
}

function missing(name: string): Error {
  return parseError(`Failed parsing args: missing field \`${name}\``)
}

function wrong(name: string, expected: string): Error {
  return parseError(`Failed parsing args: \`${name}\` is not ${expected}`)
}
