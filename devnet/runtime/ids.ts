import { decodeHash, encodeHash, sha256, u64Bytes } from '../primitives/hash.ts'

/**
 * Derives ids as nearcore does since protocol version 79 (`create_hash_upgradable` over the block height):
 * sha256(base ‖ height ‖ salt), integers as u64, little end first.
 */
function derive(base: string, height: number, salt: bigint): Uint8Array {
  return sha256(decodeHash(base), u64Bytes(height), u64Bytes(salt))
}

/** The id of the receipt that a transaction becomes, or that a receipt makes as its `index`th. */
export function receiptId(parent: string, height: number, index = 0): string {
  return encodeHash(derive(parent, height, BigInt(index)))
}

/** Distinguishes the actions of a receipt. Salts go down from the top, so that no receipt has the same id. */
export function actionHash(receipt: string, height: number, index: number): string {
  return encodeHash(derive(receipt, height, 0xffff_ffff_ffff_ffffn - BigInt(index)))
}

export function dataId(action: string, height: number, index: number): string {
  return encodeHash(derive(action, height, BigInt(index)))
}

/** What a contract gets as its random seed: different for every action of every block. */
export function actionRandomSeed(action: string, blockRandomness: Uint8Array): Uint8Array {
  return sha256(decodeHash(action), blockRandomness)
}
