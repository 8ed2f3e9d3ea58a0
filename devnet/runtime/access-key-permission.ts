import type { JsonObject } from '../primitives/json.ts'
import type { AccessKey, Action, FunctionCall, FunctionCallPermission } from './types.ts'

/** Why a key may not sign: nearcore's `InvalidAccessKeyError` as JSON. */
export type KeyRefusal = JsonObject | string

/** Tells why a key may not sign these actions for this receiver; undefined if it may. */
export function checkPermission(
  { permission }: AccessKey,
  receiverId: string,
  actions: readonly Action[],
): KeyRefusal | undefined {
  if (permission === 'full') return undefined
  const [call] = actions
  if (actions.length !== 1 || call?.type !== 'FunctionCall') return 'RequiresFullAccess'
  return call.deposit > 0n ? 'DepositWithFunctionCall' : checkCall(permission, receiverId, call)
}

/** Tells why a key with a permission may not call this receiver's method; undefined if it may. */
export function checkCall(
  permission: FunctionCallPermission,
  receiverId: string,
  call: FunctionCall,
): KeyRefusal | undefined {
  if (receiverId !== permission.receiverId) {
    const fields = { tx_receiver: receiverId, ak_receiver: permission.receiverId }
    return { ReceiverMismatch: fields }
  }
  const { methodNames } = permission
  if (methodNames.length > 0 && !methodNames.includes(call.methodName)) {
    return { MethodNameMismatch: { method_name: call.methodName } }
  }
  return undefined
}
