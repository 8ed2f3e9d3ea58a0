import { isAccountId } from '../primitives/account-id.ts'
import type { JsonObject } from '../primitives/json.ts'
import { prepaidGas } from './action-fees.ts'
import { LIMITS } from './parameters.ts'
import type { AccessKey, Action, FunctionCall } from './types.ts'

/** What is wrong with a list of actions: nearcore's `ActionsValidationError` as JSON. */
export type ActionsRefusal = JsonObject | string

/** Checks what can be told about actions without the state; undefined if nothing is wrong. */
export function validateActions(actions: readonly Action[]): ActionsRefusal | undefined {
  if (actions.length > LIMITS.maxActionsPerReceipt) {
    return {
      TotalNumberOfActionsExceeded: {
        total_number_of_actions: actions.length,
        limit: LIMITS.maxActionsPerReceipt,
      },
    }
  }
  let delegates = 0
  for (const [index, action] of actions.entries()) {
    if (action.type === 'DeleteAccount' && index !== actions.length - 1) {
      return 'DeleteActionMustBeFinal'
    }
    if (action.type === 'Delegate' && ++delegates > 1) return 'DelegateActionMustBeOnlyOne'
    const refusal = validateAction(action)
    if (refusal) return refusal
  }
  const totalGas = prepaidGas(actions)
  if (totalGas > LIMITS.maxTotalPrepaidGas) {
    return {
      TotalPrepaidGasExceeded: { total_prepaid_gas: totalGas, limit: LIMITS.maxTotalPrepaidGas },
    }
  }
  return undefined
}

function validateAction(action: Action): ActionsRefusal | undefined {
  switch (action.type) {
    case 'DeployContract':
    case 'DeployGlobalContract':
      return exceeds('ContractSizeExceeded', 'size', action.code.length, LIMITS.maxContractSize)
    case 'FunctionCall':
      return validateFunctionCall(action)
    case 'AddKey':
      return validateAccessKey(action.accessKey)
    case 'DeleteAccount':
      return validateAccountId(action.beneficiaryId)
    case 'UseGlobalContract':
      return action.contract.by === 'account_id'
        ? validateAccountId(action.contract.accountId)
        : undefined
    case 'Delegate':
      return validateDelegate(action)
    case 'Stake':
      return action.publicKey.type === 'ed25519'
        ? undefined
        : { UnsuitableStakingKey: { public_key: action.publicKey.text } }
    case 'CreateAccount':
    case 'Transfer':
    case 'DeleteKey':
      return undefined
  }
}

/** nearcore finds bad account ids in a delegate while decoding; here they fail like any other. */
function validateDelegate({
  delegate,
}: Extract<Action, { type: 'Delegate' }>): ActionsRefusal | undefined {
  return (
    validateAccountId(delegate.senderId) ??
    validateAccountId(delegate.receiverId) ??
    validateActions(delegate.actions)
  )
}

function validateFunctionCall({ gas, methodName, args }: FunctionCall): ActionsRefusal | undefined {
  if (gas === 0n) return 'FunctionCallZeroAttachedGas'
  const nameLength = Buffer.byteLength(methodName)
  return (
    exceeds(
      'FunctionCallMethodNameLengthExceeded',
      'length',
      nameLength,
      LIMITS.maxMethodNameLength,
    ) ??
    exceeds('FunctionCallArgumentsLengthExceeded', 'length', args.length, LIMITS.maxArgumentsLength)
  )
}

function validateAccessKey({ permission }: AccessKey): ActionsRefusal | undefined {
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
      LIMITS.maxMethodNameLength,
    )
    if (refusal) return refusal
    // Each name counts with a terminating byte.
    total += length + 1
  }
  const name = 'AddKeyMethodNamesNumberOfBytesExceeded'
  return exceeds(name, 'total_number_of_bytes', total, LIMITS.maxBytesOfMethodNames)
}

function validateAccountId(accountId: string): ActionsRefusal | undefined {
  if (isAccountId(accountId)) return undefined
  // Twice the longest account id, as nearcore shortens it.
  return { InvalidAccountId: { account_id: accountId.slice(0, 128) } }
}

function exceeds(name: string, what: string, value: number, limit: number): JsonObject | undefined {
  return value > limit ? { [name]: { [what]: value, limit } } : undefined
}
