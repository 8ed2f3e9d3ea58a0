import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'
import type { Receipt } from '../../runtime/types.ts'
import { receiptView } from '../../views/receipt-view.ts'
import type { Params } from '../params.ts'
import { fieldsOf, isGiven, itemsOf, readHash, readInteger } from '../params.ts'
import { selfDescribed } from '../rpc-error.ts'

export function receipt(node: Node, params: Params): Json {
  return receiptView(findReceipt(node, params))
}

const HINTS = ['block_height', 'shard_id', 'window']

/** Answers `EXPERIMENTAL_receipt_to_tx`. Hints of where to look are read and not needed: every receipt is indexed. */
export function receiptToTx(node: Node, params: Params): Json {
  const fields = fieldsOf(params)
  for (const hint of HINTS) {
    if (isGiven(fields, hint)) readInteger(fields, hint)
  }
  const { id, txHash } = findReceipt(node, params)
  const found = node.blocks.transaction(txHash)
  if (!found) throw unknownReceipt(id)
  return { transaction_hash: txHash, sender_account_id: found.transaction.signerId }
}

function findReceipt({ blocks }: Node, params: Params): Receipt {
  const [positional] = itemsOf(params) ?? []
  const fields = positional === undefined ? fieldsOf(params) : { receipt_id: positional }
  const id = readHash(fields, 'receipt_id')
  const found = blocks.receipt(id)
  if (found) return found
  throw unknownReceipt(id)
}

function unknownReceipt(id: string): Error {
  return selfDescribed('UNKNOWN_RECEIPT', { receipt_id: id })
}
