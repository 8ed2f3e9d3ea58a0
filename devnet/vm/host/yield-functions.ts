import { I32, I64 } from '../wasm/module.ts'
import { declareCountedAction } from './declare-action.ts'
import { hostFaults } from './faults.ts'
import type { HostFunction, HostFunctions } from './host-function.ts'
import { type HostState, refuseInView } from './host-state.ts'
import { decodeMethodName, deductForCall } from './read-arguments.ts'

/** Bytes of a data id, and of an id that a contract gives itself. */
const ID_BYTES = 32
/** What a contract gets that yields under an id which is taken: the largest u64. */
const ID_TAKEN = -1n

type Callback = { name: Uint8Array; args: Uint8Array }

function readCallback(state: HostState, callback: readonly bigint[]): Callback {
  const [nameLength = 0n, namePointer = 0n, argsLength = 0n, argsPointer = 0n] = callback
  const name = state.memory.viewOrRegister(namePointer, nameLength).slice()
  if (name.length === 0) throw hostFaults.emptyMethodName()
  const args = state.memory.viewOrRegister(argsPointer, argsLength).slice()
  return { name, args }
}

/** Makes the promise that waits. Its gas is paid now, its fees as if it were sent to the account itself. */
function addYield(
  state: HostState,
  { name, args }: Callback,
  call: { gas: bigint; gasWeight: bigint; deposit: bigint; yieldId: Uint8Array | undefined },
): { index: bigint; dataId: Uint8Array } {
  const { gas, promises, yields } = state
  const staticGas = BigInt.asUintN(64, call.gas)
  gas.prepay(staticGas)
  const { index, receipt, dataId } = promises.createYield(call.yieldId)
  yields.add(dataId, call.yieldId)
  gas.payActionFee('FUNCTION_CALL_BASE', true)
  gas.payActionFee('FUNCTION_CALL_BYTE', true, name.length + args.length)
  deductForCall(state, call.deposit)
  state.promises.addCall(receipt, {
    type: 'FunctionCall',
    methodName: decodeMethodName(name),
    args,
    deposit: call.deposit,
    gas: staticGas,
    gasWeight: BigInt.asUintN(64, call.gasWeight),
  })
  return { index, dataId }
}

/** Declares a function that answers a waiting promise; `find` gives its data id, or nothing if there is none. */
function declareResume(
  name: string,
  find: (state: HostState, id: Uint8Array) => Uint8Array | undefined,
  malformed: () => Error,
): HostFunction {
  return {
    params: [I64, I64, I64, I64],
    result: I32,
    run(state, idLength = 0n, idPointer = 0n, payloadLength = 0n, payloadPointer = 0n) {
      const { gas, memory, parameters, yields } = state
      gas.payBase('BASE')
      refuseInView(state, name)
      gas.payBase('YIELD_RESUME_BASE')
      // By the length as it is given, which for a register is the largest u64.
      gas.payPer('YIELD_RESUME_BYTE', BigInt.asUintN(64, payloadLength))
      const id = memory.viewOrRegister(idPointer, idLength).slice()
      const payload = memory.viewOrRegister(payloadPointer, payloadLength).slice()
      const limit = parameters.limits.maxYieldPayloadSize
      if (payload.length > limit) throw hostFaults.yieldPayloadLength(payload.length, limit)
      if (id.length !== ID_BYTES) throw malformed()
      const dataId = find(state, id)
      return dataId !== undefined && yields.resume(dataId, payload) ? 1n : 0n
    },
  }
}

/** Promises that wait until the contract itself resumes them (NEP-519). */
export const yieldFunctions: HostFunctions = {
  promise_yield_create: declareCountedAction('promise_yield_create', 7, (state, ...args) => {
    const [, , , , gas = 0n, gasWeight = 0n, register = 0n] = args
    state.gas.payBase('YIELD_CREATE_BASE')
    const callback = readCallback(state, args)
    state.gas.payPer('YIELD_CREATE_BYTE', callback.name.length + callback.args.length)
    const call = { gas, gasWeight, deposit: 0n, yieldId: undefined }
    const { index, dataId } = addYield(state, callback, call)
    state.registers.write(BigInt.asUintN(64, register), dataId)
    return index
  }),

  promise_yield_resume: declareResume(
    'promise_yield_resume',
    (_state, dataId) => dataId,
    hostFaults.dataIdMalformed,
  ),
}

/** The same under ids that the contract gives, since protocol 85. */
export const yieldWithIdFunctions: HostFunctions = {
  promise_yield_create_with_id: declareCountedAction(
    'promise_yield_create_with_id',
    9,
    (state, ...args) => {
      const [, , , , depositPointer = 0n, gas = 0n, gasWeight = 0n] = args
      const [idLength = 0n, idPointer = 0n] = args.slice(7)
      state.gas.payBase('YIELD_CREATE_WITH_ID_BASE')
      const deposit = state.memory.readU128(depositPointer)
      const callback = readCallback(state, args)
      const yieldId = state.memory.viewOrRegister(idPointer, idLength).slice()
      if (yieldId.length !== ID_BYTES) throw hostFaults.yieldIdMalformed()
      state.gas.payPer('YIELD_CREATE_BYTE', callback.name.length + callback.args.length)
      if (state.yields.isTaken(yieldId)) return ID_TAKEN
      return addYield(state, callback, { gas, gasWeight, deposit, yieldId }).index
    },
  ),

  promise_yield_resume_with_yield_id: declareResume(
    'promise_yield_resume_with_yield_id',
    (state, yieldId) => state.yields.dataIdOf(yieldId),
    hostFaults.yieldIdMalformed,
  ),
}
