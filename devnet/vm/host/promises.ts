import type { ProtocolParameters } from '../../parameters/index.ts'
import type { VmAction, VmContext, VmPromise } from '../types.ts'
import { hostFaults } from './faults.ts'
import type { GasCounter } from './gas-counter.ts'

export type Promises = ReturnType<typeof createPromises>
export type ReceiptPromise = Extract<VmPromise, { kind: 'receipt' }>

/** Collects what a call asks to be done next. Joint promises are resolved at once, so that receipts depend on receipts only. */
export function createPromises(
  { currentAccountId, dataId }: Pick<VmContext, 'currentAccountId' | 'dataId'>,
  gas: GasCounter,
  { limits, actionFees }: Pick<ProtocolParameters, 'limits' | 'actionFees'>,
) {
  const all: VmPromise[] = []
  /** Calls with a weight, in the order in which they were added, whatever receipts they are on. */
  const weighted: FunctionCall[] = []
  let dataIds = 0

  function at(index: bigint): VmPromise {
    const unsigned = BigInt.asUintN(64, index)
    const promise = unsigned < BigInt(all.length) ? all[Number(unsigned)] : undefined
    if (promise === undefined) throw hostFaults.invalidPromiseIndex(unsigned)
    return promise
  }

  /** Gives the receipts behind a promise. */
  function receiptsOf(index: bigint): readonly number[] {
    const promise = at(index)
    return promise.kind === 'and' ? promise.of : [Number(index)]
  }

  function push(promise: VmPromise): bigint {
    all.push(promise)
    const limit = limits.maxPromisesPerFunctionCallAction
    if (all.length > limit) throw hostFaults.numberPromisesExceeded(all.length, limit)
    return BigInt(all.length - 1)
  }

  /** Pays for a receipt and for the data that it waits for: whether each of them comes from its own receiver. */
  function payForReceipt(isSelf: boolean, inputs: readonly boolean[]): void {
    const { NEW_ACTION_RECEIPT: action, NEW_DATA_RECEIPT_BASE: data } = actionFees
    let burning = isSelf ? action.sendToSelf : action.sendToOther
    for (const isSame of inputs) {
      burning += (isSame ? data.sendToSelf : data.sendToOther) + data.execute
    }
    gas.payAction('NEW_ACTION_RECEIPT', burning, burning + action.execute)
  }

  return {
    all,
    receiptsOf,
    /** Makes a receipt that waits for `dependsOn`; its fee is paid. */
    create(receiverId: string, dependsOn: readonly number[]): bigint {
      const inputs = dependsOn.map((index) => {
        const source = all[index]
        return source?.kind === 'receipt' && source.receiverId === receiverId
      })
      payForReceipt(receiverId === currentAccountId, inputs)
      dataIds += dependsOn.length
      return push({ kind: 'receipt', receiverId, dependsOn, actions: [] })
    },
    /** Makes a receipt of the account's own that waits to be resumed; its fee is paid. */
    createYield(yieldId: Uint8Array | undefined) {
      payForReceipt(true, [true])
      const yielded = { dataId: dataId(dataIds++), yieldId }
      const receipt: ReceiptPromise = {
        kind: 'receipt',
        receiverId: currentAccountId,
        dependsOn: [],
        actions: [],
        yielded,
      }
      return { index: push(receipt), receipt, dataId: yielded.dataId }
    },
    /** Joins promises into one that is ready when all are. */
    join(indexes: readonly bigint[]): bigint {
      const of: number[] = []
      const limit = limits.maxNumberInputDataDependencies
      for (const index of indexes) {
        of.push(...receiptsOf(index))
        if (of.length > limit)
          throw hostFaults.numberInputDataDependenciesExceeded(of.length, limit)
      }
      return push({ kind: 'and', of })
    },
    /** Gives the receipt to which actions can be added. */
    receipt(index: bigint): { receipt: ReceiptPromise; isSelf: boolean } {
      const receipt = at(index)
      if (receipt.kind === 'and') throw hostFaults.cannotAppendActionToJointPromise()
      return { receipt, isSelf: receipt.receiverId === currentAccountId }
    },
    addCall(receipt: ReceiptPromise, call: FunctionCall): void {
      receipt.actions.push(call)
      if (call.gasWeight > 0n) weighted.push(call)
    },
    /** Gives a receipt's number among the receipts, as nearcore counts them: without joint promises. */
    numberOf: (receipt: ReceiptPromise): number =>
      all.filter(({ kind }) => kind === 'receipt').indexOf(receipt),
    /** Names who gets the deposits of a receipt back if it fails. */
    setRefundTo(index: bigint, accountId: string): void {
      const receipt = at(index)
      if (receipt.kind === 'and') throw hostFaults.cannotSetRefundToOnJointPromise()
      receipt.refundTo = accountId
    },
    /** Gives the index of a promise that can be returned. */
    returnable(index: bigint): number {
      if (at(index).kind === 'and') throw hostFaults.cannotReturnJointPromise()
      return Number(index)
    },
    /**
     * Shares the gas that is left among the calls that have a weight; the last one takes what remains of the division. Gives whether any has.
     * Source: nearcore `ReceiptManager::distribute_gas` (`runtime/runtime/src/receipt_manager.rs`).
     */
    distribute(unused: bigint): boolean {
      const sum = weighted.reduce((total, call) => total + call.gasWeight, 0n)
      const last = weighted.at(-1)
      if (last === undefined || unused <= 0n) return false
      let left = unused
      for (const call of weighted) {
        const share = (unused * call.gasWeight) / sum
        call.gas += share
        left -= share
      }
      last.gas += left
      return true
    },
  }
}

type FunctionCall = Extract<VmAction, { type: 'FunctionCall' }>
