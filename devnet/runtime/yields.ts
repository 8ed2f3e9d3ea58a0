import { decodeHash, encodeHash } from '../primitives/hash.ts'
import { NO_ACCOUNT } from '../state/global-code.ts'
import type { StateUpdate } from '../state/state-update.ts'
import type { StateReader, YieldTimeout } from '../state/types.ts'
import type { VmOutcome, VmYields } from '../vm/types.ts'
import type { BlockContext } from './apply-context.ts'
import { receiptId } from './ids.ts'
import type { ActionReceipt, DataReceipt, Receipt } from './types.ts'

/** Shows a contract its promises that wait (NEP-519): those whose receipt is there, and those that this receipt has made or answered. */
export function pendingYields(state: StateReader, accountId: string): VmYields {
  return {
    has: (id) => {
      const dataId = encodeHash(id)
      const isThere = state.get('yieldedReceipt', accountId, dataId) !== undefined
      return isThere || state.get('yieldStatus', accountId, dataId) !== undefined
    },
    dataIdOf: (yieldId) => {
      const dataId = state.get('yieldDataId', accountId, encodeHash(yieldId))
      return dataId === undefined ? undefined : decodeHash(dataId)
    },
  }
}

/** Notes what a call has yielded, and until when, and what it has resumed. */
export function recordYields(
  { state, height, parameters }: BlockContext,
  accountId: string,
  { promises, resumed }: VmOutcome,
): void {
  const expiresAt = height + parameters.limits.yieldTimeoutLengthInBlocks
  for (const promise of promises) {
    if (promise.kind !== 'receipt' || !promise.yielded) continue
    const dataId = encodeHash(promise.yielded.dataId)
    state.set('yieldStatus', accountId, dataId, 'yielded')
    if (promise.yielded.yieldId) {
      const yieldId = encodeHash(promise.yielded.yieldId)
      state.set('yieldDataId', accountId, yieldId, dataId)
      state.set('yieldId', accountId, dataId, yieldId)
    }
    enqueue(state, { accountId, dataId, expiresAt })
  }
  for (const { dataId } of resumed) {
    state.set('yieldStatus', accountId, encodeHash(dataId), 'resumed')
  }
}

function enqueue(state: StateUpdate, timeout: YieldTimeout): void {
  const { first, next } = queueOf(state)
  state.set('yieldTimeout', NO_ACCOUNT, placeOf(next), timeout)
  state.set('yieldTimeouts', NO_ACCOUNT, '', { first, next: next + 1 })
}

function queueOf(state: StateReader): { first: number; next: number } {
  return state.get('yieldTimeouts', NO_ACCOUNT) ?? { first: 0, next: 0 }
}

/** Suffixes are in the order of the places. */
function placeOf(index: number): string {
  return index.toString().padStart(16, '0')
}

/** Keeps a receipt until it is resumed. */
export function storeYield({ state }: BlockContext, receipt: Receipt<ActionReceipt>): void {
  const [dataId = ''] = receipt.body.inputDataIds
  state.set('yieldedReceipt', receipt.receiverId, dataId, receipt)
}

/**
 * Takes the receipt out that an answer is for, with what was noted of it; undefined if it has been answered before. A time-out is no answer where the contract
 * has given one that is still on its way.
 */
export function takeYield(
  { state }: BlockContext,
  { receiverId, body }: Receipt<DataReceipt>,
): Receipt<ActionReceipt> | undefined {
  const { dataId, data } = body
  if (data === null && state.get('yieldStatus', receiverId, dataId) === 'resumed') return undefined
  const receipt = state.get('yieldedReceipt', receiverId, dataId)
  if (!receipt) return undefined
  state.remove('yieldedReceipt', receiverId, dataId)
  state.remove('yieldStatus', receiverId, dataId)
  const yieldId = state.get('yieldId', receiverId, dataId)
  if (yieldId !== undefined) {
    state.remove('yieldDataId', receiverId, yieldId)
    state.remove('yieldId', receiverId, dataId)
  }
  return receipt
}

/** Makes the answers of receipts that nobody has resumed in time; `hasGas` tells whether the chunk may go on. */
export function timeOutYields(
  { state, height }: BlockContext,
  hasGas: () => boolean,
): Receipt<DataReceipt>[] {
  const answers: Receipt<DataReceipt>[] = []
  const { first, next } = queueOf(state)
  let index = first
  for (; index < next && hasGas(); index++) {
    const timeout = state.get('yieldTimeout', NO_ACCOUNT, placeOf(index))
    if (!timeout) throw new Error(`place ${index} of the queue of yields is empty`)
    const { accountId, dataId, expiresAt } = timeout
    if (expiresAt > height) break
    const receipt = state.get('yieldedReceipt', accountId, dataId)
    if (receipt) {
      answers.push({
        id: receiptId(dataId, height, answers.length),
        txHash: receipt.txHash,
        predecessorId: accountId,
        receiverId: accountId,
        body: { kind: 'data', dataId, data: null, isPromiseResume: true },
      })
    }
    state.remove('yieldTimeout', NO_ACCOUNT, placeOf(index))
  }
  if (index !== first) {
    state.set('yieldTimeouts', NO_ACCOUNT, '', { first: index, next })
    state.commit({ type: 'updated_delayed_receipts' })
  }
  return answers
}
