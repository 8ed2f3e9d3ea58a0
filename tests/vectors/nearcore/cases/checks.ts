import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { VmCase } from '../vm-case.ts'
import { bigEndian, bytesFrom } from './chance.ts'
import { type Check, concat, message } from './check.ts'
import { ed25519Checks } from './ed25519-checks.ts'
import { createHostProgram, type HostProgram } from './host-program.ts'
import { mlDsaChecks } from './ml-dsa-checks.ts'
import { p256Checks } from './p256-checks.ts'

const U64_MAX = 2n ** 64n - 1n
const VIEW = { viewGas: '1000000000000000' }

function addChecks(
  program: HostProgram,
  name: string,
  checks: Readonly<Record<string, Check>>,
): void {
  for (const [title, parts] of Object.entries(checks)) {
    const args = parts.flatMap((part) => program.bytes(part))
    program.add(`${name}: ${title}`, [[name, ...args]])
  }
  const [usual = []] = Object.values(checks)
  const inRegisters = usual.flatMap((_, i): bigint[] => [U64_MAX, BigInt(i)])
  program.add(`${name}: from registers`, [
    ...usual.map((part, i) => ['write_register', i, ...program.bytes(part)] as const),
    [name, ...inRegisters],
  ])
  program.add(`${name}: in a view`, [[name, ...usual.flatMap((part) => program.bytes(part))]], {
    context: VIEW,
  })
}

function addRecoveries(program: HostProgram): void {
  const secret = bytesFrom('secp256k1', 32)
  const order = secp256k1.Point.Fn.ORDER
  const field = secp256k1.Point.Fp.ORDER
  const recovered = secp256k1.sign(message, secret, { prehash: false, format: 'recovered' })
  const usual = recovered.subarray(1)
  const numbers = (r: bigint, s: bigint) => concat(bigEndian(r, 32), bigEndian(s, 32))
  const signatures: Readonly<Record<string, Uint8Array>> = {
    'a signature': usual,
    zeros: Buffer.alloc(64),
    'r is one and s is one': numbers(1n, 1n),
    's is zero': numbers(1n, 0n),
    'r is the order': numbers(order, 1n),
    's is the order': numbers(1n, order),
    's is half of the order': numbers(1n, order / 2n),
    's is one more': numbers(1n, order / 2n + 1n),
    's is two more': numbers(1n, order / 2n + 2n),
    'the largest': numbers(order - 1n, order - 1n),
    'r plus the order is in the field': numbers(field - order - 1n, 5n),
    'r plus the order is the field': numbers(field - order, 5n),
  }
  const hashes = { message, zeros: Buffer.alloc(32), ones: Buffer.alloc(32, 255) }
  for (const [title, signature] of Object.entries(signatures)) {
    for (const [hashTitle, hash] of Object.entries(hashes)) {
      for (const v of [0, 1, 2, 3]) {
        const flag = v % 2
        const args = [...program.bytes(hash), ...program.bytes(signature), v, flag, 1]
        const name = `ecrecover: ${title}, hash of ${hashTitle}, ${v}`
        program.add(name, [['ecrecover', ...args]])
        program.add(`${name}, its register`, [
          ['ecrecover', ...args],
          ['register_len', 1],
        ])
      }
    }
  }
  for (const v of [0, 1]) {
    const args = [...program.bytes(message), ...program.bytes(usual), v, 0, 1]
    program.add(`ecrecover: the key, ${v}`, [
      ['ecrecover', ...args],
      ['value_return', U64_MAX, 1],
    ])
  }
}

/** Hashes around the lengths at which a block is full: 64 bytes of SHA-2 and RIPEMD-160, 136, 104 and 72 of SHA-3 and Keccak. */
function addHashes(program: HostProgram, names: readonly string[]): void {
  for (const name of names) {
    for (const length of [0, 1, 55, 56, 63, 64, 71, 72, 103, 104, 135, 136, 137, 300]) {
      program.add(`${name} of ${length} bytes`, [
        [name, ...program.bytes(bytesFrom('hash', length)), 1],
        ['value_return', U64_MAX, 1],
      ])
    }
    program.add(`${name} from a register`, [
      ['write_register', 1, ...program.bytes(message)],
      [name, U64_MAX, 1, 1],
      ['value_return', U64_MAX, 1],
    ])
    program.add(`${name} in a view`, [[name, ...program.bytes(message), 1]], { context: VIEW })
  }
}

/** Calls the functions that hash and verify, and reads the chain's id, at the versions that have them and the one before. */
export function checkCases(): VmCase[] {
  const early = createHostProgram('checks', [84, 88])
  addHashes(early, ['sha256', 'keccak256', 'keccak512', 'ripemd160'])
  addRecoveries(early)
  addChecks(early, 'ed25519_verify', ed25519Checks())
  const since85 = createHostProgram('checks', [84, 85, 88])
  addChecks(since85, 'p256_verify', p256Checks())
  since85.add('chain_id', [
    ['chain_id', 1],
    ['value_return', U64_MAX, 1],
  ])
  since85.add('chain_id in a view', [['chain_id', 1]], { context: VIEW })
  const since87 = createHostProgram('checks', [86, 87, 88])
  addHashes(since87, ['sha3_256', 'sha3_384', 'sha3_512'])
  addChecks(since87, 'ml_dsa_verify', mlDsaChecks())
  return [early, since85, since87].flatMap((program) => program.cases())
}
