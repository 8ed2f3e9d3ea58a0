import {
  type Action,
  createTransaction,
  encodeTransaction,
  type PublicKey,
  type Signer,
} from 'near-api-js'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { AccountId } from '../protocol/account-id.ts'
import { decodeBase58, encodeBase58 } from '../protocol/base58.ts'
import { HASH_BYTES } from '../protocol/code-hash.ts'
import { ChainError, isChainError } from './errors.ts'
import type { Rpc } from './rpc.ts'
import { type TransactionResult, transactionResult } from './rpc-answers.ts'
import { viewAccessKey } from './views.ts'

export type Submit = (
  receiverId: AccountId,
  actions: Action[],
  did: string,
) => Promise<TransactionResult>

// Two senders with one key take each other's nonces; five times in a row is not chance any more.
const MAX_SIGNATURES = 5

/**
 * Makes a function that signs one transaction after another with one key and sees each through to finality.
 *
 * A transaction is sent again only as the same bytes, so nothing happens twice; it is signed anew only if its nonce was taken by
 * another transaction.
 */
export function createSubmit({
  rpc,
  accountId,
  signer,
  publicKey,
  logger,
}: {
  rpc: Rpc
  accountId: AccountId
  signer: Signer
  publicKey: PublicKey
  logger?: Pick<Logger, 'debug'> | undefined
}): Submit {
  // Nonces must reach the node in order, so a transaction waits for the one before it.
  let last: Promise<unknown> = Promise.resolve()
  let lastNonce = 0n

  return (receiverId, actions, did) => {
    const result = last.then(() => signAndSend(receiverId, actions, did))
    last = result.catch(() => undefined)
    return result
  }

  async function signAndSend(
    receiverId: AccountId,
    actions: Action[],
    did: string,
  ): Promise<TransactionResult> {
    for (let attempt = 1; ; attempt++) {
      const { hash, base64 } = await sign(receiverId, actions)
      try {
        return await rpc.ask(
          'send_tx',
          { signed_tx_base64: base64, wait_until: 'FINAL' },
          transactionResult,
        )
      } catch (error) {
        if (!isChainError(error)) throw error
        if (error.retryable) throw unknownFate(error, hash, did)
        if (error.code !== 'INVALID_NONCE') throw error
        const done = await find(hash)
        if (done !== undefined) return done
        if (attempt === MAX_SIGNATURES) throw error
        logger?.debug({ hash, attempt }, `${did}: the nonce was taken, signing anew`)
      }
    }
  }

  async function sign(receiverId: AccountId, actions: Action[]) {
    const key = await viewAccessKey(rpc, accountId, publicKey.toString())
    // An endpoint that lags may not know the last nonce yet.
    const known = BigInt(key.nonce)
    lastNonce = (known > lastNonce ? known : lastNonce) + 1n
    const transaction = createTransaction(
      accountId,
      publicKey,
      receiverId,
      lastNonce,
      actions,
      decodeBase58(key.block_hash, HASH_BYTES, 'block_hash'),
    )
    const { txHash, signedTransaction } = await signer.signTransaction(transaction)
    return {
      hash: encodeBase58(txHash),
      base64: Buffer.from(encodeTransaction(signedTransaction)).toString('base64'),
    }
  }

  /** Returns the transaction if the chain has it: an answer may have been lost on the way, and the nonce is then its own. */
  async function find(hash: string): Promise<TransactionResult | undefined> {
    const transaction = { tx_hash: hash, sender_account_id: accountId }
    try {
      // A node would wait for a transaction that it does not know, unless it is told not to.
      await rpc.ask('tx', { ...transaction, wait_until: 'NONE' }, z.unknown())
    } catch (error) {
      if (isChainError(error, 'UNKNOWN_TRANSACTION')) return undefined
      throw error
    }
    return await rpc.ask('tx', { ...transaction, wait_until: 'FINAL' }, transactionResult)
  }
}

/** Says that a transaction was handed over and no answer came, so that nobody takes it for not sent. */
function unknownFate(cause: ChainError, transactionHash: string, did: string): ChainError {
  return new ChainError(
    'TRANSACTION_TIMEOUT',
    `${did}: no node has said whether transaction ${transactionHash} went through; look it up before sending it again. ${cause.message}`,
    { details: { transactionHash }, cause },
  )
}
