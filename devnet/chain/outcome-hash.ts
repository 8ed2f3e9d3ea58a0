import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, sha256 } from '../primitives/hash.ts'
import type { ExecutionOutcome, ExecutionStatus } from '../runtime/types.ts'

/** Gives the leaf that an outcome is in its block's outcome tree. Source: nearcore `ExecutionOutcomeWithId::to_hashes` (light-client specification). */
export function outcomeLeaf({ id, ...outcome }: ExecutionOutcome): Uint8Array {
  const hashes = [
    decodeHash(id),
    sha256(partialOutcome(outcome)),
    ...outcome.logs.map((log) => sha256(new TextEncoder().encode(log))),
  ]
  const writer = createBorshWriter()
  return sha256(writer.list(hashes, (hash) => writer.fixed(hash)).finish())
}

/** The outcome without its logs; of a failure only that it is one. */
function partialOutcome(outcome: Omit<ExecutionOutcome, 'id'>): Uint8Array {
  const writer = createBorshWriter()
  writer.list(outcome.receiptIds, (id) => writer.fixed(decodeHash(id)))
  writer.u64(outcome.gasBurnt).u128(outcome.tokensBurnt).string(outcome.executorId)
  return writer.fixed(partialStatus(outcome.status)).finish()
}

function partialStatus(status: ExecutionStatus): Uint8Array {
  const writer = createBorshWriter()
  switch (status.type) {
    case 'failure':
      return writer.u8(1).finish()
    case 'value':
      return writer.u8(2).bytes(status.value).finish()
    case 'receipt':
      return writer.u8(3).fixed(decodeHash(status.receiptId)).finish()
  }
}
