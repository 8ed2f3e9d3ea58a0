import { globalCodeSuffix, NO_ACCOUNT } from '../state/global-code.ts'
import type { BlockContext } from './apply-context.ts'
import type { AppliedReceipt } from './apply-receipt.ts'
import { applyActionReceipt } from './apply-receipt.ts'
import type { ActionReceipt, DataReceipt, DistributionReceipt, Receipt } from './types.ts'
import { storeYield, takeYield } from './yields.ts'

export type ProcessedReceipt = AppliedReceipt & {
  /** What ran: the receipt itself, or the one that had been waiting for it. */
  executed: Receipt<ActionReceipt>
}

/** Takes a receipt in: executes it, or keeps it until its data are there, or delivers data to who waits. */
export function processReceipt(
  block: BlockContext,
  receipt: Receipt,
): ProcessedReceipt | undefined {
  const { body } = receipt
  switch (body.kind) {
    case 'action':
      return processAction(block, { ...receipt, body })
    case 'data':
      return processData(block, { ...receipt, body })
    case 'distribution':
      distribute(block, { ...receipt, body })
      return undefined
  }
}

function execute(block: BlockContext, executed: Receipt<ActionReceipt>): ProcessedReceipt {
  return { ...applyActionReceipt(block, executed), executed }
}

function processAction(
  block: BlockContext,
  receipt: Receipt<ActionReceipt>,
): ProcessedReceipt | undefined {
  const { state } = block
  const { receiverId, id } = receipt
  if (receipt.body.isPromiseYield) {
    storeYield(block, receipt)
    state.commit({ type: 'postponed_receipt', receiptHash: id })
    return undefined
  }
  const missing = receipt.body.inputDataIds.filter(
    (dataId) => !state.get('receivedData', receiverId, dataId),
  )
  if (missing.length === 0) return execute(block, receipt)
  for (const dataId of missing) state.set('postponedReceiptId', receiverId, dataId, id)
  state.set('pendingDataCount', receiverId, id, missing.length)
  state.set('postponedReceipt', receiverId, id, receipt)
  state.commit({ type: 'postponed_receipt', receiptHash: id })
  return undefined
}

function processData(
  block: BlockContext,
  receipt: Receipt<DataReceipt>,
): ProcessedReceipt | undefined {
  if (receipt.body.isPromiseResume) return resume(block, receipt)
  const { state } = block
  const { receiverId, id, body } = receipt
  state.set('receivedData', receiverId, body.dataId, { data: body.data })
  const waitingId = state.get('postponedReceiptId', receiverId, body.dataId)
  const ready = waitingId === undefined ? undefined : countDown(block, receiverId, waitingId)
  if (waitingId !== undefined) state.remove('postponedReceiptId', receiverId, body.dataId)
  state.commit({ type: 'postponed_receipt', receiptHash: id })
  return ready && execute(block, ready)
}

/** Executes the receipt that an answer is for. Of several answers the first counts. */
function resume(block: BlockContext, receipt: Receipt<DataReceipt>): ProcessedReceipt | undefined {
  const yielded = takeYield(block, receipt)
  if (!yielded) return undefined
  const { dataId, data } = receipt.body
  block.state.set('receivedData', receipt.receiverId, dataId, { data })
  return execute(block, yielded)
}

/** Notes that one more of a receipt's data is there; gives the receipt if that was the last. */
function countDown(
  { state }: BlockContext,
  receiverId: string,
  waitingId: string,
): Receipt<ActionReceipt> | undefined {
  const pending = state.get('pendingDataCount', receiverId, waitingId) ?? 0
  if (pending > 1) {
    state.set('pendingDataCount', receiverId, waitingId, pending - 1)
    return undefined
  }
  const waiting = state.get('postponedReceipt', receiverId, waitingId)
  state.remove('pendingDataCount', receiverId, waitingId)
  state.remove('postponedReceipt', receiverId, waitingId)
  return waiting
}

/** Puts a global contract's code in place. It has no execution outcome in nearcore either. */
function distribute({ state }: BlockContext, { id, body }: Receipt<DistributionReceipt>): void {
  state.set('globalCode', NO_ACCOUNT, globalCodeSuffix(body.contract), body.code)
  state.commit({ type: 'receipt_processing', receiptHash: id })
}
