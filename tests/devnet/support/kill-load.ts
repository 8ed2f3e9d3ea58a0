import type { GenesisAccount, KnownKey } from '../../../devnet/index.ts'
import { keyFromName } from '../../../devnet/index.ts'
import { encodeHash, sha256 } from '../../../devnet/primitives/hash.ts'
import type { Action } from '../../../devnet/runtime/types.ts'
import { NEAR, TGAS, utf8 } from './client.ts'
import { signTransaction } from './sign-transaction.ts'

const SENDERS = 4
const keys = Array.from({ length: SENDERS }, (_, index) => keyFromName(`sender-${index}.test.near`))

/** The accounts of the load, which are there from the genesis on. */
export const KILL_ACCOUNTS: GenesisAccount[] = keys.map(({ accountId, publicKey }) => ({
  accountId,
  amount: 1_000_000n * NEAR,
  publicKey,
}))

/** What has been sent to a devnet that is killed again and again, and what it said of it. */
export type Sent = {
  /** Signed transactions by their hash. */
  bytes: Map<string, Uint8Array>
  /** Hashes of blocks that the devnet said a transaction to be in, by the hash of the transaction. */
  acknowledged: Map<string, string>
}

type Outcome = { transaction_outcome: { block_hash: string } }

/** Sends one transaction after another from each sender, until the devnet answers no more. */
export async function sendUntilGone(url: string, sent: Sent, code: Uint8Array): Promise<void> {
  await Promise.all(keys.map((key) => sendFrom(key, { url, sent, code })))
}

async function sendFrom(
  key: KnownKey,
  { url, sent, code }: { url: string; sent: Sent; code: Uint8Array },
): Promise<void> {
  try {
    const { header } = await ask<{ header: { hash: string } }>(url, 'block', { finality: 'final' })
    const { nonce } = await ask<{ nonce: number }>(url, 'query', {
      request_type: 'view_access_key',
      finality: 'final',
      account_id: key.accountId,
      public_key: key.publicKey.text,
    })
    for (let next = BigInt(nonce) + 1n; ; next++) {
      const { receiverId, action } = chooseAction(key, next, code)
      const what = { nonce: next, receiverId, blockHash: header.hash, actions: [action] }
      const bytes = signTransaction(key, what)
      const hash = hashOf(bytes)
      sent.bytes.set(hash, bytes)
      const signed_tx_base64 = Buffer.from(bytes).toString('base64')
      const outcome = await ask<Outcome>(url, 'broadcast_tx_commit', [signed_tx_base64])
      sent.acknowledged.set(hash, outcome.transaction_outcome.block_hash)
    }
  } catch (error) {
    // A connection that is cut is a TypeError of fetch; what the devnet itself refuses is a mistake of the load.
    if (error instanceof Refused) throw error
  }
}

/** The first transaction of a sender deploys; then transfers to others, its own contract and contracts of others take turns. */
function chooseAction(
  { accountId }: KnownKey,
  nonce: bigint,
  code: Uint8Array,
): { receiverId: string; action: Action } {
  if (nonce === 1n) return { receiverId: accountId, action: { type: 'DeployContract', code } }
  const other = (keys[Number(nonce) % SENDERS] as KnownKey).accountId
  if (nonce % 3n === 0n) return { receiverId: other, action: { type: 'Transfer', deposit: nonce } }
  const methodName = nonce % 3n === 1n ? 'set' : 'gather'
  const args = utf8(methodName === 'set' ? `${accountId} ${nonce}` : other)
  const call = { type: 'FunctionCall', methodName, args, gas: 100n * TGAS, deposit: 0n } as const
  return { receiverId: methodName === 'set' ? other : accountId, action: call }
}

const SIGNATURE_BYTES = 65

function hashOf(signed: Uint8Array): string {
  return encodeHash(sha256(signed.subarray(0, -SIGNATURE_BYTES)))
}

class Refused extends Error {}

async function ask<T>(url: string, method: string, params: unknown): Promise<T> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body })
  const answer = (await response.json()) as { result?: T; error?: unknown }
  if (answer.error !== undefined) throw new Refused(JSON.stringify(answer.error))
  return answer.result as T
}
