import type { ReceiptOutcome } from '../../indexer/index.ts'
import { hashOf } from './made-up-registry.ts'

/** What came of a receipt in the form of FastNEAR's neardata, with the receipt. */
export function outcomeJson(
  outcome: ReceiptOutcome,
  blockHash: string,
  { signer = 'someone.near', actions = [] as readonly unknown[] } = {},
): object {
  const { receiptId, txHash, executorId, status, logs } = outcome
  return {
    execution_outcome: {
      proof: [{ hash: hashOf('proof'), direction: 'Left' }],
      block_hash: blockHash,
      id: receiptId,
      outcome: {
        logs,
        receipt_ids: [hashOf('refund')],
        gas_burnt: 4_174_947_687_500,
        tokens_burnt: '417494768750000000000',
        executor_id: executorId,
        status: statusJson(status),
        metadata: { version: 3, gas_profile: [] },
      },
    },
    receipt: {
      predecessor_id: 'someone.near',
      receiver_id: executorId,
      receipt_id: receiptId,
      receipt: { Action: { signer_id: signer, actions } },
    },
    tx_hash: txHash,
  }
}

function statusJson(status: ReceiptOutcome['status']): unknown {
  switch (status) {
    case 'SuccessValue':
      return { SuccessValue: '' }
    case 'SuccessReceiptId':
      return { SuccessReceiptId: hashOf('next') }
    case 'Failure':
      return { Failure: { ActionError: { index: 0, kind: { AccountDoesNotExist: {} } } } }
    case 'Unknown':
      return 'Unknown'
  }
}
