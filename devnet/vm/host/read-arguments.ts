import { isValidAccountId } from './account-id.ts'
import { hostFaults } from './faults.ts'
import type { HostState } from './host-state.ts'
import { decodeUtf8 } from './strings.ts'

/** Lengths of public keys in Borsh, by the byte for the curve: Ed25519 and secp256k1. */
const keyLengths: Readonly<Record<number, number>> = { 0: 33, 1: 65 }

/** Reads and checks an account id. */
export function readAccountId(state: HostState, pointer: bigint, length: bigint): string {
  const bytes = state.memory.viewOrRegister(pointer, length)
  state.gas.payBase('UTF8_DECODING_BASE')
  state.gas.payPer('UTF8_DECODING_BYTE', bytes.length)
  const id = decodeUtf8(bytes)
  if (!isValidAccountId(id)) throw hostFaults.invalidAccountId()
  return id
}

/** Bytes of a code's hash, sha256. */
const HASH_BYTES = 32

/** Reads the hash of a global contract's code. */
export function readCodeHash(state: HostState, pointer: bigint, length: bigint): Uint8Array {
  const hash = state.memory.viewOrRegister(pointer, length).slice()
  if (hash.length !== HASH_BYTES) throw hostFaults.contractCodeHashMalformed()
  return hash
}

/** Reads a public key in Borsh. Its form is checked by what this gives, since nearcore looks at it only after the fees. */
export function readPublicKey(state: HostState, pointer: bigint, length: bigint): () => Uint8Array {
  const key = state.memory.viewOrRegister(pointer, length).slice()
  return () => {
    if (key.length !== keyLengths[key[0] ?? -1]) throw hostFaults.invalidPublicKey()
    return key
  }
}

/** Decodes a method name as nearcore does when it adds an action, that is after the fees. */
export function decodeMethodName(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    throw hostFaults.invalidMethodName()
  }
}

/** Takes a call's deposit off the balance; a contract without one may attach a single yocto all the same, since 85. */
export function deductForCall(state: HostState, amount: bigint): void {
  const { oneYoctoOnPromise } = state.parameters.features
  if (amount === 1n && state.balance === 0n && oneYoctoOnPromise) state.subsidy += amount
  else deduct(state, amount)
}

/** Takes a deposit off the balance. */
export function deduct(state: HostState, amount: bigint): void {
  if (amount > state.balance) throw hostFaults.balanceExceeded()
  state.balance -= amount
}
