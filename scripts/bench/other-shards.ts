import type { ReceiptOutcome } from '../../indexer/index.ts'
import { NO_CODE_HASH } from '../../protocol/code-hash.ts'
import { blockHash, outcome } from '../../tests/indexer/made-up-chain.ts'
import { hashOf } from '../../tests/indexer/made-up-registry.ts'
import { outcomeJson } from '../../tests/indexer/outcome-json.ts'
import { seeded } from './random.ts'

// What goes on in a block beside what the indexer looks for: calls, payments and keys, which are nearly all of a main network's receipts.

type Kind = 'call' | 'refund' | 'payment' | 'key'

type Other = { kind: Kind; receipt: ReceiptOutcome; actions: unknown[] }

/** Makes the shards of a block with some 5 to 100 receipts. */
export function otherShards(height: number, random: () => number): Record<string, unknown>[] {
  return Array.from({ length: 5 }, (_, shard_id) => {
    const others = Array.from({ length: 1 + Math.floor(random() ** 2 * 30) }, (_, i) =>
      other(`${height}/${shard_id}/${i}`, random),
    )
    return {
      shard_id: shard_id + 2,
      chunk: {
        author: 'node.near',
        header: {
          chunk_hash: blockHash(height, `/${shard_id}`),
          height_included: height,
          shard_id,
        },
        transactions: [],
        receipts: others.map(receiptJson),
      },
      receipt_execution_outcomes: others.map(({ receipt, actions }) =>
        outcomeJson(receipt, blockHash(height), { actions }),
      ),
      state_changes: others.flatMap((each) => stateChanges(each, random)),
    }
  })
}

function other(name: string, random: () => number): Other {
  const kind = kindOf(random())
  const executorId = executorOf(kind, name, random)
  const logs = kind === 'call' && random() < 0.8 ? [transferLine(name)] : []
  return { kind, receipt: outcome(name, { executorId, logs }), actions: actionsOf(kind, random) }
}

/** Calls come first; each gives back the gas that it did not use, often to an account that is an id and no name. */
function kindOf(part: number): Kind {
  if (part < 0.55) return 'call'
  if (part < 0.75) return 'refund'
  return part < 0.95 ? 'payment' : 'key'
}

function executorOf(kind: Kind, name: string, random: () => number): string {
  const some = Math.floor(random() * 50)
  if (kind === 'call') return `token-${some}.near`
  // Such an account is made by what is sent to it, so a receipt of this form may make one.
  if (kind === 'payment') return Buffer.from(hashOf(name)).toString('hex').slice(0, 64)
  return `someone-${some}.near`
}

function transferLine(memo: string): string {
  const data = { old_owner_id: 'a.near', new_owner_id: 'b.near', amount: '1', memo }
  const event = { standard: 'nep141', version: '1.0.0', event: 'ft_transfer', data: [data] }
  return `EVENT_JSON:${JSON.stringify(event)}`
}

function actionsOf(kind: Kind, random: () => number): unknown[] {
  if (kind === 'call') {
    const args = noise(120, random)
    return [{ FunctionCall: { method_name: 'ft_transfer', args, gas: 1e13, deposit: '1' } }]
  }
  if (kind === 'key') {
    const access_key = { nonce: 0, permission: 'FullAccess' }
    return [{ AddKey: { public_key: `ed25519:${hashOf('key')}`, access_key } }]
  }
  return [{ Transfer: { deposit: '51263172936781236' } }]
}

function receiptJson({ receipt: { receiptId, executorId }, actions }: Other): object {
  return {
    predecessor_id: 'someone.near',
    receiver_id: executorId,
    receipt_id: receiptId,
    receipt: { Action: { signer_id: 'someone.near', actions } },
  }
}

function stateChanges({ kind, receipt }: Other, random: () => number): object[] {
  const { receiptId, txHash, executorId } = receipt
  const sent = { type: 'transaction_processing', tx_hash: txHash }
  const done = { type: 'receipt_processing', receipt_hash: receiptId }
  const paid = { type: 'action_receipt_gas_reward', receipt_hash: receiptId }
  if (kind !== 'call') return [accountUpdate(done, executorId)]
  return [
    accountUpdate(sent, 'someone.near'),
    keyUpdate(sent),
    accountUpdate(done, executorId),
    dataUpdate(done, executorId, random),
    dataUpdate(done, executorId, random),
    accountUpdate(paid, executorId),
  ]
}

function accountUpdate(cause: object, account_id: string): object {
  const change = {
    account_id,
    amount: '51263172936781236123',
    locked: '0',
    code_hash: account_id.startsWith('token') ? hashOf('token') : NO_CODE_HASH,
    storage_usage: 351_822,
    storage_paid_at: 0,
  }
  return { cause, type: 'account_update', change }
}

function keyUpdate(cause: object): object {
  const change = {
    account_id: 'someone.near',
    public_key: `ed25519:${hashOf('key')}`,
    access_key: { nonce: 118_200_000_000_123, permission: 'FullAccess' },
  }
  return { cause, type: 'access_key_update', change }
}

function dataUpdate(cause: object, account_id: string, random: () => number): object {
  const key_base64 = noise(30, random)
  const value_base64 = noise(20 + Math.floor(random() ** 3 * 2_000), random)
  return { cause, type: 'data_update', change: { account_id, key_base64, value_base64 } }
}

const NOISE = makeNoise(64 * 1024)

function noise(bytes: number, random: () => number): string {
  const from = Math.floor(random() * (NOISE.length - bytes))
  return NOISE.toString('base64', from, from + bytes)
}

function makeNoise(bytes: number): Buffer {
  const random = seeded(2)
  return Buffer.from(Uint8Array.from({ length: bytes }, () => random() * 256))
}
