import type { Limits } from '../../parameters/index.ts'
import type { VmAction, VmPromise } from '../types.ts'
import { hostFaults } from './faults.ts'
import type { GasCounter } from './gas-counter.ts'

export type Promises = ReturnType<typeof createPromises>
export type ReceiptPromise = Extract<VmPromise, { kind: 'receipt' }>

/** Collects what a call asks to be done next. Joint promises are resolved at once, so that receipts depend on receipts only. */
export function createPromises(currentAccountId: string, gas: GasCounter, limits: Limits) {
  const all: VmPromise[] = []

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

  function payForReceipt(
    receiverId: string,
    dependsOn: readonly number[],
    fees: ReceiptFees,
  ): void {
    const isSelf = receiverId === currentAccountId
    const { action, data } = fees
    let burning = isSelf ? action.sendToSelf : action.sendToOther
    for (const index of dependsOn) {
      const source = all[index]
      const isSame = source?.kind === 'receipt' && source.receiverId === receiverId
      burning += (isSame ? data.sendToSelf : data.sendToOther) + data.execute
    }
    gas.payAction('NEW_ACTION_RECEIPT', burning, burning + action.execute)
  }

  return {
    all,
    receiptsOf,
    /** Makes a receipt that waits for `dependsOn`; its fee is paid. */
    create(receiverId: string, dependsOn: readonly number[], fees: ReceiptFees): bigint {
      payForReceipt(receiverId, dependsOn, fees)
      return push({ kind: 'receipt', receiverId, dependsOn, actions: [] })
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
    /** Gives the index of a promise that can be returned. */
    returnable(index: bigint): number {
      if (at(index).kind === 'and') throw hostFaults.cannotReturnJointPromise()
      return Number(index)
    },
    /** Shares the gas that is left among the calls that have a weight; the last one takes what remains of the division. Gives whether any has. */
    distribute(unused: bigint): boolean {
      const weighted = all.flatMap((promise) => (promise.kind === 'receipt' ? promise.actions : []))
      const calls = weighted.filter(isWeightedCall)
      const sum = calls.reduce((total, call) => total + call.gasWeight, 0n)
      const last = calls.at(-1)
      if (last === undefined || sum === 0n || unused <= 0n) return false
      let left = unused
      for (const call of calls) {
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

function isWeightedCall(action: VmAction): action is FunctionCall {
  return action.type === 'FunctionCall' && action.gasWeight > 0n
}

type Fee = { sendToSelf: number; sendToOther: number; execute: number }

/** Fees of a receipt and of the data that it waits for. */
export type ReceiptFees = { action: Fee; data: Fee }
