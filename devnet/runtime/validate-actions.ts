import type { Limits, ProtocolParameters } from '../parameters/index.ts'
import { accountKind, isAccountId } from '../primitives/account-id.ts'
import type { JsonObject } from '../primitives/json.ts'
import { prepaidGas } from './action-fees.ts'
import { deterministicAccountId } from './state-init.ts'
import type { AccessKey, Action, FunctionCall, StateInit } from './types.ts'

/** What is wrong with a list of actions: nearcore's `ActionsValidationError` as JSON. */
export type ActionsRefusal = JsonObject | string

/** Checks what can be told about actions without the state; undefined if nothing is wrong. */
export function validateActions(
  parameters: ProtocolParameters,
  actions: readonly Action[],
  receiverId: string,
): ActionsRefusal | undefined {
  const { limits } = parameters
  if (actions.length > limits.maxActionsPerReceipt) {
    return {
      TotalNumberOfActionsExceeded: {
        total_number_of_actions: actions.length,
        limit: limits.maxActionsPerReceipt,
      },
    }
  }
  const deployments = actions.filter(isDeployment).length
  if (deployments > limits.maxDeployActionsPerReceipt) {
    return {
      TotalNumberOfDeployActionsExceeded: {
        number_of_deploy_actions: deployments,
        limit: limits.maxDeployActionsPerReceipt,
      },
    }
  }
  const entries = stateInitEntries(actions)
  if (entries > limits.maxStateInitEntries) {
    return {
      TotalNumberOfStateInitEntriesExceeded: {
        number_of_entries: entries,
        limit: limits.maxStateInitEntries,
      },
    }
  }
  let delegates = 0
  for (const [index, action] of actions.entries()) {
    if (action.type === 'DeleteAccount' && index !== actions.length - 1) {
      return 'DeleteActionMustBeFinal'
    }
    if (action.type === 'Delegate' && ++delegates > 1) return 'DelegateActionMustBeOnlyOne'
    const refusal = validateAction(parameters, action, receiverId)
    if (refusal) return refusal
  }
  const totalGas = prepaidGas(actions)
  if (totalGas > limits.maxTotalPrepaidGas) {
    return {
      TotalPrepaidGasExceeded: { total_prepaid_gas: totalGas, limit: limits.maxTotalPrepaidGas },
    }
  }
  return undefined
}

function isDeployment({ type }: Action): boolean {
  return type === 'DeployContract' || type === 'DeployGlobalContract'
}

/** Counts the entries of state inits, those inside delegates included. */
function stateInitEntries(actions: readonly Action[]): number {
  return actions.reduce((sum, action) => {
    if (action.type === 'DeterministicStateInit') return sum + action.stateInit.data.length
    return action.type === 'Delegate' ? sum + stateInitEntries(action.delegate.actions) : sum
  }, 0)
}

function validateAction(
  parameters: ProtocolParameters,
  action: Action,
  receiverId: string,
): ActionsRefusal | undefined {
  const { limits } = parameters
  switch (action.type) {
    case 'DeployContract':
    case 'DeployGlobalContract':
      return exceeds('ContractSizeExceeded', 'size', action.code.length, limits.maxContractSize)
    case 'FunctionCall':
      return validateFunctionCall(parameters, action)
    case 'AddKey':
      return validateAccessKey(limits, action.accessKey)
    case 'DeterministicStateInit':
      return validateStateInit(parameters, action.stateInit, receiverId)
    case 'Delegate':
      return validateDelegate(parameters, action, receiverId)
    case 'Stake':
      return action.publicKey.type === 'ed25519'
        ? undefined
        : { UnsuitableStakingKey: { public_key: action.publicKey.text } }
    case 'Transfer':
      return validateTransfer(parameters, receiverId)
    case 'CreateAccount':
    case 'DeleteKey':
    case 'DeleteAccount':
    case 'UseGlobalContract':
      return undefined
  }
}

/** Before 85 a state init inside a delegate was held to the account that signed it, which it never names. */
function validateDelegate(
  parameters: ProtocolParameters,
  { delegate }: Extract<Action, { type: 'Delegate' }>,
  outerReceiverId: string,
): ActionsRefusal | undefined {
  const { delegatedStateInits } = parameters.features
  const receiverId = delegatedStateInits ? delegate.receiverId : outerReceiverId
  return validateActions(parameters, delegate.actions, receiverId)
}

/** Until universal accounts are there, nobody may fund one. */
function validateTransfer(
  { features }: ProtocolParameters,
  account_id: string,
): ActionsRefusal | undefined {
  const isEarly = features.rejectUniversalAccountTransfers && !features.universalAccounts
  if (!isEarly || accountKind(account_id) !== 'universal') return undefined
  return { TransferToUniversalAccountNotAllowed: { account_id } }
}

function validateStateInit(
  { limits }: ProtocolParameters,
  stateInit: StateInit,
  receiver_id: string,
): ActionsRefusal | undefined {
  const derived_id = deterministicAccountId(stateInit)
  if (derived_id !== receiver_id) {
    return { InvalidDeterministicStateInitReceiver: { receiver_id, derived_id } }
  }
  for (const { key, value } of stateInit.data) {
    const name = 'DeterministicStateInit'
    const refusal =
      exceeds(`${name}KeyLengthExceeded`, 'length', key.length, limits.maxLengthStorageKey) ??
      exceeds(`${name}ValueLengthExceeded`, 'length', value.length, limits.maxLengthStorageValue)
    if (refusal) return refusal
  }
  return undefined
}

function validateFunctionCall(
  { limits, features }: ProtocolParameters,
  { gas, methodName, args }: FunctionCall,
): ActionsRefusal | undefined {
  if (gas === 0n) return 'FunctionCallZeroAttachedGas'
  if (methodName === '' && features.rejectEmptyMethodName) return 'FunctionCallEmptyMethodName'
  const nameLength = Buffer.byteLength(methodName)
  return (
    exceeds(
      'FunctionCallMethodNameLengthExceeded',
      'length',
      nameLength,
      limits.maxLengthMethodName,
    ) ??
    exceeds('FunctionCallArgumentsLengthExceeded', 'length', args.length, limits.maxArgumentsLength)
  )
}

function validateAccessKey(limits: Limits, { permission }: AccessKey): ActionsRefusal | undefined {
  if (permission === 'full') return undefined
  const badReceiver = validateAccountId(permission.receiverId)
  if (badReceiver) return badReceiver
  let total = 0
  for (const name of permission.methodNames) {
    const length = Buffer.byteLength(name)
    const refusal = exceeds(
      'AddKeyMethodNameLengthExceeded',
      'length',
      length,
      limits.maxLengthMethodName,
    )
    if (refusal) return refusal
    // Each name counts with a terminating byte.
    total += length + 1
  }
  const name = 'AddKeyMethodNamesNumberOfBytesExceeded'
  return exceeds(name, 'total_number_of_bytes', total, limits.maxNumberBytesMethodNames)
}

function validateAccountId(accountId: string): ActionsRefusal | undefined {
  if (isAccountId(accountId)) return undefined
  // Twice the longest account id, as nearcore shortens it.
  return { InvalidAccountId: { account_id: accountId.slice(0, 128) } }
}

function exceeds(name: string, what: string, value: number, limit: number): JsonObject | undefined {
  return value > limit ? { [name]: { [what]: value, limit } } : undefined
}
