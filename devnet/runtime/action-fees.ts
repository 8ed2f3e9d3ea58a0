import { accountKind } from '../primitives/account-id.ts'
import type { Fee } from './fees.ts'
import { FEES } from './fees.ts'
import type { Action, GlobalContractId } from './types.ts'

type Stage = keyof Fee

/** Gas to send the actions. The inner actions of a delegate are not counted: see `prepaidSendFees`. */
export function sendFees(actions: readonly Action[], senderId: string, receiverId: string): bigint {
  const stage = senderId === receiverId ? 'sendSelf' : 'send'
  return actions.reduce((sum, action) => sum + actionFee(action, stage, receiverId), 0n)
}

export function execFee(action: Action, receiverId: string): bigint {
  return actionFee(action, 'exec', receiverId)
}

/** Gas that is paid in advance to execute actions, those inside delegates included. */
export function prepaidExecFees(actions: readonly Action[], receiverId: string): bigint {
  return actions.reduce((sum, action) => {
    const own = sum + execFee(action, receiverId)
    if (action.type !== 'Delegate') return own
    const { delegate } = action
    return own + prepaidExecFees(delegate.actions, delegate.receiverId) + FEES.newActionReceipt.exec
  }, 0n)
}

/** Gas that is paid in advance to send what delegates contain. */
export function prepaidSendFees(actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if (action.type !== 'Delegate') return sum
    const { senderId, receiverId, actions: inner } = action.delegate
    const stage = senderId === receiverId ? 'sendSelf' : 'send'
    return sum + FEES.newActionReceipt[stage] + sendFees(inner, senderId, receiverId)
  }, 0n)
}

/** Gas attached to function calls, those inside delegates included. */
export function prepaidGas(actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if (action.type === 'FunctionCall') return sum + action.gas
    return action.type === 'Delegate' ? sum + prepaidGas(action.delegate.actions) : sum
  }, 0n)
}

/** Yocto attached to transfers and calls, those inside delegates included. */
export function totalDeposit(actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if (action.type === 'FunctionCall' || action.type === 'Transfer') return sum + action.deposit
    return action.type === 'Delegate' ? sum + totalDeposit(action.delegate.actions) : sum
  }, 0n)
}

function actionFee(action: Action, stage: Stage, receiverId: string): bigint {
  switch (action.type) {
    case 'CreateAccount':
      return FEES.createAccount[stage]
    case 'DeployContract':
      return FEES.deployContract[stage] + bytes(action.code.length, FEES.deployContractByte, stage)
    case 'FunctionCall': {
      const size = Buffer.byteLength(action.methodName) + action.args.length
      return FEES.functionCall[stage] + bytes(size, FEES.functionCallByte, stage)
    }
    case 'Transfer':
      return transferFee(stage, receiverId)
    case 'Stake':
      return FEES.stake[stage]
    case 'AddKey': {
      const { permission } = action.accessKey
      if (permission === 'full') return FEES.addFullAccessKey[stage]
      const size = permission.methodNames.reduce(
        (sum, name) => sum + Buffer.byteLength(name) + 1,
        0,
      )
      return FEES.addFunctionCallKey[stage] + bytes(size, FEES.addFunctionCallKeyByte, stage)
    }
    case 'DeleteKey':
      return FEES.deleteKey[stage]
    case 'DeleteAccount':
      return FEES.deleteAccount[stage]
    case 'Delegate':
      return FEES.delegate[stage]
    case 'DeployGlobalContract': {
      const size = bytes(action.code.length, FEES.deployGlobalContractByte, stage)
      return FEES.deployGlobalContract[stage] + size
    }
    case 'UseGlobalContract': {
      const size = bytes(globalContractIdBytes(action.contract), FEES.useGlobalContractByte, stage)
      return FEES.useGlobalContract[stage] + size
    }
  }
}

/** A transfer that may create an implicit account also pays for the account and its key. */
function transferFee(stage: Stage, receiverId: string): bigint {
  const transfer = FEES.transfer[stage]
  switch (accountKind(receiverId)) {
    case 'near-implicit':
      return transfer + FEES.createAccount[stage] + FEES.addFullAccessKey[stage]
    case 'eth-implicit':
    case 'deterministic':
      return transfer + FEES.createAccount[stage]
    case 'named':
      return transfer
  }
}

function bytes(count: number, fee: Fee, stage: Stage): bigint {
  return BigInt(count) * fee[stage]
}

/** Bytes that a reference to a global contract takes at its user. */
export function globalContractIdBytes(contract: GlobalContractId): number {
  return contract.by === 'code_hash' ? 32 : contract.accountId.length
}
