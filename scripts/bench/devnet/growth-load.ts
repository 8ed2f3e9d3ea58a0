import { sign } from 'node:crypto'
import type { GenesisAccount, KnownKey, Node } from '../../../devnet/index.ts'
import { keyFromName } from '../../../devnet/index.ts'
import { createBorshWriter } from '../../../devnet/primitives/borsh-writer.ts'
import { decodeHash, sha256 } from '../../../devnet/primitives/hash.ts'
import { publicKeyBytes } from '../../../devnet/primitives/public-key.ts'

const ACCOUNTS = 50
const NEAR = 10n ** 24n
const CALL_GAS = 30n * 10n ** 12n
/** About what an attestation stores. */
const VALUE_BYTES = 300
/** Borsh tags of actions. Source: nearcore `Action`. */
const DEPLOY = 1
const CALL = 2
const TRANSFER = 3

/** Stores what comes after the first 32 bytes of the input under them. */
export const CONTRACT_TEXT = `(module
  (import "env" "input" (func $input (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (memory (export "memory") 1)
  (func (export "put")
    (call $input (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 0))
    (drop (call $storage_write (i64.const 32) (i64.const 0)
      (i64.sub (call $register_len (i64.const 0)) (i64.const 32)) (i64.const 32) (i64.const 1)))))`

const CONTRACT_ID = 'store.test.near'
const names = Array.from({ length: ACCOUNTS }, (_, index) => `user-${index}.test.near`)

/** The accounts that the load needs from the genesis on. */
export const LOAD_ACCOUNTS: GenesisAccount[] = [...names, CONTRACT_ID].map((accountId) => ({
  accountId,
  amount: 1_000_000n * NEAR,
  publicKey: keyFromName(accountId).publicKey,
}))

/** Signed transactions in the order of the numbers, each half transfers, half calls that store a new value. */
export type Load = { deploy: (code: Uint8Array) => Uint8Array; next: () => Uint8Array }

/** Makes transactions for a node whose chain begins with `LOAD_ACCOUNTS`. */
export function createLoad(node: Node): Load {
  const keys = names.map(keyFromName)
  const blockHash = decodeHash(node.blocks.first().header.hash)
  let made = 0

  const signed = (key: KnownKey, nonce: bigint, receiverId: string, action: Uint8Array) => {
    const transaction = createBorshWriter()
      .string(key.accountId)
      .fixed(publicKeyBytes(key.publicKey))
      .u64(nonce)
      .string(receiverId)
      .fixed(blockHash)
      .u32(1)
      .fixed(action)
      .finish()
    const signature = sign(null, sha256(transaction), key.privateKey)
    return createBorshWriter().fixed(transaction).u8(0).fixed(signature).finish()
  }

  return {
    deploy: (code) => {
      const action = createBorshWriter().u8(DEPLOY).bytes(code).finish()
      return signed(keyFromName(CONTRACT_ID), 1n, CONTRACT_ID, action)
    },
    next: () => {
      const number = made++
      const key = keys[number % ACCOUNTS] as KnownKey
      const nonce = BigInt(Math.floor(number / ACCOUNTS) + 1)
      if (number % 2 === 0) {
        const receiverId = names[(number * 7 + 1) % ACCOUNTS] as string
        return signed(key, nonce, receiverId, createBorshWriter().u8(TRANSFER).u128(1n).finish())
      }
      const args = Buffer.alloc(32 + VALUE_BYTES, sha256(Buffer.from(String(number))))
      const call = createBorshWriter().u8(CALL).string('put').bytes(args).u64(CALL_GAS).u128(0n)
      return signed(key, nonce, CONTRACT_ID, call.finish())
    },
  }
}
