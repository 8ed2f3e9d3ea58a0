import { joinBytes } from '#encodings'
import { utf8 } from '../host.ts'

// Storage keys begin with one byte for the kind of record: short keys, since every byte is paid for.

const ATTESTATION = new Uint8Array([0x61]) // a

/** `h`: the number and the hash chain's head of the last event. */
export const HEAD_KEY = new Uint8Array([0x68])

/** `a` ‖ recipe id (32 bytes) ‖ builder. */
export function attestationKey(recipeId: Uint8Array, builder: string): Uint8Array {
  return joinBytes([ATTESTATION, recipeId, utf8(builder)])
}

/** What the keys of all attestations on a recipe begin with. */
export const attestationPrefix = (recipeId: Uint8Array): Uint8Array =>
  joinBytes([ATTESTATION, recipeId])

/** `b` ‖ account. */
export const balanceKey = (account: string): Uint8Array => utf8(`b${account}`)

/** `o` ‖ account. */
export const operatorKey = (account: string): Uint8Array => utf8(`o${account}`)

/** `i` ‖ operator ‖ 0 ‖ account; no account id holds a zero byte. */
export const invitationKey = (operator: string, account: string): Uint8Array =>
  utf8(`i${operator}\0${account}`)

/** `p` ‖ owner ‖ 0 ‖ name. */
export const policyKey = (owner: string, name: string): Uint8Array => utf8(`p${owner}\0${name}`)
