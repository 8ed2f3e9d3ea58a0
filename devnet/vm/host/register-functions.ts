import { type HostFunctions, procedure, query } from './host-function.ts'

const NO_REGISTER = 2n ** 64n - 1n
const unsigned = (value: bigint) => BigInt.asUintN(64, value)

/** The registers API. */
export const registerFunctions: HostFunctions = {
  read_register: procedure(2, (state, id: bigint, pointer: bigint) => {
    state.gas.payBase('BASE')
    state.memory.write(pointer, state.registers.read(unsigned(id)))
  }),
  register_len: query(1, (state, id: bigint) => {
    state.gas.payBase('BASE')
    const length = state.registers.length(unsigned(id))
    return length === undefined ? NO_REGISTER : BigInt(length)
  }),
  write_register: procedure(3, (state, id: bigint, length: bigint, pointer: bigint) => {
    state.gas.payBase('BASE')
    state.registers.write(unsigned(id), state.memory.view(pointer, length).slice())
  }),
}
