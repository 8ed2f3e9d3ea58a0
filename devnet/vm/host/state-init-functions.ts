import type { VmAction, VmGlobalContract } from '../types.ts'
import { declareAction, declareCountedAction } from './declare-action.ts'
import { hostFaults } from './faults.ts'
import { contractByAccount, contractByHash } from './global-contract-functions.ts'
import type { HostFunction, HostFunctions } from './host-function.ts'
import type { HostState } from './host-state.ts'
import { deduct } from './read-arguments.ts'

type StateInit = Extract<VmAction, { type: 'DeterministicStateInit' }>

/** Declares an action that gives its place in the receipt, by which entries are added to it. */
function stateInit(
  name: string,
  read: (state: HostState, pointer: bigint, length: bigint) => VmGlobalContract,
): HostFunction {
  return declareCountedAction(name, 4, (state, index, length, pointer, depositPointer) => {
    const contract = read(state, pointer, length)
    const deposit = state.memory.readU128(depositPointer)
    const { receipt, isSelf } = state.promises.receipt(index)
    state.gas.payActionFee('DETERMINISTIC_STATE_INIT_BASE', isSelf)
    deduct(state, deposit)
    const { length: place } = receipt.actions
    receipt.actions.push({ type: 'DeterministicStateInit', contract, data: new Map(), deposit })
    return BigInt(place)
  })
}

/** Finds the state init that entries go to. nearcore's error names the receipt by its number among the call's receipts. */
function stateInitAt(state: HostState, promiseIndex: bigint, actionIndex: bigint): StateInit {
  const { receipt } = state.promises.receipt(promiseIndex)
  const unsigned = BigInt.asUintN(64, actionIndex)
  const { actions } = receipt
  const action = unsigned < BigInt(actions.length) ? actions[Number(unsigned)] : undefined
  if (action?.type === 'DeterministicStateInit') return action
  throw hostFaults.invalidActionIndex(state.promises.numberOf(receipt), unsigned)
}

/** The actions that create deterministic accounts (NEP-616). */
export const stateInitFunctions: HostFunctions = {
  promise_batch_action_state_init: stateInit('promise_batch_action_state_init', contractByHash),
  promise_batch_action_state_init_by_account_id: stateInit(
    'promise_batch_action_state_init_by_account_id',
    contractByAccount,
  ),
  set_state_init_data_entry: declareAction(
    'set_state_init_data_entry',
    6,
    (state, promiseIndex, actionIndex, keyLength, keyPointer, ...value) => {
      const [valueLength = 0n, valuePointer = 0n] = value
      const { isSelf } = state.promises.receipt(promiseIndex)
      const key = state.memory.viewOrRegister(keyPointer, keyLength).slice()
      const entry = state.memory.viewOrRegister(valuePointer, valueLength).slice()
      state.gas.payActionFee('DETERMINISTIC_STATE_INIT_ENTRY', isSelf)
      const bytes = key.length + entry.length
      state.gas.payActionFee('DETERMINISTIC_STATE_INIT_BYTE', isSelf, bytes)
      const { data } = stateInitAt(state, promiseIndex, actionIndex)
      const name = Buffer.from(key).toString('latin1')
      if (data.has(name)) throw hostFaults.dataEntryAlreadyExists()
      data.set(name, entry)
    },
  ),
}
