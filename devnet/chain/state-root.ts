import { decodeHash, encodeHash, sha256 } from '../primitives/hash.ts'
import type { StateChange } from '../state/types.ts'

/**
 * Gives a hash that commits to the state by committing to every change since genesis. It is not the root of a trie: devnet
 * has none, so no state proof can be made from it.
 */
export function nextStateRoot(root: string, changes: readonly StateChange[]): string {
  if (changes.length === 0) return root
  const parts = changes.map(({ column, accountId, suffix, value }) =>
    sha256(Buffer.from(JSON.stringify([column, accountId, suffix, comparable(value)]))),
  )
  return encodeHash(sha256(decodeHash(root), ...parts))
}

function comparable(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return Buffer.from(sha256(value)).toString('hex')
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value).map(([key, item]) => [key, comparable(item)])
}
