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

export type RawDelegate = {
  senderId: string
  receiverId: string
  actions: readonly Uint8Array[]
  nonce: bigint
  maxBlockHeight: bigint
  /** A byte for the curve, then the key. */
  publicKey: Uint8Array
}

/** A delegate action in borsh, by NEP-366: what its sender signs after the prefix of NEP-461. */
export function rawDelegate(delegate: RawDelegate): Buffer {
  const numbers = Buffer.alloc(16)
  numbers.writeBigUInt64LE(delegate.nonce)
  numbers.writeBigUInt64LE(delegate.maxBlockHeight, 8)
  return Buffer.concat([
    sized(Buffer.from(delegate.senderId)),
    sized(Buffer.from(delegate.receiverId)),
    u32(delegate.actions.length),
    ...delegate.actions,
    numbers,
    delegate.publicKey,
  ])
}
