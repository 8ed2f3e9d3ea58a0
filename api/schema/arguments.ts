import { type AccountId, readAccountId } from '../../protocol/account-id.ts'
import { type CodeHash, readCodeHash } from '../../protocol/code-hash.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { ApiError } from '../errors/errors.ts'

/** Reads an argument by the protocol's readers; throws an ApiError naming the argument if they refuse it. */
export function readArgument<T>(name: string, read: (field: string) => T): T {
  try {
    return read(name)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    throw new ApiError('INVALID_ARGUMENT', error.message, { argument: name }, { cause: error })
  }
}

/** Reads an argument that is a hash. */
export function readHash(name: string, value: string): CodeHash {
  return readArgument(name, (field) => readCodeHash(value, field))
}

/** Reads an argument that is an account. */
export function readAccount(name: string, value: string): AccountId {
  return readArgument(name, (field) => readAccountId(value, field))
}

/** Reads an argument that may be left out. */
export function readOptionalArgument<T, R>(
  name: string,
  value: T | null | undefined,
  read: (value: T, field: string) => R,
): R | undefined {
  return value == null ? undefined : readArgument(name, (field) => read(value, field))
}

/** Reads how many items are wanted: 1 to `max`, or `otherwise` if nothing is said. */
export function readFirst(
  first: number | null | undefined,
  otherwise: number,
  max: number,
  name = 'first',
): number {
  if (first == null) return otherwise
  if (first >= 1 && first <= max) return first
  throw new ApiError('INVALID_ARGUMENT', `\`${name}\` must be from 1 to ${max}, but is ${first}.`, {
    argument: name,
  })
}

/** Reads a number that counts from 1. */
export function readPositive(value: number, name: string): number {
  if (value >= 1) return value
  throw new ApiError('INVALID_ARGUMENT', `\`${name}\` must be at least 1, but is ${value}.`, {
    argument: name,
  })
}

/** Returns how many items a query may get for its `first`, for reckoning what it costs before anything is read. */
export function sizeAsked(first: unknown, otherwise: number, max: number): number {
  return typeof first === 'number' ? Math.min(Math.max(first, 1), max) : otherwise
}

/** Reads a list that must have 1 to `max` items. */
export function readList<T>(items: readonly T[], max: number, name: string): readonly T[] {
  if (items.length >= 1 && items.length <= max) return items
  throw new ApiError(
    'INVALID_ARGUMENT',
    `\`${name}\` must have from 1 to ${max} items, but has ${items.length}.`,
    { argument: name },
  )
}

/** Returns how many items a query may get for its list of keys. */
export function lengthAsked(keys: unknown, max: number): number {
  return Array.isArray(keys) ? Math.min(Math.max(keys.length, 1), max) : max
}
