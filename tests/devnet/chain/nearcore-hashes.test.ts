import { readFileSync } from 'node:fs'
import { base58, base64 } from '@scure/base'
import test from 'ava'
import { blockHash, type HashedFields, innerRestHash } from '../../../devnet/chain/block-hash.ts'
import { createChunkHeader, rootsOverChunk } from '../../../devnet/chain/chunk-header.ts'
import { merkleRoot, merklize } from '../../../devnet/chain/merkle.ts'
import { outcomeLeaf } from '../../../devnet/chain/outcome-hash.ts'
import { receiptsRoot } from '../../../devnet/chain/receipts-root.ts'
import { encodeHash } from '../../../devnet/primitives/hash.ts'
import { decodeSignedTransaction } from '../../../devnet/runtime/decode-transaction.ts'
import type { ExecutionOutcome } from '../../../devnet/runtime/types.ts'
import { merklePathView } from '../../../devnet/views/merkle-view.ts'
import { RECEIPT_SAMPLES } from './receipt-samples.ts'

type Header = Record<string, string> & {
  height: number
  prev_height: number
  block_ordinal: number
  approvals: string[]
}

type Vectors = {
  blocks: {
    protocolVersion: number
    height: number
    view: { header: Header; chunks: [Record<string, string> & { gas_used: number }] }
    expected: { hash: string; innerRestHash: string; chunkHash: string }
  }[]
  outcomes: { views: OutcomeView[]; root: string; paths: unknown[] }
  transactions: { signed: string[]; root: string; hashes: string[] }
  receiptsRoot: string
}

type OutcomeView = {
  id: string
  outcome: {
    logs: string[]
    receipt_ids: string[]
    gas_burnt: number
    tokens_burnt: string
    executor_id: string
    status: { SuccessValue?: string; SuccessReceiptId?: string; Failure?: object }
  }
}

/** Hashes that nearcore's own code has computed; the file says how. */
const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/nearcore-blocks.json', import.meta.url), 'utf8'),
) as Vectors

function text(header: Header, name: string): string {
  return header[name] ?? ''
}

function hashedFields(header: Header, protocolVersion: number): HashedFields {
  return {
    height: header.height,
    prevHash: text(header, 'prev_hash'),
    // Genesis says 0 of the block that it does not have.
    prevHeight: header.height === 0 ? null : header.prev_height,
    ordinal: header.block_ordinal,
    timestamp: BigInt(text(header, 'timestamp_nanosec')),
    epochId: text(header, 'epoch_id'),
    nextEpochId: text(header, 'next_epoch_id'),
    epochHeight: 0,
    epochStart: 0,
    prevStateRoot: text(header, 'prev_state_root'),
    outcomeRoot: text(header, 'outcome_root'),
    blockMerkleRoot: text(header, 'block_merkle_root'),
    nextBpHash: text(header, 'next_bp_hash'),
    chunkHeadersRoot: text(header, 'chunk_headers_root'),
    chunkTxRoot: text(header, 'chunk_tx_root'),
    chunkReceiptsRoot: text(header, 'chunk_receipts_root'),
    randomValue: text(header, 'random_value'),
    gasPrice: BigInt(text(header, 'gas_price')),
    totalSupply: BigInt(text(header, 'total_supply')),
    lastFinalHash: text(header, 'last_final_block'),
    lastFinalHeight: 0,
    lastDsFinalHash: text(header, 'last_ds_final_block'),
    approvals: header.approvals.map((approval) => base58.decode(approval.split(':')[1] ?? '')),
    protocolVersion,
  }
}

for (const { protocolVersion, height, view, expected } of vectors.blocks) {
  test(`block ${height} of version ${protocolVersion} has the hashes that nearcore computes`, (t) => {
    const fields = hashedFields(view.header, protocolVersion)
    t.is(encodeHash(innerRestHash(fields)), expected.innerRestHash)
    t.is(blockHash(fields), expected.hash)
    const [chunk] = view.chunks
    const made = createChunkHeader(
      {
        prevStateRoot: chunk.prev_state_root ?? '',
        outcomeRoot: chunk.outcome_root ?? '',
        receiptsRoot: chunk.outgoing_receipts_root ?? '',
        txRoot: chunk.tx_root ?? '',
        gasUsed: BigInt(chunk.gas_used),
        balanceBurnt: BigInt(chunk.balance_burnt ?? 0),
      },
      { prevHash: fields.prevHash, height, protocolVersion },
    )
    t.is(made.hash, expected.chunkHash)
    const { outcomeRoot, ...roots } = rootsOverChunk(made, height)
    t.like(fields, roots)
    if (height > 0) t.is(fields.outcomeRoot, outcomeRoot)
  })
}

test('outcomes have the root and the paths that nearcore computes', (t) => {
  const { views, root, paths } = vectors.outcomes
  const merkle = merklize(views.map((view) => outcomeLeaf(readOutcome(view))))
  t.true(views.some(({ outcome }) => outcome.status.Failure))
  t.true(views.some(({ outcome }) => outcome.logs.length > 0))
  t.is(encodeHash(merkle.root), root)
  t.deepEqual(merkle.paths.map(merklePathView), paths)
})

test('transactions have the hashes and the root that nearcore computes', (t) => {
  const { signed, root, hashes } = vectors.transactions
  const transactions = signed.map((one) => decodeSignedTransaction(base64.decode(one)))
  t.deepEqual(
    transactions.map(({ hash }) => hash),
    hashes,
  )
  t.is(encodeHash(merkleRoot(transactions.map(({ signedHash }) => signedHash))), root)
})

test('receipts of every kind have the root that nearcore computes', (t) => {
  t.is(encodeHash(receiptsRoot(RECEIPT_SAMPLES)), vectors.receiptsRoot)
})

function readOutcome({ id, outcome }: OutcomeView): ExecutionOutcome {
  const { SuccessValue: value, SuccessReceiptId: receiptId } = outcome.status
  const failure = { type: 'failure', error: { index: 0, kind: '' } } as const
  const success =
    value === undefined
      ? ({ type: 'receipt', receiptId: receiptId ?? '' } as const)
      : ({ type: 'value', value: base64.decode(value) } as const)
  return {
    id,
    executorId: outcome.executor_id,
    logs: outcome.logs,
    receiptIds: outcome.receipt_ids,
    gasBurnt: BigInt(outcome.gas_burnt),
    tokensBurnt: BigInt(outcome.tokens_burnt),
    status: outcome.status.Failure ? failure : success,
    profile: null,
    contracts: null,
  }
}
