import type { BlockStore } from '../chain/block-store.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { base64 } from '../primitives/json.ts'
import type { SignedTransaction } from '../runtime/types.ts'
import { actionView } from './action-view.ts'
import { executionLevel } from './execution-level.ts'
import { outcomeView } from './outcome-view.ts'
import { receiptView } from './receipt-view.ts'

/** A transaction as nearcore's `SignedTransactionView`. */
export function transactionView(transaction: SignedTransaction): JsonObject {
  return {
    signer_id: transaction.signerId,
    public_key: transaction.publicKey.text,
    nonce: transaction.nonce,
    receiver_id: transaction.receiverId,
    actions: transaction.actions.map(actionView),
    priority_fee: 0,
    signature: transaction.signature.text,
    hash: transaction.hash,
  }
}

/** A transaction with all that came of it so far, as nearcore's `FinalExecutionOutcomeView`. */
export function finalOutcomeView(
  blocks: BlockStore,
  transaction: SignedTransaction,
  { receipts }: { receipts: boolean },
): JsonObject {
  const own = blocks.execution(transaction.hash)
  const started = own?.outcome.receiptIds.flatMap((id) => executionsFrom(blocks, id)) ?? []
  const base = {
    final_execution_status: executionLevel(blocks, transaction.hash) ?? 'NONE',
    status: finalStatus(blocks, transaction.hash),
    transaction: transactionView(transaction),
    transaction_outcome: own ? outcomeView(own, own.block.header.hash) : null,
    receipts_outcome: started.map((execution) =>
      outcomeView(execution, execution.block.header.hash),
    ),
  }
  if (!receipts) return base
  return {
    ...base,
    receipts: started.flatMap(({ receipt }) => (receipt ? [receiptView(receipt)] : [])),
  }
}

type Found = NonNullable<ReturnType<BlockStore['execution']>>

function executionsFrom(blocks: BlockStore, id: string): Found[] {
  const execution = blocks.execution(id)
  if (!execution) return []
  const { receiptIds } = execution.outcome
  return [execution, ...receiptIds.flatMap((next) => executionsFrom(blocks, next))]
}

/** Follows the receipts that were returned until one gives a value or an error. */
function finalStatus(blocks: BlockStore, hash: string): Json {
  let execution = blocks.execution(hash)
  if (!execution) return 'NotStarted'
  for (;;) {
    const { status } = execution.outcome
    if (status.type === 'value') return { SuccessValue: base64(status.value) }
    if (status.type === 'failure') return { Failure: { ActionError: { ...status.error } } }
    const next = blocks.execution(status.receiptId)
    if (!next) return 'Started'
    execution = next
  }
}
