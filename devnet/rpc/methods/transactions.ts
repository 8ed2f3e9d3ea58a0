import { DevnetError } from '../../errors.ts'
import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'
import type { SignedTransaction } from '../../runtime/types.ts'
import type { SubmitResult } from '../../submit.ts'
import { receiptView } from '../../views/receipt-view.ts'
import { finalOutcomeView, isFinished } from '../../views/transaction-view.ts'
import type { Params } from '../params.ts'
import { fieldsOf, itemsOf, readBase64, readHash } from '../params.ts'
import { handlerError, parseError } from '../rpc-error.ts'

/** How long a client waits for a transaction. Source: nearcore `RpcPollingConfig`, 10 seconds. */
const WAIT_MS = 10_000

/** Answers once the transaction is in: nearcore's `send_tx` with its levels of waiting. */
export async function sendTx(node: Node, params: Params): Promise<Json> {
  const waitUntil = readWaitUntil(params)
  const submitted = submit(node, readTransaction(params))
  if (waitUntil === 'NONE') return { final_execution_status: 'NONE' }
  return await outcomeOf(node, submitted)
}

export async function broadcastTxCommit(node: Node, params: Params): Promise<Json> {
  return await outcomeOf(node, submit(node, readTransaction(params)))
}

export function broadcastTxAsync(node: Node, params: Params): Json {
  return submit(node, readTransaction(params)).transaction.hash
}

/** Answers `tx`: how far a transaction has come, by its hash or as it was sent. */
export function tx(node: Node, params: Params): Promise<Json> {
  return status(node, params, { receipts: false })
}

/** Answers `EXPERIMENTAL_tx_status`: as `tx`, with the receipts. */
export function txStatus(node: Node, params: Params): Promise<Json> {
  return status(node, params, { receipts: true })
}

export function receipt(node: Node, params: Params): Json {
  const [positional] = itemsOf(params) ?? []
  const id = readHash(
    positional === undefined ? fieldsOf(params) : { receipt_id: positional },
    'receipt_id',
  )
  const found = node.blocks.receipt(id)
  if (found) return receiptView(found)
  throw handlerError(
    'UNKNOWN_RECEIPT',
    { receipt_id: id },
    `Receipt with id ${id} has never been observed on this node`,
  )
}

function submit(node: Node, bytes: Uint8Array): Extract<SubmitResult, { accepted: true }> {
  const submitted = trySubmit(node, bytes)
  if (submitted.accepted) return submitted
  throw invalidTransaction(submitted.error)
}

function trySubmit(node: Node, bytes: Uint8Array): SubmitResult {
  try {
    return node.submit(bytes)
  } catch (error) {
    if (!(error instanceof DevnetError)) throw error
    throw parseError(`Failed to decode transaction: ${error.message}`)
  }
}

function invalidTransaction(InvalidTxError: Json): Error {
  const data = { TxExecutionError: { InvalidTxError } }
  return handlerError('INVALID_TRANSACTION', {}, data)
}

async function outcomeOf(
  node: Node,
  { transaction, included }: Extract<SubmitResult, { accepted: true }>,
): Promise<Json> {
  const refusal = await included
  if (refusal) throw invalidTransaction(refusal)
  await finished(node, transaction)
  return finalOutcomeView(node.blocks, transaction, { receipts: false })
}

/** Waits until everything that came of a transaction has run. */
function finished(node: Node, { hash }: SignedTransaction): Promise<void> {
  if (isFinished(node.blocks, hash)) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = node.onBlock(() => {
      if (!isFinished(node.blocks, hash)) return
      clearTimeout(timer)
      stop()
      resolve()
    })
    const timer = setTimeout(() => {
      stop()
      reject(handlerError('TIMEOUT_ERROR', {}, 'Timeout'))
    }, WAIT_MS)
    // A devnet that is closed meanwhile must not stay for this.
    timer.unref()
  })
}

async function status(node: Node, params: Params, shown: { receipts: boolean }): Promise<Json> {
  const hash = readTransactionHash(node, params)
  const found = node.blocks.transaction(hash)
  if (!found) {
    throw handlerError(
      'UNKNOWN_TRANSACTION',
      { requested_transaction_hash: hash },
      `Transaction ${hash} doesn't exist`,
    )
  }
  if (readWaitUntil(params) !== 'NONE') await finished(node, found.transaction)
  return finalOutcomeView(node.blocks, found.transaction, shown)
}

function readTransactionHash(node: Node, params: Params): string {
  const items = itemsOf(params)
  if (items?.length === 2) return readHash({ tx_hash: items[0] }, 'tx_hash')
  if (!items && fieldsOf(params).tx_hash !== undefined) return readHash(fieldsOf(params), 'tx_hash')
  return submit(node, readTransaction(params)).transaction.hash
}

function readTransaction(params: Params): Uint8Array {
  const [positional] = itemsOf(params) ?? []
  const fields = itemsOf(params) ? { signed_tx_base64: positional } : fieldsOf(params)
  return readBase64(fields, 'signed_tx_base64')
}

const LEVELS: readonly unknown[] = [
  'NONE',
  'INCLUDED',
  'EXECUTED_OPTIMISTIC',
  'INCLUDED_FINAL',
  'EXECUTED',
  'FINAL',
]

/** Every level but NONE waits for everything: here that takes no longer than the block. */
function readWaitUntil(params: Params): unknown {
  const level = itemsOf(params) ? undefined : fieldsOf(params).wait_until
  if (level === undefined || LEVELS.includes(level)) return level
  throw parseError('Failed parsing args: `wait_until` is not a level of waiting')
}
