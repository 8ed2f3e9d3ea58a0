import { declareAction } from './declare-action.ts'
import { hostFaults } from './faults.ts'
import type { HostFunctions } from './host-function.ts'
import { decodeMethodName, readAccountId, readPublicKey } from './read-arguments.ts'

const COMMA = 0x2c

/** Splits method names at commas; none at all is an empty list. */
function splitMethodNames(bytes: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = []
  if (bytes.length === 0) return names
  for (let start = 0; ; ) {
    const comma = bytes.indexOf(COMMA, start)
    const end = comma === -1 ? bytes.length : comma
    if (end === start) throw hostFaults.emptyMethodName()
    names.push(bytes.slice(start, end))
    if (comma === -1) return names
    start = comma + 1
  }
}

/** The actions on access keys. */
export const keyFunctions: HostFunctions = {
  promise_batch_action_add_key_with_full_access: declareAction(
    'promise_batch_action_add_key_with_full_access',
    4,
    (state, index, keyLength, keyPointer, nonce) => {
      const publicKey = readPublicKey(state, keyPointer, keyLength)
      const { receipt, isSelf } = state.promises.receipt(index)
      state.gas.payActionFee('ADD_FULL_ACCESS_KEY', isSelf)
      receipt.actions.push({
        type: 'AddFullAccessKey',
        publicKey: publicKey(),
        nonce: BigInt.asUintN(64, nonce),
      })
    },
  ),

  promise_batch_action_add_key_with_function_call: declareAction(
    'promise_batch_action_add_key_with_function_call',
    9,
    (state, index, keyLength, keyPointer, nonce, allowancePointer, ...rest) => {
      const [idLength = 0n, idPointer = 0n, namesLength = 0n, namesPointer = 0n] = rest
      const publicKey = readPublicKey(state, keyPointer, keyLength)
      const allowance = state.memory.readU128(allowancePointer)
      const receiverId = readAccountId(state, idPointer, idLength)
      const names = splitMethodNames(state.memory.viewOrRegister(namesPointer, namesLength))
      const { receipt, isSelf } = state.promises.receipt(index)
      // Each name is paid for with a byte that ends it.
      const bytes = names.reduce((sum, name) => sum + name.length + 1, 0)
      state.gas.payActionFee('ADD_FUNCTION_CALL_KEY_BASE', isSelf)
      state.gas.payActionFee('ADD_FUNCTION_CALL_KEY_BYTE', isSelf, bytes)
      receipt.actions.push({
        type: 'AddFunctionCallKey',
        publicKey: publicKey(),
        nonce: BigInt.asUintN(64, nonce),
        allowance: allowance === 0n ? null : allowance,
        receiverId,
        methodNames: names.map(decodeMethodName),
      })
    },
  ),

  promise_batch_action_delete_key: declareAction(
    'promise_batch_action_delete_key',
    3,
    (state, index, keyLength, keyPointer) => {
      const publicKey = readPublicKey(state, keyPointer, keyLength)
      const { receipt, isSelf } = state.promises.receipt(index)
      state.gas.payActionFee('DELETE_KEY', isSelf)
      receipt.actions.push({ type: 'DeleteKey', publicKey: publicKey() })
    },
  ),
}
