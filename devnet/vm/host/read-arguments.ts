import { notSupported } from '../errors.ts'
import { isValidAccountId } from './account-id.ts'
import { hostFaults } from './faults.ts'
import type { HostState } from './host-state.ts'
import { decodeUtf8 } from './strings.ts'

/** Lengths of public keys in Borsh, by the byte for the curve: Ed25519 and secp256k1. */
const keyLengths: Readonly<Record<number, number>> = { 0: 33, 1: 65 }
/** The same of ML-DSA-65 (FIPS 204), whose byte is 2. */
const ML_DSA_65 = 2
const ML_DSA_65_LENGTH = 1_953

/** The rules of account ids by which a host function refuses a wrong one; before, the receipt failed later on. Source: nearcore `read_and_parse_account_id`. */
const CHECKED_BY_HOST = 2

/** Reads and checks an account id. */
export function readAccountId(state: HostState, pointer: bigint, length: bigint): string {
  const bytes = state.memory.viewOrRegister(pointer, length)
  state.gas.payBase('UTF8_DECODING_BASE')
  state.gas.payPer('UTF8_DECODING_BYTE', bytes.length)
  const id = decodeUtf8(bytes)
  if (isValidAccountId(id)) return id
  if (state.parameters.limits.accountIdValidityRulesVersion < CHECKED_BY_HOST) {
    throw notSupported(`the account id "${id}", which is not valid, before protocol 83`)
  }
  throw hostFaults.invalidAccountId()
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
    if (
      key[0] === ML_DSA_65 &&
      key.length === ML_DSA_65_LENGTH &&
      state.parameters.features.postQuantumKeys
    ) {
      throw notSupported('access keys of ML-DSA-65')
    }
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
