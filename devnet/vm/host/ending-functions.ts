import { I32 } from '../wasm/module.ts'
import { hostFaults } from './faults.ts'
import { type HostFunctions, procedure } from './host-function.ts'
import type { HostState } from './host-state.ts'
import { readUtf8, readUtf16 } from './strings.ts'

/** In AssemblyScript a string's length is in the 4 bytes before it. */
const LENGTH_BYTES = 4n

function log(state: HostState, message: string, shown = message): void {
  state.gas.payBase('LOG_BASE')
  state.gas.payPer('LOG_BYTE', Buffer.byteLength(message))
  state.logs.push(shown)
}

function readU32(state: HostState, pointer: bigint): bigint {
  const bytes = state.memory.view(pointer, 4n)
  return BigInt(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true))
}

/** Returning, panicking and logging. */
export const endingFunctions: HostFunctions = {
  value_return: procedure(2, (state, length, pointer) => {
    const { gas, context, parameters } = state
    gas.payBase('BASE')
    const value = state.memory.viewOrRegister(pointer, length)
    const limit = parameters.limits.maxLengthReturnedData
    if (value.length > limit) throw hostFaults.returnedValueLengthExceeded(value.length, limit)
    // Sending the result on is paid here, for every account that waits for it, and burnt at once.
    const fee = parameters.actionFees.NEW_DATA_RECEIPT_BYTE
    let burning = 0
    for (const receiver of context.outputDataReceivers ?? []) {
      const isSelf = receiver === context.currentAccountId
      burning += ((isSelf ? fee.sendToSelf : fee.sendToOther) + fee.execute) * value.length
    }
    gas.payAction('NEW_DATA_RECEIPT_BYTE', burning, burning)
    state.returned = { kind: 'value', value: value.slice() }
  }),

  panic: procedure(0, (state) => {
    state.gas.payBase('BASE')
    throw hostFaults.guestPanic('explicit guest panic')
  }),

  panic_utf8: procedure(2, (state, length, pointer) => {
    state.gas.payBase('BASE')
    throw hostFaults.guestPanic(readUtf8(state, length, pointer))
  }),

  log_utf8: procedure(2, (state, length, pointer) => {
    state.gas.payBase('BASE')
    state.logs.checkCount()
    log(state, readUtf8(state, length, pointer))
  }),

  log_utf16: procedure(2, (state, length, pointer) => {
    state.gas.payBase('BASE')
    state.logs.checkCount()
    log(state, readUtf16(state, length, pointer))
  }),

  /** AssemblyScript's abort. */
  abort: {
    params: [I32, I32, I32, I32],
    result: undefined,
    run(state, ...args) {
      const [message = 0n, file = 0n, line = 0n, column = 0n] = args.map((value) =>
        BigInt.asUintN(32, value),
      )
      state.gas.payBase('BASE')
      if (message < LENGTH_BYTES || file < LENGTH_BYTES) throw hostFaults.badUtf16()
      state.logs.checkCount()
      const messageLength = readU32(state, message - LENGTH_BYTES)
      const fileLength = readU32(state, file - LENGTH_BYTES)
      const text = readUtf16(state, messageLength, message)
      const name = readUtf16(state, fileLength, file)
      const whole = `${text}, filename: "${name}" line: ${line} col: ${column}`
      log(state, whole, `ABORT: ${whole}`)
      throw hostFaults.guestPanic(whole)
    },
  },
}
