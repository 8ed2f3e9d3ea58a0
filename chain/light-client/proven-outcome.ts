import type { ProvenOutcomeView } from './answers.ts'
import { list, text, u32, u64, u128 } from './borsh.ts'
import { bytesOf, sha256 } from './hash.ts'

/** How an execution ended. A proof covers that it failed, not why. */
export type ProvenStatus =
  | { kind: 'value'; value: Uint8Array }
  | { kind: 'receipt'; receiptId: string }
  | { kind: 'failure' }

/** What a proof covers of an execution; nothing else of an answer is in here. */
export type ProvenOutcome = {
  /** Of the transaction or the receipt. */
  id: string
  executorId: string
  logs: string[]
  receiptIds: string[]
  gasBurnt: bigint
  /** Yocto. */
  tokensBurnt: bigint
  status: ProvenStatus
}

export function readOutcome({ id, outcome }: ProvenOutcomeView): ProvenOutcome {
  return {
    id,
    executorId: outcome.executor_id,
    logs: outcome.logs,
    receiptIds: outcome.receipt_ids,
    gasBurnt: BigInt(outcome.gas_burnt),
    tokensBurnt: BigInt(outcome.tokens_burnt),
    status: readStatus(outcome.status),
  }
}

function readStatus(status: ProvenOutcomeView['outcome']['status']): ProvenStatus {
  if ('SuccessValue' in status) {
    return { kind: 'value', value: new Uint8Array(Buffer.from(status.SuccessValue, 'base64')) }
  }
  if ('SuccessReceiptId' in status) return { kind: 'receipt', receiptId: status.SuccessReceiptId }
  return { kind: 'failure' }
}

/**
 * Gives the leaf of an outcome in its shard's tree: over the id, the outcome without logs, and each log. Source: nearcore
 * `ExecutionOutcomeWithId::to_hashes`, `PartialExecutionOutcome`; NEPs, "Transaction outcome proof".
 */
export function outcomeLeaf(outcome: ProvenOutcome): Uint8Array {
  const hashes = [
    bytesOf(outcome.id),
    sha256(partialOutcome(outcome)),
    ...outcome.logs.map((log) => sha256(Buffer.from(log, 'utf8'))),
  ]
  return sha256(list(hashes.length, Buffer.concat(hashes)))
}

function partialOutcome(outcome: ProvenOutcome): Uint8Array {
  return Buffer.concat([
    u32(outcome.receiptIds.length),
    ...outcome.receiptIds.map(bytesOf),
    u64(outcome.gasBurnt),
    u128(outcome.tokensBurnt),
    text(outcome.executorId),
    partialStatus(outcome.status),
  ])
}

// Tags of nearcore's `PartialExecutionStatus`.
const [FAILURE, VALUE, RECEIPT] = [1, 2, 3].map((tag) => Uint8Array.of(tag)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]

function partialStatus(status: ProvenStatus): Uint8Array {
  switch (status.kind) {
    case 'failure':
      return FAILURE
    case 'value':
      return Buffer.concat([VALUE, list(status.value.length, status.value)])
    case 'receipt':
      return Buffer.concat([RECEIPT, bytesOf(status.receiptId)])
  }
}
