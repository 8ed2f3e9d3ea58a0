import { declareAction } from './declare-action.ts'
import { hostFaults } from './faults.ts'
import { addFunctionCall } from './function-call.ts'
import { type HostFunctions, procedure, query } from './host-function.ts'
import { type HostState, refuseInView } from './host-state.ts'
import { readAccountId } from './read-arguments.ts'

const BYTES_PER_INDEX = 8n

function createBatch(state: HostState, length: bigint, pointer: bigint): bigint {
  state.gas.payBase('BASE')
  refuseInView(state, 'promise_batch_create')
  const receiverId = readAccountId(state, pointer, length)
  return state.promises.create(receiverId, [])
}

function thenBatch(state: HostState, index: bigint, length: bigint, pointer: bigint): bigint {
  state.gas.payBase('BASE')
  refuseInView(state, 'promise_batch_then')
  const receiverId = readAccountId(state, pointer, length)
  return state.promises.create(receiverId, state.promises.receiptsOf(index))
}

/** The promises API but for the actions: creating, joining, results and returning. */
export const promiseFunctions: HostFunctions = {
  promise_create: query(8, (state, idLength, idPointer, ...call) => {
    const index = createBatch(state, idLength, idPointer)
    addFunctionCall(state, index, call, 0n)
    return index
  }),
  promise_then: query(9, (state, after, idLength, idPointer, ...call) => {
    const index = thenBatch(state, after, idLength, idPointer)
    addFunctionCall(state, index, call, 0n)
    return index
  }),
  promise_and: query(2, (state, pointer, count) => {
    const { gas, memory } = state
    gas.payBase('BASE')
    refuseInView(state, 'promise_and')
    gas.payBase('PROMISE_AND_BASE')
    const length = BigInt.asUintN(64, count) * BYTES_PER_INDEX
    if (length >= 2n ** 64n) throw hostFaults.integerOverflow()
    // nearcore charges this for each byte, whatever its name says.
    gas.payPer('PROMISE_AND_PER_PROMISE', length)
    const bytes = memory.view(pointer, length)
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const indexes: bigint[] = []
    for (let at = 0; at < bytes.length; at += 8) indexes.push(data.getBigUint64(at, true))
    return state.promises.join(indexes)
  }),
  promise_batch_create: query(2, createBatch),
  promise_batch_then: query(3, thenBatch),
  promise_set_refund_to: declareAction(
    'promise_set_refund_to',
    3,
    (state, index, length, pointer) => {
      state.promises.setRefundTo(index, readAccountId(state, pointer, length))
    },
  ),

  promise_results_count: query(0, (state) => {
    state.gas.payBase('BASE')
    refuseInView(state, 'promise_results_count')
    return BigInt(state.context.promiseResults.length)
  }),
  promise_result: query(2, (state, index, id) => {
    state.gas.payBase('BASE')
    refuseInView(state, 'promise_result')
    const unsigned = BigInt.asUintN(64, index)
    const results = state.context.promiseResults
    const result = unsigned < BigInt(results.length) ? results[Number(unsigned)] : undefined
    if (result === undefined) throw hostFaults.invalidPromiseResultIndex(unsigned)
    if (result.status === 'not_ready') return 0n
    if (result.status === 'failed') return 2n
    state.registers.writeShared(BigInt.asUintN(64, id), result.value)
    return 1n
  }),
  promise_return: procedure(1, (state, index) => {
    state.gas.payBase('BASE')
    state.gas.payBase('PROMISE_RETURN')
    refuseInView(state, 'promise_return')
    state.returned = { kind: 'promise', index: state.promises.returnable(index) }
  }),
}
