import type { HostCost } from '../../parameters/index.ts'
import type { VmFault } from '../errors.ts'
import { hostFaults } from './faults.ts'
import { type HostFunction, type HostFunctions, query } from './host-function.ts'
import { isPossibleP256, verifyP256 } from './p256.ts'
import { recoverSecp256k1, verifyEd25519, verifyMlDsa65 } from './signatures.ts'

type Scheme = {
  base: HostCost
  perByte: HostCost
  signatureLength: number
  keyLength: number
  badSignature: (length: number) => VmFault
  badKey: (length: number) => VmFault
  /** Looks at the signature alone: one that cannot be valid is refused before the message is paid for. */
  isPossible?: (signature: Uint8Array) => boolean
  verify: (signature: Uint8Array, message: Uint8Array, key: Uint8Array) => boolean
}

/** Declares a function that verifies a signature: one that is not valid gives 0, one of the wrong length ends the call. */
function verification(scheme: Scheme): HostFunction {
  return query(6, (state, ...args) => {
    const [signatureLength = 0n, signaturePointer = 0n, messageLength = 0n] = args
    const [, , , messagePointer = 0n, keyLength = 0n, keyPointer = 0n] = args
    const { gas, memory } = state
    gas.payBase(scheme.base)
    const signature = memory.viewOrRegister(signaturePointer, signatureLength)
    if (signature.length !== scheme.signatureLength) throw scheme.badSignature(signature.length)
    if (scheme.isPossible?.(signature) === false) return 0n
    const message = memory.viewOrRegister(messagePointer, messageLength)
    gas.payPer(scheme.perByte, message.length)
    const key = memory.viewOrRegister(keyPointer, keyLength)
    if (key.length !== scheme.keyLength) throw scheme.badKey(key.length)
    return scheme.verify(signature, message, key) ? 1n : 0n
  })
}

/** The three highest bits of s, which are not set in any valid Ed25519 signature. */
const ED25519_HIGH_BITS = 0b1110_0000

/** Lengths of FIPS 204, table 2. */
const ML_DSA_65_SIGNATURE = 3_309
const ML_DSA_65_KEY = 1_952

const mlDsaLength = (what: string, expected: number) => (length: number) =>
  hostFaults.mlDsaVerifyInvalidInput(
    `invalid ${what} length: expected the input of ${expected} bytes, but ${length} was given`,
  )

/** The signatures of the math API. */
export const signatureFunctions: HostFunctions = {
  ecrecover: query(
    7,
    (state, hashLength, hashPointer, signatureLength, signaturePointer, v, flag, id) => {
      state.gas.payBase('ECRECOVER_BASE')
      const signature = state.memory.viewOrRegister(signaturePointer, signatureLength)
      if (signature.length !== 64) {
        throw hostFaults.ecrecoverError(
          `The length of the signature: ${signature.length}, exceeds the limit of 64 bytes`,
        )
      }
      const recoveryId = BigInt.asUintN(64, v)
      if (recoveryId > 3n) {
        throw hostFaults.ecrecoverError(
          `V recovery byte 0 through 3 are valid but was provided ${recoveryId}`,
        )
      }
      const hash = state.memory.viewOrRegister(hashPointer, hashLength)
      if (hash.length !== 32) {
        throw hostFaults.ecrecoverError(
          `The length of the hash: ${hash.length}, exceeds the limit of 32 bytes`,
        )
      }
      if (flag !== 0n && flag !== 1n) {
        throw hostFaults.ecrecoverError(
          `Malleability flag needs to be 0 or 1, but is instead ${BigInt.asUintN(64, flag)}`,
        )
      }
      const key = recoverSecp256k1(signature, Number(recoveryId), hash, flag === 1n)
      if (key === undefined) return 0n
      state.registers.write(BigInt.asUintN(64, id), key)
      return 1n
    },
  ),

  ed25519_verify: verification({
    base: 'ED25519_VERIFY_BASE',
    perByte: 'ED25519_VERIFY_BYTE',
    signatureLength: 64,
    keyLength: 32,
    badSignature: () => hostFaults.ed25519VerifyInvalidInput('invalid signature length'),
    badKey: () => hostFaults.ed25519VerifyInvalidInput('invalid public key length'),
    isPossible: (signature) => ((signature[63] ?? 0) & ED25519_HIGH_BITS) === 0,
    verify: verifyEd25519,
  }),

  p256_verify: verification({
    base: 'P256_VERIFY_BASE',
    perByte: 'P256_VERIFY_BYTE',
    signatureLength: 64,
    keyLength: 33,
    badSignature: () => hostFaults.p256VerifyInvalidInput('invalid signature length'),
    badKey: () => hostFaults.p256VerifyInvalidInput('invalid public key length'),
    isPossible: isPossibleP256,
    verify: verifyP256,
  }),

  ml_dsa_verify: verification({
    base: 'ML_DSA_VERIFY_BASE',
    perByte: 'ML_DSA_VERIFY_BYTE',
    signatureLength: ML_DSA_65_SIGNATURE,
    keyLength: ML_DSA_65_KEY,
    badSignature: mlDsaLength('signature', ML_DSA_65_SIGNATURE),
    badKey: mlDsaLength('key', ML_DSA_65_KEY),
    verify: verifyMlDsa65,
  }),
}
