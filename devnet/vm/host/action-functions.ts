import type { Features } from '../../parameters/index.ts'
import { type AccountKind, kindOfAccount } from './account-id.ts'
import { declareAction } from './declare-action.ts'
import { hostFaults } from './faults.ts'
import { addFunctionCall } from './function-call.ts'
import { type HostFunctions, procedure } from './host-function.ts'
import type { HostState } from './host-state.ts'
import { deduct, readAccountId, readPublicKey } from './read-arguments.ts'

/** Pays a transfer's fee; one to an account that it would create pays for that too (`transfer_send_fee` in nearcore's `cost.rs`). */
function payTransfer(state: HostState, receiverId: string, isSelf: boolean): void {
  const { actionFees: fees, features } = state.parameters
  const kind = kindOfAccount(receiverId)
  const paid = [fees.TRANSFER]
  if (mayCreate(kind, features)) paid.push(fees.CREATE_ACCOUNT)
  if (kind === 'near_implicit') paid.push(fees.ADD_FULL_ACCESS_KEY)
  let send = 0
  let execute = 0
  for (const fee of paid) {
    send += isSelf ? fee.sendToSelf : fee.sendToOther
    execute += fee.execute
  }
  state.gas.payAction('TRANSFER', send, send + execute)
}

function mayCreate(kind: AccountKind, features: Features): boolean {
  switch (kind) {
    case 'named':
      return false
    case 'near_implicit':
      return true
    case 'eth_implicit':
      return features.ethImplicitAccounts
    case 'deterministic':
      return features.deterministicAccounts
    case 'universal':
      return features.universalAccounts
  }
}

/** The actions that contracts add to promises, but for those on keys. */
export const actionFunctions: HostFunctions = {
  promise_batch_action_create_account: declareAction(
    'promise_batch_action_create_account',
    1,
    (state, index) => {
      const { receipt, isSelf } = state.promises.receipt(index)
      state.gas.payActionFee('CREATE_ACCOUNT', isSelf)
      receipt.actions.push({ type: 'CreateAccount' })
    },
  ),

  promise_batch_action_deploy_contract: declareAction(
    'promise_batch_action_deploy_contract',
    3,
    (state, index, length, pointer) => {
      const code = state.memory.viewOrRegister(pointer, length)
      const limit = state.parameters.limits.maxContractSize
      if (code.length > limit) throw hostFaults.contractSizeExceeded(code.length, limit)
      const { receipt, isSelf } = state.promises.receipt(index)
      state.gas.payActionFee('DEPLOY_CONTRACT_BASE', isSelf)
      state.gas.payActionFee('DEPLOY_CONTRACT_BYTE', isSelf, code.length)
      receipt.actions.push({ type: 'DeployContract', code: code.slice() })
    },
  ),

  promise_batch_action_function_call: procedure(7, (state, index, ...call) => {
    addFunctionCall(state, index, call, 0n)
  }),

  promise_batch_action_function_call_weight: procedure(8, (state, index, ...call) => {
    addFunctionCall(state, index, call, call[6] ?? 0n)
  }),

  promise_batch_action_transfer: declareAction(
    'promise_batch_action_transfer',
    2,
    (state, index, pointer) => {
      const deposit = state.memory.readU128(pointer)
      const { receipt, isSelf } = state.promises.receipt(index)
      payTransfer(state, receipt.receiverId, isSelf)
      deduct(state, deposit)
      receipt.actions.push({ type: 'Transfer', deposit })
    },
  ),

  promise_batch_action_stake: declareAction(
    'promise_batch_action_stake',
    4,
    (state, index, pointer, keyLength, keyPointer) => {
      const stake = state.memory.readU128(pointer)
      const publicKey = readPublicKey(state, keyPointer, keyLength)
      const { receipt, isSelf } = state.promises.receipt(index)
      state.gas.payActionFee('STAKE', isSelf)
      receipt.actions.push({ type: 'Stake', stake, publicKey: publicKey() })
    },
  ),

  promise_batch_action_delete_account: declareAction(
    'promise_batch_action_delete_account',
    3,
    (state, index, length, pointer) => {
      const beneficiaryId = readAccountId(state, pointer, length)
      const { receipt, isSelf } = state.promises.receipt(index)
      state.gas.payActionFee('DELETE_ACCOUNT', isSelf)
      receipt.actions.push({ type: 'DeleteAccount', beneficiaryId })
    },
  ),
}
