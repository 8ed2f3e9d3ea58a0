import type { ProtocolParameters } from '../../parameters/index.ts'
import { hostFaults } from './faults.ts'
import type { GasCounter } from './gas-counter.ts'

export type Registers = ReturnType<typeof createRegisters>

/** Each register counts as its length and this many bytes (`vmstate.rs`). */
const BYTES_PER_REGISTER = 8

/** Holds the values that host functions leave for the contract to fetch, within nearcore's limits (`near-vm-runner/src/logic/vmstate.rs`). */
export function createRegisters(gas: GasCounter, { limits, features }: ProtocolParameters) {
  const values = new Map<bigint, Uint8Array>()
  let memoryUsage = 0

  function check(id: bigint, length: number): void {
    // At the limit even replacing a register fails; nearcore keeps that as part of the protocol.
    if (length > limits.maxRegisterSize || values.size >= limits.maxNumberRegisters) {
      throw hostFaults.memoryAccessViolation()
    }
    const old = values.get(id)
    const usage =
      memoryUsage -
      (old === undefined ? 0 : old.length + BYTES_PER_REGISTER) +
      length +
      BYTES_PER_REGISTER
    if (usage > limits.registersMemoryLimit) throw hostFaults.memoryAccessViolation()
    memoryUsage = usage
  }

  return {
    read(id: bigint): Uint8Array {
      const value = values.get(id)
      if (value === undefined) throw hostFaults.invalidRegisterId(id)
      gas.payBase('READ_REGISTER_BASE')
      gas.payPer('READ_REGISTER_BYTE', value.length)
      return value
    },
    length: (id: bigint) => values.get(id)?.length,
    /** Sets a register. The value must not be changed afterwards. */
    write(id: bigint, value: Uint8Array): void {
      gas.payBase('WRITE_REGISTER_BASE')
      gas.payPer('WRITE_REGISTER_BYTE', value.length)
      check(id, value.length)
      values.set(id, value)
    },
    /** Sets a register to something that is there already. */
    writeShared(id: bigint, value: Uint8Array): void {
      gas.payBase('WRITE_REGISTER_BASE')
      if (!features.freeSharedRegisters) gas.payPer('WRITE_REGISTER_BYTE', value.length)
      check(id, value.length)
      values.set(id, value)
    },
  }
}
