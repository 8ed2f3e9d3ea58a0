import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { sha256 } from '../primitives/hash.ts'

/** Keeps a delegate action's signature from being one of a transaction. Source: NEP-461, 2^30 + 366 (the number of NEP-366). */
const DELEGATE_PREFIX = 2 ** 30 + 366

/** Gives what the sender of a delegate action signs. */
export function delegateHash(borsh: Uint8Array): Uint8Array {
  return sha256(createBorshWriter().u32(DELEGATE_PREFIX).fixed(borsh).finish())
}
