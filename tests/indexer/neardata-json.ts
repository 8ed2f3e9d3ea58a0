import type { Block } from '../../indexer/index.ts'
import { codeChangeJson, globalCodeJson } from './code-json.ts'
import { hashOf } from './made-up-registry.ts'
import { outcomeJson } from './outcome-json.ts'

/** A block in the form of FastNEAR's neardata, with the parts that the indexer does not read as well. */
export function neardataJson(block: Block): object {
  const { height, hash, prevHash, timestamp } = block
  const code = [
    ...block.codeChanges.map((change) => codeChangeJson(change, hash)),
    ...block.globalCodes.map((shared) => globalCodeJson(shared, hash)),
  ]
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
        receipt_execution_outcomes: [
          ...block.receipts.map((outcome) => outcomeJson(outcome, hash)),
          ...code.flatMap(({ receipt_execution_outcomes }) => receipt_execution_outcomes),
        ],
        state_changes: code.flatMap(({ state_changes }) => state_changes),
      },
    ],
  }
}
