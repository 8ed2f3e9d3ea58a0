import { readAccountId } from '../primitives/account-id.ts'
import type { BorshReader } from '../primitives/borsh-reader.ts'
import { malformed } from '../primitives/borsh-reader.ts'
import type { BorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash } from '../primitives/hash.ts'
import type { GlobalContractId } from './types.ts'

/** Reads what names a global contract. Source: nearcore `GlobalContractIdentifier` (`core/primitives-core/src/global_contract.rs`). */
export function readGlobalContractId(reader: BorshReader): GlobalContractId {
  const tag = reader.u8()
  if (tag === 0) return { by: 'code_hash', codeHash: encodeHash(reader.fixed(32)) }
  if (tag === 1) return { by: 'account_id', accountId: readAccountId(reader) }
  throw malformed(`${tag} is neither a code hash nor an account id`)
}

export function writeGlobalContractId(
  writer: BorshWriter,
  contract: GlobalContractId,
): BorshWriter {
  return contract.by === 'code_hash'
    ? writer.u8(0).fixed(decodeHash(contract.codeHash))
    : writer.u8(1).string(contract.accountId)
}
