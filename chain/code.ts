import { type AccountId, readAccountId } from '../protocol/account-id.ts'
import { type CodeHash, NO_CODE_HASH } from '../protocol/code-hash.ts'
import { isChainError } from './errors.ts'
import type { Rpc } from './rpc.ts'
import type { AccountView } from './rpc-answers.ts'
import { type ViewOptions, viewAccount, viewGlobalCodeOf } from './views.ts'

/** Where the code that runs at an account comes from (NEP-591). */
export type CodeKind = 'local' | 'global_hash' | 'global_account' | 'none' | 'unknown_account'

/** Which code runs at an account, as of a block. */
export type ResolvedCode = {
  kind: CodeKind
  /** null if nothing runs there. */
  codeHash: CodeHash | null
  /** Account whose global contract it is; that account can change it for all its users at once. */
  globalAccountId: AccountId | null
  /** The block that the answer is from; null if the node does not say it for an account that does not exist. */
  blockHeight: number | null
  blockHash: string | null
}

/** Reads the hash of the code that an account shares under its name; null if it shares none. */
export type GlobalCodeReader = (owner: AccountId, options: ViewOptions) => Promise<CodeHash | null>

/**
 * Returns which code runs at an account; as of the last final block unless `at` names another.
 *
 * An account that does not exist is an answer, not an error. `readGlobalCode` may be replaced, to share answers between accounts.
 *
 * @throws ProtocolError if the id is none; ChainError if NEAR cannot be asked.
 */
export async function resolveCode(
  rpc: Rpc,
  accountId: AccountId,
  {
    readGlobalCode = (owner, options) => readGlobalCodeHash(rpc, owner, options),
    ...options
  }: ViewOptions & { readGlobalCode?: GlobalCodeReader } = {},
): Promise<ResolvedCode> {
  let account: AccountView
  try {
    account = await viewAccount(rpc, readAccountId(accountId, 'account_id'), options)
  } catch (error) {
    if (!isChainError(error, 'UNKNOWN_ACCOUNT')) throw error
    return {
      ...seenAt(error.details.info),
      kind: 'unknown_account',
      codeHash: null,
      globalAccountId: null,
    }
  }
  const seen = { ...seenAt(account), globalAccountId: null }

  const globalHash = account.global_contract_hash
  if (globalHash != null) {
    return { ...seen, kind: 'global_hash', codeHash: globalHash }
  }
  const owner = account.global_contract_account_id
  if (owner != null) {
    const codeHash = await readGlobalCode(owner, options)
    return { ...seen, kind: 'global_account', codeHash, globalAccountId: owner }
  }
  // Users of global contracts have 32 ones here too, so this comes last.
  if (account.code_hash === NO_CODE_HASH) return { ...seen, kind: 'none', codeHash: null }
  return { ...seen, kind: 'local', codeHash: account.code_hash }
}

/** Reads the hash of the code that an account shares under its name. The node sends the whole code with it. */
export async function readGlobalCodeHash(
  rpc: Rpc,
  owner: AccountId,
  options: ViewOptions = {},
): Promise<CodeHash | null> {
  try {
    return (await viewGlobalCodeOf(rpc, owner, options)).hash
  } catch (error) {
    if (isChainError(error, 'NO_GLOBAL_CONTRACT_CODE')) return null
    throw error
  }
}

/** Takes the block out of an answer, or out of the info of an error; some gateways leave it out there. */
function seenAt(value: unknown): Pick<ResolvedCode, 'blockHeight' | 'blockHash'> {
  const { block_height: height, block_hash: hash } = (value ?? {}) as Record<string, unknown>
  return {
    blockHeight: typeof height === 'number' ? height : null,
    blockHash: typeof hash === 'string' ? hash : null,
  }
}
