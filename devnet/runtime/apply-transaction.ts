import type { BlockContext } from './apply-context.ts'
import type { TransactionRefusal } from './check-transaction.ts'
import { checkTransaction } from './check-transaction.ts'
import { receiptId } from './ids.ts'
import type { ActionReceipt, ExecutionOutcome, Receipt, SignedTransaction } from './types.ts'

export type AppliedTransaction =
  | { ok: true; outcome: ExecutionOutcome; receipt: Receipt<ActionReceipt>; burnt: bigint }
  | { ok: false; error: TransactionRefusal }

/** Charges a transaction to its signer and makes it a receipt. A transaction that cannot pay changes nothing. */
export function applyTransaction(
  block: BlockContext,
  transaction: SignedTransaction,
): AppliedTransaction {
  const { state, height } = block
  const checked = checkTransaction(state, transaction, block)
  if (!checked.ok) return checked
  const { signerId, publicKey, receiverId, actions, hash } = transaction
  state.set('account', signerId, '', checked.signer)
  state.set('accessKey', signerId, publicKey.text, checked.accessKey)
  state.commit({ type: 'transaction_processing', txHash: hash })
  const id = receiptId(hash, height)
  return {
    ok: true,
    burnt: checked.cost.burntAmount,
    outcome: {
      id: hash,
      executorId: signerId,
      logs: [],
      receiptIds: [id],
      gasBurnt: checked.cost.gasBurnt,
      tokensBurnt: checked.cost.burntAmount,
      status: { type: 'receipt', receiptId: id },
      profile: null,
      contracts: null,
    },
    receipt: {
      id,
      txHash: hash,
      predecessorId: signerId,
      receiverId,
      body: {
        kind: 'action',
        signerId,
        signerPublicKey: publicKey,
        gasPrice: checked.cost.receiptGasPrice,
        outputDataReceivers: [],
        inputDataIds: [],
        actions,
      },
    },
  }
}
