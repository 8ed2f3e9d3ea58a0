import {
  attachedDeposit,
  blockHeight,
  blockTimestamp,
  inputRaw,
  log,
  predecessorAccountId,
  promiseBatchActionTransfer,
  promiseBatchCreate,
  storageHasKeyRaw,
  storageReadRaw,
  storageRemoveRaw,
  storageUsage,
  storageWriteRaw,
  valueReturnRaw,
} from 'near-sdk-js/lib/api.js'
import type { Hasher } from '../protocol/hasher.ts'

// The host functions that the registry uses: near-sdk-js's low-level ones, and `env` where it has none.

declare const env: {
  sha256(bytes: Uint8Array, register: number): void
  read_register(register: number): Uint8Array
  panic_utf8(message: Uint8Array): never
  utf8_string_to_uint8array(text: string): Uint8Array
  uint8array_to_utf8_string(bytes: Uint8Array): string
  uint8array_to_latin1_string(bytes: Uint8Array): string
}

export {
  attachedDeposit,
  inputRaw,
  log,
  predecessorAccountId,
  storageHasKeyRaw,
  storageReadRaw,
  storageRemoveRaw,
  storageUsage,
  storageWriteRaw,
}

/** The bytes may share memory with the text: never write to them. */
export const utf8 = (text: string): Uint8Array => env.utf8_string_to_uint8array(text)

export const utf8Text = (bytes: Uint8Array): string => env.uint8array_to_utf8_string(bytes)

/** Returns bytes as a text of as many characters: a key for a Map, made in native code. */
export const bytesAsKey = (bytes: Uint8Array): string => env.uint8array_to_latin1_string(bytes)

/** Hashes with the host's sha256, which costs a hundredth of what one in JavaScript would. */
export const hostHasher: Hasher = {
  sha256: (bytes) => {
    env.sha256(bytes, 0)
    return env.read_register(0)
  },
  utf8,
}

/** Ends the call with a message; nothing that it wrote is kept. */
export const panic = (message: string): never => env.panic_utf8(utf8(message))

export const returnJson = (value: unknown): void => valueReturnRaw(utf8(JSON.stringify(value)))

/** Heights stay below 2^53 for a hundred million years of blocks. */
export const currentHeight = (): number => Number(blockHeight())

/** Nanoseconds since 1970. */
export const currentTimestamp = (): bigint => blockTimestamp()

/** Sends yocto to an account once the call has ended. */
export function transfer(to: string, yocto: bigint): void {
  promiseBatchActionTransfer(promiseBatchCreate(to), yocto)
}
