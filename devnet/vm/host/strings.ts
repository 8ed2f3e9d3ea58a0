import { hostFaults } from './faults.ts'
import type { HostState } from './host-state.ts'

/** As a signed 64-bit length: the string ends at the first zero. */
const UNTIL_ZERO = -1n
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Decodes UTF-8 or stops the call. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw hostFaults.badUtf8()
  }
}

/** Reads a string of a log or panic: at most what may still be logged (`get_utf8_string` in nearcore). */
export function readUtf8(state: HostState, length: bigint, pointer: bigint): string {
  const { gas, memory, logs } = state
  gas.payBase('UTF8_DECODING_BASE')
  const room = logs.room()
  let bytes: Uint8Array
  if (length === UNTIL_ZERO) {
    bytes = readUntilZero(state, pointer, room)
  } else {
    const unsigned = BigInt.asUintN(64, length)
    if (unsigned > BigInt(room)) logs.exceeded(unsigned)
    bytes = memory.view(pointer, length)
  }
  gas.payPer('UTF8_DECODING_BYTE', bytes.length)
  return decodeUtf8(bytes)
}

function readUntilZero({ memory, logs }: HostState, pointer: bigint, room: number): Uint8Array {
  const bytes: number[] = []
  for (let i = 0; i <= room; i++) {
    const byte = memory.view(advance(pointer, i), 1n)[0] as number
    if (byte === 0) break
    if (i === room) logs.exceeded(BigInt(room + 1))
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

/** Reads a UTF-16 string of a log (`get_utf16_string` in nearcore). */
export function readUtf16(state: HostState, length: bigint, pointer: bigint): string {
  const { gas, memory, logs } = state
  gas.payBase('UTF16_DECODING_BASE')
  const room = logs.room()
  const bytes =
    length === UNTIL_ZERO
      ? memory.viewFree(pointer, lengthUntilZero(state, pointer, room))
      : memory.view(pointer, length)
  if (bytes.length % 2 !== 0) throw hostFaults.badUtf16()
  if (bytes.length > room) logs.exceeded(BigInt(bytes.length))
  gas.payPer('UTF16_DECODING_BYTE', bytes.length)
  const text = Buffer.from(bytes).toString('utf16le')
  if (!text.isWellFormed()) throw hostFaults.badUtf16()
  return text
}

function lengthUntilZero({ memory, logs }: HostState, pointer: bigint, room: number): bigint {
  for (let length = 0; ; length += 2) {
    if (length > room) logs.exceeded(BigInt(length))
    const unit = memory.view(advance(pointer, length), 2n)
    if (unit[0] === 0 && unit[1] === 0) return BigInt(length)
  }
}

function advance(pointer: bigint, by: number): bigint {
  const address = BigInt.asUintN(64, pointer) + BigInt(by)
  if (address >= 2n ** 64n) throw hostFaults.memoryAccessViolation()
  return address
}
