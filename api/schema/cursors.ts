import { isAccountId } from '../../protocol/account-id.ts'
import type { DeploymentKey } from '../../store/index.ts'
import { ApiError } from '../errors/errors.ts'

/** Writes the place of an item in a list as a text that is given to clients, and reads it back. */
export type CursorKind<K> = {
  write: (key: K) => string
  /** Throws an ApiError naming the field if no place could have been written so. */
  read: (text: string, field: string) => K
}

/** Places by the number of an event. */
export const seqCursor: CursorKind<number> = cursorKind(
  'seq',
  (seq) => String(seq),
  (text) => (NUMBER.test(text) ? Number(text) : undefined),
)

/** Places by the name of an account. */
export const nameCursor: CursorKind<string> = cursorKind(
  'name',
  (name) => name,
  (text) => (isAccountId(text) ? text : undefined),
)

/** Places by account and height. */
export const deploymentCursor: CursorKind<DeploymentKey> = cursorKind(
  'at',
  ({ accountId, height }) => `${accountId}/${height}`,
  readDeploymentKey,
)

const NUMBER = /^(0|[1-9]\d{0,14})$/
// The longest has an account of 64 characters and a height.
const MAX_LENGTH = 160

/** Reads `account/height`; undefined if it is none. */
export function readDeploymentKey(text: string): DeploymentKey | undefined {
  const at = text.indexOf('/')
  const [accountId, height] = [text.slice(0, at), text.slice(at + 1)]
  return isAccountId(accountId) && NUMBER.test(height)
    ? { accountId, height: Number(height) }
    : undefined
}

function cursorKind<K>(
  kind: string,
  format: (key: K) => string,
  parse: (text: string) => K | undefined,
): CursorKind<K> {
  return {
    write: (key) => Buffer.from(`${kind}:${format(key)}`).toString('base64url'),
    read(text, field) {
      const decoded = text.length <= MAX_LENGTH ? Buffer.from(text, 'base64url').toString() : ''
      const key = decoded.startsWith(`${kind}:`) ? parse(decoded.slice(kind.length + 1)) : undefined
      if (key !== undefined) return key
      throw new ApiError(
        'INVALID_ARGUMENT',
        `\`${field}\` must be a cursor of a page of this list, but is ${JSON.stringify(text.slice(0, 40))}.`,
        { argument: field },
      )
    },
  }
}
