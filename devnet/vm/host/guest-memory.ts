import type { WasmMemory } from '../wasm/web-assembly.ts'
import { markWritten } from '../wasm/write-marks.ts'
import { hostFaults } from './faults.ts'
import type { GasCounter } from './gas-counter.ts'
import type { Registers } from './registers.ts'

/** A memory, where its writes are marked, and how many bytes of it the contract has. */
export type MemorySource = { memory: WasmMemory; marks: WasmMemory; size: () => number }

export type GuestMemory = ReturnType<typeof createGuestMemory>

/** A length of all ones means: read the register whose id is in place of the pointer. As a signed 64-bit number it is -1. */
const FROM_REGISTER = -1n

/**
 * Reads and writes the contract's memory for host functions, which pay for it. Pointers and lengths come as WebAssembly gives them: signed. Nothing outside
 * the memory is ever touched.
 */
export function createGuestMemory(
  { memory, marks, size }: MemorySource,
  gas: GasCounter,
  registers: Registers,
) {
  let view = new Uint8Array(memory.buffer)

  /** The buffer is another one after the memory has grown. */
  function bytes(): Uint8Array {
    if (view.buffer !== memory.buffer) view = new Uint8Array(memory.buffer)
    return view
  }

  /** Gives a view of the memory, which the next call of the contract may change. */
  function viewFree(pointer: bigint, length: bigint): Uint8Array {
    const all = bytes()
    const start = BigInt.asUintN(64, pointer)
    const end = start + BigInt.asUintN(64, length)
    if (end > BigInt(size())) throw hostFaults.memoryAccessViolation()
    return all.subarray(Number(start), Number(end))
  }

  function viewPaid(pointer: bigint, length: bigint): Uint8Array {
    gas.payBase('READ_MEMORY_BASE')
    gas.payPer('READ_MEMORY_BYTE', BigInt.asUintN(64, length))
    return viewFree(pointer, length)
  }

  function write(pointer: bigint, value: Uint8Array): void {
    gas.payBase('WRITE_MEMORY_BASE')
    gas.payPer('WRITE_MEMORY_BYTE', value.length)
    const target = viewFree(pointer, BigInt(value.length))
    target.set(value)
    markWritten(marks, target.byteOffset, target.byteOffset + value.length)
  }

  return {
    view: viewPaid,
    viewFree,
    write,
    /** Views memory, or a register when the length says so. */
    viewOrRegister(pointer: bigint, length: bigint): Uint8Array {
      return length === FROM_REGISTER
        ? registers.read(BigInt.asUintN(64, pointer))
        : viewPaid(pointer, length)
    },
    readU128(pointer: bigint): bigint {
      const at = viewPaid(pointer, 16n)
      let value = 0n
      for (let i = 15; i >= 0; i--) value = (value << 8n) | BigInt(at[i] as number)
      return value
    },
    writeU128(pointer: bigint, value: bigint): void {
      const encoded = new Uint8Array(16)
      for (let i = 0, rest = value; i < 16; i++, rest >>= 8n) encoded[i] = Number(rest & 0xffn)
      write(pointer, encoded)
    },
  }
}
