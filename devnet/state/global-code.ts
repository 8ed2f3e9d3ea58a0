import { encodeHash, sha256 } from '../primitives/hash.ts'
import type { Account, GlobalContractId } from '../runtime/types.ts'
import type { StateReader } from './types.ts'

/** Global code belongs to no account: in the state it is under this id. */
export const NO_ACCOUNT = ''

export type Code = { code: Uint8Array; hash: string }

export function globalCodeSuffix(contract: GlobalContractId): string {
  return contract.by === 'code_hash' ? `hash:${contract.codeHash}` : `account:${contract.accountId}`
}

export function readGlobalCode(state: StateReader, contract: GlobalContractId): Code | undefined {
  const code = state.get('globalCode', NO_ACCOUNT, globalCodeSuffix(contract))
  return code && { code, hash: codeHash(code) }
}

/** Finds the code that runs at an account, its own or a global contract's (NEP-591). */
export function resolveCode(
  state: StateReader,
  accountId: string,
  { contract }: Account,
): Code | undefined {
  switch (contract.kind) {
    case 'none':
      return undefined
    case 'local': {
      const code = state.get('code', accountId)
      return code && { code, hash: contract.hash }
    }
    case 'global':
      return readGlobalCode(state, { by: 'code_hash', codeHash: contract.hash })
    case 'global_by_account':
      return readGlobalCode(state, { by: 'account_id', accountId: contract.accountId })
  }
}

const hashes = new WeakMap<Uint8Array, string>()

/** Gives a code's hash. Hashing megabytes at every call would show, so each array is hashed once. */
export function codeHash(code: Uint8Array): string {
  const known = hashes.get(code)
  if (known) return known
  const hash = encodeHash(sha256(code))
  hashes.set(code, hash)
  return hash
}
