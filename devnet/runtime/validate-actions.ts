import type { Limits, ProtocolParameters } from '../parameters/index.ts'
import { isAccountId } from '../primitives/account-id.ts'
import type { JsonObject } from '../primitives/json.ts'
import { prepaidGas } from './action-fees.ts'
import type { AccessKey, Action, FunctionCall } from './types.ts'

/** What is wrong with a list of actions: nearcore's `ActionsValidationError` as JSON. */
export type ActionsRefusal = JsonObject | string

/** Checks what can be told about actions without the state; undefined if nothing is wrong. */
export function validateActions(
  parameters: ProtocolParameters,
  actions: readonly Action[],
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
  let delegates = 0
  for (const [index, action] of actions.entries()) {
    if (action.type === 'DeleteAccount' && index !== actions.length - 1) {
      return 'DeleteActionMustBeFinal'
    }
    if (action.type === 'Delegate' && ++delegates > 1) return 'DelegateActionMustBeOnlyOne'
    const refusal = validateAction(parameters, action)
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

function validateAction(
  parameters: ProtocolParameters,
  action: Action,
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
    case 'UseGlobalContract':
      return action.contract.by === 'account_id'
        ? validateAccountId(action.contract.accountId)
        : undefined
    case 'Delegate':
      return validateActions(parameters, action.delegate.actions)
    case 'Stake':
      return action.publicKey.type === 'ed25519'
        ? undefined
        : { UnsuitableStakingKey: { public_key: action.publicKey.text } }
    case 'CreateAccount':
    case 'Transfer':
    case 'DeleteKey':
    case 'DeleteAccount':
      return undefined
  }
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
