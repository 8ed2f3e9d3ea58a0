import { type Rpc, readGlobalCodeHash, resolveCode } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { RunningCode } from '../block.ts'

/** Reads what runs, or is shared, as of a block; throws a ChainError if it cannot be had. */
export type CurrentCode = {
  ofAccount(accountId: AccountId, height: number, signal: AbortSignal): Promise<RunningCode>
  /** null: the account shares nothing under its name. */
  ofOwner(owner: AccountId, height: number, signal: AbortSignal): Promise<CodeHash | null>
}

export function createCurrentCode(rpc: Rpc): CurrentCode {
  return {
    async ofAccount(accountId, height, signal) {
      const { kind, codeHash, globalAccountId } = await resolveCode(rpc, accountId, {
        at: { block_id: height },
        signal,
        // What the owner shares is followed by itself.
        readGlobalCode: async () => null,
      })
      if (kind === 'unknown_account') return { kind: 'deleted' }
      if (kind === 'global_account' && globalAccountId !== null) {
        return { kind, owner: globalAccountId }
      }
      if ((kind === 'local' || kind === 'global_hash') && codeHash !== null) {
        return { kind, hash: codeHash }
      }
      return { kind: 'none' }
    },
    ofOwner: (owner, height, signal) =>
      readGlobalCodeHash(rpc, owner, { at: { block_id: height }, signal }),
  }
}
