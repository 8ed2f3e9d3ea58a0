import type { ReceiptOutcome } from '../../indexer/index.ts'
import { blockHash, FIRST_HEIGHT, madeUpChain, outcome } from '../../tests/indexer/made-up-chain.ts'
import type { Step } from '../../tests/indexer/made-up-registry.ts'
import { neardataJson, outcomeJson } from '../../tests/indexer/neardata-json.ts'

export { FIRST_HEIGHT }

// Of 100 blocks, this many hold events of the registry: far more than a real network will see.
const BLOCKS_WITH_EVENTS = 5

/** Makes neardata texts of blocks as busy as those of mainnet are on a quiet day: some 5 to 100 receipts of other contracts each. */
export function makeNeardataBlocks(count: number): Uint8Array[] {
  const random = seeded(1)
  const steps = Array.from({ length: count }, (_, i): Step[] => {
    if (i % 100 >= BLOCKS_WITH_EVENTS) return []
    return [0, 1].map((n) => ({ kind: 'attest', who: (i * 2 + n) % 64, what: i % 50, value: 1 }))
  })
  return madeUpChain(steps).blocks.map((block) => {
    const json = neardataJson(block) as { shards: Record<string, unknown>[] }
    json.shards.push(...otherShards(block.height, random))
    return new TextEncoder().encode(JSON.stringify(json))
  })
}

function otherShards(height: number, random: () => number): Record<string, unknown>[] {
  return Array.from({ length: 5 }, (_, shard_id) => {
    const receipts = Array.from({ length: 1 + Math.floor(random() ** 2 * 30) }, (_, i) =>
      otherReceipt(`${height}/${shard_id}/${i}`, random),
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
        receipts: receipts.map((receipt) => actionReceipt(receipt, random)),
      },
      receipt_execution_outcomes: receipts.map((receipt) => ({
        ...outcomeJson(receipt, blockHash(height)),
        receipt: actionReceipt(receipt, random),
      })),
      state_changes: receipts.flatMap((receipt) => [
        accountUpdate(receipt),
        dataUpdate(receipt, random),
        dataUpdate(receipt, random),
      ]),
    }
  })
}

function otherReceipt(name: string, random: () => number): ReceiptOutcome {
  const data = { old_owner_id: 'a.near', new_owner_id: 'b.near', amount: '1', memo: name }
  const event = { standard: 'nep141', version: '1.0.0', event: 'ft_transfer', data: [data] }
  return outcome(name, {
    executorId: `token-${Math.floor(random() * 50)}.near`,
    logs: random() < 0.5 ? [`EVENT_JSON:${JSON.stringify(event)}`] : [],
  })
}

function actionReceipt({ receiptId, executorId }: ReceiptOutcome, random: () => number): object {
  const action = { method_name: 'ft_transfer', args: noise(120, random), gas: 1e13, deposit: '1' }
  return {
    predecessor_id: 'someone.near',
    receiver_id: executorId,
    receipt_id: receiptId,
    receipt: { Action: { signer_id: 'someone.near', actions: [{ FunctionCall: action }] } },
  }
}

function accountUpdate({ receiptId, executorId }: ReceiptOutcome): object {
  return {
    cause: { type: 'receipt_processing', receipt_hash: receiptId },
    type: 'account_update',
    change: {
      account_id: executorId,
      amount: '51263172936781236123',
      locked: '0',
      code_hash: receiptId,
      storage_usage: 351_822,
      storage_paid_at: 0,
    },
  }
}

function dataUpdate({ receiptId, executorId }: ReceiptOutcome, random: () => number): object {
  return {
    cause: { type: 'receipt_processing', receipt_hash: receiptId },
    type: 'data_update',
    change: {
      account_id: executorId,
      key_base64: noise(30, random),
      value_base64: noise(20 + Math.floor(random() ** 3 * 2_000), random),
    },
  }
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

/** The same numbers on every machine: Park and Miller's generator. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
