import { keccak_256 } from '@noble/hashes/sha3.js'
import type { BorshReader } from '../primitives/borsh-reader.ts'
import { malformed } from '../primitives/borsh-reader.ts'
import type { BorshWriter } from '../primitives/borsh-writer.ts'
import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { readGlobalContractId, writeGlobalContractId } from './global-contract-id.ts'
import type { StateInit } from './types.ts'

/** The only version of state inits that there is (NEP-616). */
const VERSION_1 = 0

/** Reads a state init. Entries that are not in the order of their keys are refused: nearcore would sort them, and then hash another transaction. */
export function readStateInit(reader: BorshReader): StateInit {
  const version = reader.u8()
  if (version !== VERSION_1) throw malformed(`${version} is no version of state inits`)
  const contract = readGlobalContractId(reader)
  const data = reader.list(() => ({ key: reader.bytes(), value: reader.bytes() }))
  for (const [index, { key }] of data.entries()) {
    const before = data[index - 1]
    if (before && Buffer.compare(before.key, key) >= 0) {
      throw malformed('the entries of a state init are not in the order of their keys')
    }
  }
  return { contract, data }
}

/** Writes a state init in borsh. Source: nearcore `core/primitives-core/src/deterministic_account_id.rs`. */
export function writeStateInit(writer: BorshWriter, { contract, data }: StateInit): BorshWriter {
  return writeGlobalContractId(writer.u8(VERSION_1), contract).list(data, ({ key, value }) =>
    writer.bytes(key).bytes(value),
  )
}

/** Derives the account that a state init makes: `0s` and the last 20 bytes of its keccak256 in hexadecimal (NEP-616). */
export function deterministicAccountId(stateInit: StateInit): string {
  const hash = keccak_256(writeStateInit(createBorshWriter(), stateInit).finish())
  return `0s${Buffer.from(hash.subarray(12)).toString('hex')}`
}
