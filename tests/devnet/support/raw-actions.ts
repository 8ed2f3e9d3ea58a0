import { base58 } from '@scure/base'

export type RawContract = { hash: string } | { accountId: string }
export type RawStateInit = {
  contract: RawContract
  entries: readonly [key: Uint8Array, value: Uint8Array][]
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u128(value: bigint): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeBigUInt64LE(value & 0xffff_ffff_ffff_ffffn)
  bytes.writeBigUInt64LE(value >> 64n, 8)
  return bytes
}

function sized(bytes: Uint8Array): Buffer {
  return Buffer.concat([u32(bytes.length), bytes])
}

/** A state init in borsh, by NEP-616. */
export function rawStateInit({ contract, entries }: RawStateInit): Buffer {
  const code =
    'hash' in contract
      ? Buffer.concat([Buffer.of(0), base58.decode(contract.hash)])
      : Buffer.concat([Buffer.of(1), sized(Buffer.from(contract.accountId))])
  const data = entries.flatMap(([key, value]) => [sized(key), sized(value)])
  return Buffer.concat([Buffer.of(0), code, u32(entries.length), ...data])
}

/** A `DeterministicStateInit` action in borsh. */
export function rawStateInitAction(stateInit: RawStateInit, deposit: bigint): Uint8Array {
  return Buffer.concat([Buffer.of(11), rawStateInit(stateInit), u128(deposit)])
}

export function rawTransfer(deposit: bigint): Uint8Array {
  return Buffer.concat([Buffer.of(3), u128(deposit)])
}
