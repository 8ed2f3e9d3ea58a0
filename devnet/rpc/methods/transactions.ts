import { DevnetError } from '../../errors.ts'
import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'
import type { SubmitResult } from '../../submit.ts'
import type { Fields, Params } from '../params.ts'
import { fieldsOf, itemsOf, readAccountId, readBase64, readHash } from '../params.ts'
import { handlerError, parseError } from '../rpc-error.ts'
import { transactionStatus } from '../transaction-status.ts'
import type { WaitUntil } from '../wait-levels.ts'
import { readWaitUntil } from '../wait-levels.ts'

/** Sends a transaction and answers once it has come as far as the client waits for. */
export async function sendTx(node: Node, params: Params): Promise<Json> {
  const waitUntil = readWaitUntil(params)
  const bytes = readSent(params)
  if (waitUntil === 'NONE') {
    decoded(() => node.submit(bytes))
    return { final_execution_status: 'NONE' }
  }
  return await sendAndWait(node, bytes, waitUntil)
}

export async function broadcastTxCommit(node: Node, params: Params): Promise<Json> {
  return await sendAndWait(node, readSent(params), 'EXECUTED_OPTIMISTIC')
}

/** Sends a transaction and answers its hash, whatever becomes of it. */
export function broadcastTxAsync(node: Node, params: Params): Json {
  return decoded(() => node.submit(readSent(params))).transaction.hash
}

/** Answers `tx`: how far a transaction has come, by its hash or as it was sent. */
export function tx(node: Node, params: Params): Promise<Json> {
  return status(node, params, { receipts: false })
}

/** Answers `EXPERIMENTAL_tx_status`: as `tx`, with the receipts. */
export function txStatus(node: Node, params: Params): Promise<Json> {
  return status(node, params, { receipts: true })
}

async function sendAndWait(node: Node, bytes: Uint8Array, waitUntil: WaitUntil): Promise<Json> {
  const submitted = decoded((): SubmitResult => node.submit(bytes))
  const error = submitted.accepted ? await submitted.included : submitted.error
  if (error) throw invalidTransaction(error)
  const { hash } = submitted.transaction
  return await transactionStatus(node, hash, { waitUntil, receipts: false })
}

async function status(
  node: Node,
  params: Params,
  { receipts }: { receipts: boolean },
): Promise<Json> {
  const waitUntil = readWaitUntil(params)
  const hash = readHashOf(node, params)
  return await transactionStatus(node, hash, { waitUntil, receipts })
}

function readHashOf(node: Node, params: Params): string {
  const named = namedStatusParams(params)
  if (named.signed_tx_base64 === undefined) {
    readAccountId(named, 'sender_account_id')
    return readHash(named, 'tx_hash')
  }
  const { transaction, error } = decoded(() => node.check(readBase64(named, 'signed_tx_base64')))
  if (error) throw invalidTransaction(error)
  return transaction.hash
}

function namedStatusParams(params: Params): Fields {
  const items = itemsOf(params)
  if (items?.length === 1) return { signed_tx_base64: items[0] }
  if (items?.length === 2) return { tx_hash: items[0], sender_account_id: items[1] }
  return fieldsOf(params)
}

function decoded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof DevnetError)) throw error
    throw parseError(`Failed to decode transaction: ${error.message}`)
  }
}

function invalidTransaction(InvalidTxError: Json): Error {
  const data = { TxExecutionError: { InvalidTxError } }
  return handlerError('INVALID_TRANSACTION', {}, data)
}

function readSent(params: Params): Uint8Array {
  const items = itemsOf(params)
  if (!items) return readBase64(fieldsOf(params), 'signed_tx_base64')
  if (items.length === 1) return readBase64({ signed_tx_base64: items[0] }, 'signed_tx_base64')
  throw parseError('Unable to parse send request: too many params passed')
}
