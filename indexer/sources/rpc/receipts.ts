import { isChainError } from '../../../chain/index.ts'
import type { AccountId } from '../../../protocol/account-id.ts'
import { type Change, type ReceiptAnswer, receiptAnswer } from './answers.ts'
import type { RpcNode } from './node.ts'

/** The receipts behind some changes. */
export type Receipts = {
  known: Map<string, ReceiptAnswer>
  /** Those that the node does not keep, with the accounts that they wrote. */
  unknown: { receiptId: string; accountId: AccountId }[]
}

/** Asks for the receipts that wrote accounts, in the order in which they did. */
export async function receiptsBehind(
  node: RpcNode,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<Receipts> {
  const accounts = new Map<string, AccountId>()
  for (const { cause, change } of changes) {
    if (cause.receipt_hash !== undefined) accounts.set(cause.receipt_hash, change.account_id)
  }
  const receipts: Receipts = { known: new Map(), unknown: [] }
  const ids = [...accounts.keys()]
  const answers = await Promise.all(ids.map((id) => receiptOf(node, id, signal)))
  for (const [receiptId, accountId] of accounts) {
    const answer = answers[ids.indexOf(receiptId)]
    if (answer === undefined) receipts.unknown.push({ receiptId, accountId })
    else receipts.known.set(receiptId, answer)
  }
  return receipts
}

async function receiptOf(
  node: RpcNode,
  receipt_id: string,
  signal: AbortSignal,
): Promise<ReceiptAnswer | undefined> {
  try {
    return await node.ask('EXPERIMENTAL_receipt', { receipt_id }, receiptAnswer, signal)
  } catch (error) {
    // UNKNOWN_RECEIPT has no code of its own in chain/; nodes differ in which receipts they keep.
    if (isChainError(error) && error.details.cause === 'UNKNOWN_RECEIPT') return undefined
    throw error
  }
}
