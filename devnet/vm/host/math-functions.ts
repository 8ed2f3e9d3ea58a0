import { createHash } from 'node:crypto'
import { ripemd160 } from '@noble/hashes/legacy.js'
import { keccak_256, keccak_512 } from '@noble/hashes/sha3.js'
import type { HostCost } from '../../parameters/index.ts'
import { hostFaults } from './faults.ts'
import { type HostFunction, type HostFunctions, procedure, query } from './host-function.ts'
import { recoverSecp256k1, verifyEd25519 } from './signatures.ts'

/** RIPEMD-160 works on blocks of 64 bytes and appends the length in 8. */
const RIPEMD_BLOCK = 64
const RIPEMD_LENGTH = 8

function hashFunction(
  base: HostCost,
  perUnit: HostCost,
  units: (length: number) => number,
  hash: (value: Uint8Array) => Uint8Array,
): HostFunction {
  return procedure(3, (state, length, pointer, id) => {
    state.gas.payBase(base)
    const value = state.memory.viewOrRegister(pointer, length)
    state.gas.payPer(perUnit, units(value.length))
    state.registers.write(BigInt.asUintN(64, id), hash(value))
  })
}

const bytes = (length: number) => length

/** The math API: hashes and signatures. */
export const mathFunctions: HostFunctions = {
  sha256: hashFunction('SHA256_BASE', 'SHA256_BYTE', bytes, (value) =>
    createHash('sha256').update(value).digest(),
  ),
  keccak256: hashFunction('KECCAK256_BASE', 'KECCAK256_BYTE', bytes, keccak_256),
  keccak512: hashFunction('KECCAK512_BASE', 'KECCAK512_BYTE', bytes, keccak_512),
  ripemd160: hashFunction(
    'RIPEMD160_BASE',
    'RIPEMD160_BLOCK',
    (length) => Math.floor((length + RIPEMD_LENGTH) / RIPEMD_BLOCK) + 1,
    ripemd160,
  ),

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

  ed25519_verify: query(
    6,
    (
      state,
      signatureLength,
      signaturePointer,
      messageLength,
      messagePointer,
      keyLength,
      keyPointer,
    ) => {
      state.gas.payBase('ED25519_VERIFY_BASE')
      const signature = state.memory.viewOrRegister(signaturePointer, signatureLength)
      if (signature.length !== 64) {
        throw hostFaults.ed25519VerifyInvalidInput('invalid signature length')
      }
      // No valid signature has these bits; nearcore looks before it pays for the message.
      if (((signature[63] as number) & 0b1110_0000) !== 0) return 0n
      const message = state.memory.viewOrRegister(messagePointer, messageLength)
      state.gas.payPer('ED25519_VERIFY_BYTE', message.length)
      const key = state.memory.viewOrRegister(keyPointer, keyLength)
      if (key.length !== 32) {
        throw hostFaults.ed25519VerifyInvalidInput('invalid public key length')
      }
      return verifyEd25519(signature, message, key) ? 1n : 0n
    },
  ),
}
