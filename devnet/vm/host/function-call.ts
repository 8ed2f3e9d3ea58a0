import { hostFaults } from './faults.ts'
import { type HostState, refuseInView } from './host-state.ts'
import { decodeMethodName, deductForCall } from './read-arguments.ts'

/**
 * Adds a function call to a promise. `call` is its part of the host function's arguments: length and pointer of the method name and of the arguments,
 * pointer of the deposit, gas.
 */
export function addFunctionCall(
  state: HostState,
  index: bigint,
  call: readonly bigint[],
  weight: bigint,
): void {
  const [nameLength = 0n, namePointer = 0n, argsLength = 0n, argsPointer = 0n] = call
  const [, , , , depositPointer = 0n, gas = 0n] = call
  state.gas.payBase('BASE')
  refuseInView(state, 'promise_batch_action_function_call')
  const deposit = state.memory.readU128(depositPointer)
  const name = state.memory.viewOrRegister(namePointer, nameLength)
  if (name.length === 0) throw hostFaults.emptyMethodName()
  const args = state.memory.viewOrRegister(argsPointer, argsLength)
  const { receipt, isSelf } = state.promises.receipt(index)
  state.gas.payActionFee('FUNCTION_CALL_BASE', isSelf)
  state.gas.payActionFee('FUNCTION_CALL_BYTE', isSelf, name.length + args.length)
  const staticGas = BigInt.asUintN(64, gas)
  state.gas.prepay(staticGas)
  deductForCall(state, deposit)
  state.promises.addCall(receipt, {
    type: 'FunctionCall',
    methodName: decodeMethodName(name),
    args: args.slice(),
    deposit,
    gas: staticGas,
    gasWeight: BigInt.asUintN(64, weight),
  })
}
