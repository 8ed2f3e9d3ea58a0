import type { Block, Wanted } from '../../block.ts'
import { accountStates } from '../message/account-states.ts'
import { mayChangeCode, sharesCode } from '../message/actions.ts'
import { readBlock } from '../message/read-block.ts'
import type { BlockAnswer, Change } from './answers.ts'
import { changesOf } from './changes.ts'
import { executedReceipt } from './executed-receipt.ts'
import type { RpcNode } from './node.ts'
import { type Receipts, receiptsBehind } from './receipts.ts'

/**
 * Puts a block together from what a node says of it: which receipts changed the wanted accounts, and what came of those.
 *
 * Gives undefined while the outcome of one of them cannot be had yet.
 */
export async function readRpcBlock(
  node: RpcNode,
  { header }: BlockAnswer,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Block | undefined> {
  const { stored, accounts } = await changesOf(node, header, wanted, signal)
  const receipts = await receiptsBehind(node, accounts, signal)
  const executors = new Map(receiptIds(stored).map((id) => [id, wanted.executor]))
  for (const { receipt_id, receiver_id, receipt } of receipts.known.values()) {
    const actions = receipt.Action?.actions ?? []
    if (mayChangeCode(receiver_id, actions) || sharesCode(actions)) {
      executors.set(receipt_id, receiver_id)
    }
  }

  const executed = await Promise.all(
    [...executors].map(async ([receiptId, accountId]) => {
      const outcome = await executedReceipt(node, { receiptId, accountId, header }, signal)
      return outcome && { ...outcome, receipt: receipts.known.get(receiptId) }
    }),
  )
  if (executed.includes(undefined)) return undefined
  const shards = [{ receipt_execution_outcomes: executed, state_changes: accounts }]
  const block = readBlock({ block: { header }, shards }, wanted)
  if (block !== null) addUnknown(block, receipts, accounts)
  return block ?? undefined
}

/** Adds what a receipt that the node does not keep has left of its account: it may be other code than before. */
function addUnknown(block: Block, { unknown }: Receipts, accounts: readonly Change[]): void {
  const ids = new Set(unknown.map(({ receiptId }) => receiptId))
  const states = accountStates(accounts, ids, block.height)
  for (const { receiptId, accountId } of unknown) {
    const code = states(receiptId, accountId)
    const origin = { receiptId, txHash: null, signer: null }
    if (code !== undefined) block.codeChanges.push({ accountId, code, ...origin })
  }
}

function receiptIds(changes: readonly Change[]): string[] {
  return changes.flatMap(({ cause }) => cause.receipt_hash ?? [])
}
