import type { AccountId } from '../protocol/account-id.ts'
import { ChainError } from './errors.ts'
import type { TransactionResult } from './rpc-answers.ts'

/** One receipt of a transaction. */
export type ReceiptOutcome = {
  receiptId: string
  /** Account that ran it. */
  executorId: AccountId
  logs: string[]
  gasBurnt: bigint
  /** Why it failed; null if it did not. */
  failure: string | null
}

/** What a transaction that succeeded has done. */
export type Outcome = {
  transactionHash: string
  /** Hash of the block that took the transaction in. */
  blockHash: string
  /** Bytes that the last receipt returned. */
  returned: Uint8Array
  /** Of all receipts, in order. */
  logs: string[]
  receipts: ReceiptOutcome[]
  gasBurnt: bigint
  /** Yocto burnt for gas. */
  tokensBurnt: bigint
}

/**
 * Reads the outcome of a transaction; `did` says what it was for, for messages.
 *
 * @throws ChainError `TRANSACTION_FAILED` with the panic message, the receipt's id and the transaction's hash.
 */
export function readOutcome(result: TransactionResult, did: string): Outcome {
  const transactionHash = result.transaction.hash
  const receipts = result.receipts_outcome.map(({ id, outcome }) => ({
    receiptId: id,
    executorId: outcome.executor_id,
    logs: outcome.logs,
    gasBurnt: BigInt(outcome.gas_burnt),
    failure: failureOf(outcome.status),
  }))
  const failure = failureOf(result.status)
  if (failure !== null) throw failed(did, failure, transactionHash, receipts)
  const returned = (result.status as { SuccessValue?: unknown }).SuccessValue
  if (typeof returned !== 'string') {
    throw new ChainError(
      'TRANSACTION_TIMEOUT',
      `${did} is not through yet (transaction ${transactionHash}); ask for it again in a moment.`,
      { details: { transactionHash } },
    )
  }
  const all = [result.transaction_outcome, ...result.receipts_outcome].map(({ outcome }) => outcome)
  return {
    transactionHash,
    blockHash: result.transaction_outcome.block_hash,
    returned: Buffer.from(returned, 'base64'),
    logs: receipts.flatMap(({ logs }) => logs),
    receipts,
    gasBurnt: all.reduce((sum, { gas_burnt }) => sum + BigInt(gas_burnt), 0n),
    tokensBurnt: all.reduce((sum, { tokens_burnt }) => sum + BigInt(tokens_burnt), 0n),
  }
}

/** Reads what a call returned as JSON; `undefined` if it returned nothing. */
export function returnedJson({ returned }: Pick<Outcome, 'returned'>): unknown {
  const text = new TextDecoder().decode(returned)
  return text === '' ? undefined : JSON.parse(text)
}

function failed(
  did: string,
  failure: string,
  transactionHash: string,
  receipts: readonly ReceiptOutcome[],
): ChainError {
  const receipt = receipts.find((candidate) => candidate.failure !== null)
  const where =
    receipt === undefined
      ? `transaction ${transactionHash}`
      : `receipt ${receipt.receiptId} on ${receipt.executorId}, transaction ${transactionHash}`
  return new ChainError('TRANSACTION_FAILED', `${did} failed: ${failure} (${where}).`, {
    details: {
      transactionHash,
      receiptId: receipt?.receiptId,
      executorId: receipt?.executorId,
      failure,
      logs: receipts.flatMap(({ logs }) => logs),
    },
  })
}

/** Returns why a receipt or transaction failed in words; null if it did not. */
function failureOf(status: TransactionResult['status']): string | null {
  if (typeof status === 'string') return status === 'Failure' ? 'no reason given' : null
  if (!('Failure' in status)) return null
  return describeFailure(status.Failure)
}

// What nearcore wraps an error in (core/primitives/src/errors.rs), from the outside in.
const WRAPPERS = [
  'ActionError',
  'kind',
  'FunctionCallError',
  'ExecutionError',
  'InvalidTxError',
  'InvalidAccessKeyError',
]

/** Returns the innermost text of nearcore's nested error, for example the panic message. */
function describeFailure(failure: unknown): string {
  if (typeof failure === 'string') return failure
  if (typeof failure !== 'object' || failure === null) return 'no reason given'
  const wrapper = WRAPPERS.find((name) => name in failure)
  if (wrapper === undefined) return JSON.stringify(failure)
  return describeFailure((failure as Record<string, unknown>)[wrapper])
}
