import { type ChainError, isChainError } from '../../../chain/index.ts'
import { verifyOutcomeProof } from '../../../chain/light-client/index.ts'
import type { AccountId } from '../../../protocol/account-id.ts'
import { IndexerError } from '../../errors.ts'
import {
  type BlockAnswer,
  blockAnswer,
  type OutcomeView,
  proofAnswer,
  receiptToTxAnswer,
  type Transaction,
  txStatusAnswer,
} from './answers.ts'
import type { RpcNode } from './node.ts'

/** What came of a receipt, in the form of `StreamerMessage`. */
export type ExecutedReceipt = { execution_outcome: OutcomeView; tx_hash: string | null }

/** A receipt, the account that executed it, and the block that it was executed in. */
export type Asked = { receiptId: string; accountId: AccountId; header: BlockAnswer['header'] }

/**
 * Asks what came of a receipt: by a proof that leads to the root of a later block's outcomes, or, where the node has none, by its
 * transaction.
 *
 * Gives undefined while no later block has the root.
 *
 * @throws IndexerError `SOURCE_BAD_PROOF`, `OUTCOME_NOT_SERVED`; ChainError
 */
export async function executedReceipt(
  node: RpcNode,
  asked: Asked,
  signal: AbortSignal,
): Promise<ExecutedReceipt | undefined> {
  const transaction = await transactionOf(node, asked, signal)
  const tx_hash = transaction?.transaction_hash ?? null
  const proven = await provenOutcome(node, asked, signal)
  if (proven === 'later') return undefined
  if (proven !== 'not served') return { execution_outcome: proven, tx_hash }
  if (transaction === undefined) throw notServed(node, asked)
  return { execution_outcome: await statedOutcome(node, asked, transaction, signal), tx_hash }
}

async function provenOutcome(
  node: RpcNode,
  asked: Asked,
  signal: AbortSignal,
): Promise<OutcomeView | 'later' | 'not served'> {
  const { receiptId: receipt_id, accountId: receiver_id, header } = asked
  const newest = { finality: 'optimistic' }
  const head = (await node.ask('block', newest, blockAnswer, signal)).header
  if (head.height <= header.height) return 'later'
  const params = { type: 'receipt', receipt_id, receiver_id, light_client_head: head.hash }
  try {
    const proof = await node.ask('EXPERIMENTAL_light_client_proof', params, proofAnswer, signal)
    const trusted = { blockMerkleRoot: head.block_merkle_root, hash: head.hash }
    const { outcome, block } = verifyOutcomeProof({ proof, trusted })
    // The root over what a block executed is in the next block that has a chunk of the same shard.
    if (outcome.id !== receipt_id || block.height <= header.height) {
      const problem = `it is of ${outcome.id}, and by block ${block.height}`
      throw badProof(node, asked, problem)
    }
    return proof.outcome_proof
  } catch (error) {
    if (!isChainError(error)) throw error
    if (error.details.cause === 'NOT_CONFIRMED') return 'later'
    if (error.code === 'PROOF_INVALID') throw badProof(node, asked, error.message, error)
    if (error.retry === 'elsewhere') return 'not served'
    throw error
  }
}

/** Asks for the outcome by its transaction, where nothing proves it. */
async function statedOutcome(
  node: RpcNode,
  asked: Asked,
  { transaction_hash: tx_hash, sender_account_id }: Transaction,
  signal: AbortSignal,
): Promise<OutcomeView> {
  const params = { tx_hash, sender_account_id, wait_until: 'NONE' }
  const { receipts_outcome } = await node
    .ask('EXPERIMENTAL_tx_status', params, txStatusAnswer, signal)
    .catch((error: unknown) => {
      throw isElsewhere(error) ? notServed(node, asked, error) : error
    })
  const { receiptId, header } = asked
  const outcome = receipts_outcome.find(({ id }) => id === receiptId)
  if (outcome === undefined) throw notServed(node, asked)
  if (outcome.block_hash !== header.hash) {
    throw badProof(node, asked, `its transaction says that it ran in block ${outcome.block_hash}`)
  }
  return outcome
}

/** Asks which transaction a receipt comes from; not every node says. */
async function transactionOf(
  node: RpcNode,
  { receiptId }: Asked,
  signal: AbortSignal,
): Promise<Transaction | undefined> {
  const params = { receipt_id: receiptId }
  try {
    return await node.ask('EXPERIMENTAL_receipt_to_tx', params, receiptToTxAnswer, signal)
  } catch (error) {
    if (isChainError(error) && error.retry !== 'again') return undefined
    throw error
  }
}

function isElsewhere(error: unknown): error is ChainError {
  return isChainError(error) && error.retry === 'elsewhere'
}

function notServed(
  { name: url }: RpcNode,
  { receiptId, header: { height } }: Asked,
  cause?: Error,
): IndexerError<'OUTCOME_NOT_SERVED'> {
  return new IndexerError(
    'OUTCOME_NOT_SERVED',
    `${url} says that receipt ${receiptId} changed the registry in block ${height}, but gives neither a proof of what it did nor its transaction. Use a node that keeps outcomes of all shards, or the source neardata.`,
    { url, height, receiptId },
    cause && { cause },
  )
}

function badProof(
  { name: url }: RpcNode,
  { receiptId, header: { height } }: Asked,
  problem: string,
  cause?: Error,
): IndexerError<'SOURCE_BAD_PROOF'> {
  return new IndexerError(
    'SOURCE_BAD_PROOF',
    `What ${url} says of receipt ${receiptId}, which ran in block ${height}, does not hold: ${problem}. The node altered it; use another one.`,
    { url, height, receiptId },
    cause && { cause },
  )
}
