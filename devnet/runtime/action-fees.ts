import type { ActionCost, ActionFee, ProtocolParameters } from '../parameters/index.ts'
import { accountKind } from '../primitives/account-id.ts'
import type { Action, GlobalContractId } from './types.ts'

type Stage = keyof ActionFee

/** Gas of one of the fees that are not an action's own. */
export function feeOf({ actionFees }: ProtocolParameters, cost: ActionCost, stage: Stage): bigint {
  return BigInt(actionFees[cost][stage])
}

/** Which sending fee applies. */
export function sendStage(senderId: string, receiverId: string): Stage {
  return senderId === receiverId ? 'sendToSelf' : 'sendToOther'
}

/** Gas to send the actions. The inner actions of a delegate are not counted: see `prepaidSendFees`. */
export function sendFees(
  parameters: ProtocolParameters,
  actions: readonly Action[],
  senderId: string,
  receiverId: string,
): bigint {
  const stage = sendStage(senderId, receiverId)
  return actions.reduce((sum, action) => sum + actionFee(parameters, action, stage, receiverId), 0n)
}

export function execFee(
  parameters: ProtocolParameters,
  action: Action,
  receiverId: string,
): bigint {
  return actionFee(parameters, action, 'execute', receiverId)
}

/** Gas that is paid in advance to execute actions, those inside delegates included. */
export function prepaidExecFees(
  parameters: ProtocolParameters,
  actions: readonly Action[],
  receiverId: string,
): bigint {
  return actions.reduce((sum, action) => {
    const own = sum + execFee(parameters, action, receiverId)
    if (action.type !== 'Delegate') return own
    const { delegate } = action
    const inner = prepaidExecFees(parameters, delegate.actions, delegate.receiverId)
    return own + inner + feeOf(parameters, 'NEW_ACTION_RECEIPT', 'execute')
  }, 0n)
}

/** Gas that is paid in advance to send what delegates contain. */
export function prepaidSendFees(
  parameters: ProtocolParameters,
  actions: readonly Action[],
): bigint {
  return actions.reduce((sum, action) => {
    if (action.type !== 'Delegate') return sum
    const { senderId, receiverId, actions: inner } = action.delegate
    const receipt = feeOf(parameters, 'NEW_ACTION_RECEIPT', sendStage(senderId, receiverId))
    return sum + receipt + sendFees(parameters, inner, senderId, receiverId)
  }, 0n)
}

/** Gas attached to function calls, those inside delegates included. */
export function prepaidGas(actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if (action.type === 'FunctionCall') return sum + action.gas
    return action.type === 'Delegate' ? sum + prepaidGas(action.delegate.actions) : sum
  }, 0n)
}

/** All gas that a receipt has in advance: to execute it, to send what its delegates contain, and what is attached to its calls. */
export function receiptGas(
  parameters: ProtocolParameters,
  actions: readonly Action[],
  receiverId: string,
): bigint {
  return (
    prepaidGas(actions) +
    prepaidSendFees(parameters, actions) +
    prepaidExecFees(parameters, actions, receiverId) +
    feeOf(parameters, 'NEW_ACTION_RECEIPT', 'execute')
  )
}

/** Yocto attached to transfers, calls and state inits, those inside delegates included. */
export function totalDeposit(actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if ('deposit' in action) return sum + action.deposit
    return action.type === 'Delegate' ? sum + totalDeposit(action.delegate.actions) : sum
  }, 0n)
}

function actionFee(
  parameters: ProtocolParameters,
  action: Action,
  stage: Stage,
  receiverId: string,
): bigint {
  const fee = (cost: ActionCost, count = 1) => feeOf(parameters, cost, stage) * BigInt(count)
  switch (action.type) {
    case 'CreateAccount':
      return fee('CREATE_ACCOUNT')
    case 'DeployContract':
      return fee('DEPLOY_CONTRACT_BASE') + fee('DEPLOY_CONTRACT_BYTE', action.code.length)
    case 'FunctionCall': {
      const size = Buffer.byteLength(action.methodName) + action.args.length
      return fee('FUNCTION_CALL_BASE') + fee('FUNCTION_CALL_BYTE', size)
    }
    case 'Transfer':
      return transferFee(parameters, stage, receiverId)
    case 'Stake':
      return fee('STAKE')
    case 'AddKey': {
      const { permission } = action.accessKey
      if (permission === 'full') return fee('ADD_FULL_ACCESS_KEY')
      const size = permission.methodNames.reduce(
        (sum, name) => sum + Buffer.byteLength(name) + 1,
        0,
      )
      return fee('ADD_FUNCTION_CALL_KEY_BASE') + fee('ADD_FUNCTION_CALL_KEY_BYTE', size)
    }
    case 'DeleteKey':
      return fee('DELETE_KEY')
    case 'DeleteAccount':
      return fee('DELETE_ACCOUNT')
    case 'Delegate':
      return fee('DELEGATE')
    case 'DeployGlobalContract':
      return (
        fee('DEPLOY_GLOBAL_CONTRACT_BASE') + fee('DEPLOY_GLOBAL_CONTRACT_BYTE', action.code.length)
      )
    case 'UseGlobalContract':
      return (
        fee('USE_GLOBAL_CONTRACT_BASE') +
        fee('USE_GLOBAL_CONTRACT_BYTE', globalContractIdBytes(action.contract))
      )
    case 'DeterministicStateInit': {
      const { data } = action.stateInit
      const size = data.reduce((sum, { key, value }) => sum + key.length + value.length, 0)
      return (
        fee('DETERMINISTIC_STATE_INIT_BASE') +
        fee('DETERMINISTIC_STATE_INIT_ENTRY', data.length) +
        fee('DETERMINISTIC_STATE_INIT_BYTE', size)
      )
    }
  }
}

/** A transfer that may create an account also pays for that, and for its key where it gets one (`transfer_exec_fee` in nearcore's `cost.rs`). */
function transferFee(parameters: ProtocolParameters, stage: Stage, receiverId: string): bigint {
  const { features } = parameters
  const fee = (cost: ActionCost) => feeOf(parameters, cost, stage)
  const transfer = fee('TRANSFER')
  switch (accountKind(receiverId)) {
    case 'near-implicit':
      return transfer + fee('CREATE_ACCOUNT') + fee('ADD_FULL_ACCESS_KEY')
    case 'deterministic':
      return features.deterministicAccounts ? transfer + fee('CREATE_ACCOUNT') : transfer
    case 'eth-implicit':
      return features.ethImplicitAccounts ? transfer + fee('CREATE_ACCOUNT') : transfer
    case 'universal':
      return features.universalAccounts ? transfer + fee('CREATE_ACCOUNT') : transfer
    case 'named':
      return transfer
  }
}

/** Bytes that a reference to a global contract takes at its user. */
export function globalContractIdBytes(contract: GlobalContractId): number {
  return contract.by === 'code_hash' ? 32 : contract.accountId.length
}
