import type { Block, ReceiptOutcome } from '../../indexer/index.ts'
import { hashOf } from './made-up-registry.ts'

/** A block in the form of FastNEAR's neardata, with the parts that the indexer does not read as well. */
export function neardataJson(block: Block): object {
  const { height, hash, prevHash, timestamp } = block
  return {
    block: {
      author: 'node.near',
      header: {
        height,
        prev_height: height - 1,
        epoch_id: hashOf('epoch'),
        hash,
        prev_hash: prevHash,
        // nearcore gives this as a number too, which JavaScript cannot hold exactly.
        timestamp: Number(timestamp),
        timestamp_nanosec: timestamp,
        gas_price: '100000000',
        total_supply: '1261221542041921263093034213474193',
        approvals: ['ed25519:3x', null],
      },
      chunks: [{ chunk_hash: hashOf('chunk'), prev_block_hash: prevHash, shard_id: 0 }],
    },
    shards: [
      // A shard whose chunk was not produced.
      { shard_id: 0, chunk: null, receipt_execution_outcomes: [], state_changes: [] },
      {
        shard_id: 1,
        chunk: { author: 'node.near', header: { shard_id: 1 }, transactions: [], receipts: [] },
        receipt_execution_outcomes: block.receipts.map((outcome) => outcomeJson(outcome, hash)),
        state_changes: [],
      },
    ],
  }
}

export function outcomeJson(outcome: ReceiptOutcome, blockHash: string): object {
  const { receiptId, txHash, executorId, status, logs } = outcome
  return {
    execution_outcome: {
      proof: [{ hash: hashOf('proof'), direction: 'Left' }],
      block_hash: blockHash,
      id: receiptId,
      outcome: {
        logs,
        receipt_ids: [hashOf('refund')],
        gas_burnt: 4_174_947_687_500,
        tokens_burnt: '417494768750000000000',
        executor_id: executorId,
        status: statusJson(status),
        metadata: { version: 3, gas_profile: [] },
      },
    },
    receipt: {
      predecessor_id: 'someone.near',
      receiver_id: executorId,
      receipt_id: receiptId,
      receipt: { Action: { signer_id: 'someone.near', actions: [] } },
    },
    tx_hash: txHash,
  }
}

function statusJson(status: ReceiptOutcome['status']): unknown {
  switch (status) {
    case 'SuccessValue':
      return { SuccessValue: '' }
    case 'SuccessReceiptId':
      return { SuccessReceiptId: hashOf('next') }
    case 'Failure':
      return { Failure: { ActionError: { index: 0, kind: { AccountDoesNotExist: {} } } } }
    case 'Unknown':
      return 'Unknown'
  }
}
