import { createHash } from 'node:crypto'
import { ripemd160 } from '@noble/hashes/legacy.js'
import { keccak_256, keccak_512 } from '@noble/hashes/sha3.js'
import type { HostCost } from '../../parameters/index.ts'
import { type HostFunction, type HostFunctions, procedure } from './host-function.ts'

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
const digest = (name: string) => (value: Uint8Array) => createHash(name).update(value).digest()

/** The hashes of the math API. */
export const hashFunctions: HostFunctions = {
  sha256: hashFunction('SHA256_BASE', 'SHA256_BYTE', bytes, digest('sha256')),
  keccak256: hashFunction('KECCAK256_BASE', 'KECCAK256_BYTE', bytes, keccak_256),
  keccak512: hashFunction('KECCAK512_BASE', 'KECCAK512_BYTE', bytes, keccak_512),
  sha3_256: hashFunction('SHA3_256_BASE', 'SHA3_256_BYTE', bytes, digest('sha3-256')),
  sha3_384: hashFunction('SHA3_384_BASE', 'SHA3_384_BYTE', bytes, digest('sha3-384')),
  sha3_512: hashFunction('SHA3_512_BASE', 'SHA3_512_BYTE', bytes, digest('sha3-512')),
  ripemd160: hashFunction(
    'RIPEMD160_BASE',
    'RIPEMD160_BLOCK',
    (length) => Math.floor((length + RIPEMD_LENGTH) / RIPEMD_BLOCK) + 1,
    ripemd160,
  ),
}
