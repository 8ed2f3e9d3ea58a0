import type { Node } from '../node.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { executionLevel } from '../views/execution-level.ts'
import { finalOutcomeView } from '../views/transaction-view.ts'
import { handlerError } from './rpc-error.ts'
import type { WaitUntil } from './wait-levels.ts'
import { isReached } from './wait-levels.ts'

/**
 * Answers how far a transaction has come, once that is as far as asked for. Throws `UNKNOWN_TRANSACTION` for one that is in no
 * block and not waited for, `TIMEOUT_ERROR` after a while. Source: nearcore `tx_status_fetch`.
 */
export async function transactionStatus(
  node: Node,
  hash: string,
  { waitUntil, receipts }: { waitUntil: WaitUntil; receipts: boolean },
): Promise<Json> {
  const view = (): JsonObject | undefined => {
    const found = node.blocks.transaction(hash)
    return found && finalOutcomeView(node.blocks, found.transaction, { receipts })
  }
  if (waitUntil === 'NONE') {
    const now = view()
    if (now) return now
    throw unknownTransaction(hash)
  }
  await waitFor(node, () => isReached(waitUntil, executionLevel(node.blocks, hash)))
  const reached = isReached(waitUntil, executionLevel(node.blocks, hash))
  const now = view()
  if (reached && now) return now
  const info = now ? { cause: 'PENDING', status: now } : { cause: 'NOT_OBSERVED' }
  throw handlerError('TIMEOUT_ERROR', info, 'Timeout', 408)
}

/** Waits until something holds after a block, or a client has waited long enough. */
function waitFor(node: Node, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve()
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const stop = node.onBlock(() => {
      if (holds()) finish()
    })
    const timer = setTimeout(finish, node.pollingTimeoutMs)
    // A devnet that is closed meanwhile must not stay for this.
    timer.unref()
  })
}

function unknownTransaction(hash: string): Error {
  const data = `Transaction ${hash} doesn't exist`
  return handlerError('UNKNOWN_TRANSACTION', { requested_transaction_hash: hash }, data)
}
