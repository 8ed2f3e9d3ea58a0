import type { AccountId } from '../protocol/account-id.ts'
import type { CodeHash } from '../protocol/code-hash.ts'
import { ChainError } from './errors.ts'
import type { AskOptions, Rpc } from './rpc.ts'
import {
  type AccessKeyList,
  type AccessKeyView,
  type AccountView,
  accessKeyList,
  accessKeyView,
  accountView,
  type BlockView,
  blockView,
  type CodeView,
  callResult,
  codeView,
  type StatusView,
  statusView,
} from './rpc-answers.ts'

/** Which block an answer is wanted for; the last final one if nothing is said. */
export type BlockReference = { finality: 'final' | 'optimistic' } | { block_id: number | string }

export type ViewOptions = AskOptions & { at?: BlockReference }

const FINAL: BlockReference = { finality: 'final' }

function query(
  requestType: string,
  at: BlockReference = FINAL,
  fields: Record<string, unknown> = {},
) {
  return { request_type: requestType, ...at, ...fields }
}

/** Returns an account's balance (yocto), code hash and storage use (bytes). */
export function viewAccount(
  rpc: Rpc,
  id: AccountId,
  { at, ...o }: ViewOptions = {},
): Promise<AccountView> {
  return rpc.ask('query', query('view_account', at, { account_id: id }), accountView, o)
}

/** Returns the code that an account has of its own. */
export function viewCode(
  rpc: Rpc,
  id: AccountId,
  { at, ...o }: ViewOptions = {},
): Promise<CodeView> {
  return rpc.ask('query', query('view_code', at, { account_id: id }), codeView, o)
}

/** Returns the code that accounts share by its hash. */
export function viewGlobalCode(
  rpc: Rpc,
  hash: CodeHash,
  { at, ...o }: ViewOptions = {},
): Promise<CodeView> {
  const params = query('view_global_contract_code', at, { code_hash: hash })
  return rpc.ask('query', params, codeView, o)
}

/** Returns the code that accounts share by its owner's name; the owner can change it for all of them at once. */
export function viewGlobalCodeOf(
  rpc: Rpc,
  owner: AccountId,
  { at, ...o }: ViewOptions = {},
): Promise<CodeView> {
  const params = query('view_global_contract_code_by_account_id', at, { account_id: owner })
  return rpc.ask('query', params, codeView, o)
}

export function viewAccessKey(
  rpc: Rpc,
  id: AccountId,
  publicKey: string,
  { at, ...o }: ViewOptions = {},
): Promise<AccessKeyView> {
  const params = query('view_access_key', at, { account_id: id, public_key: publicKey })
  return rpc.ask('query', params, accessKeyView, o)
}

export function viewAccessKeys(
  rpc: Rpc,
  id: AccountId,
  { at, ...o }: ViewOptions = {},
): Promise<AccessKeyList> {
  return rpc.ask('query', query('view_access_key_list', at, { account_id: id }), accessKeyList, o)
}

export function viewBlock(rpc: Rpc, { at = FINAL, ...o }: ViewOptions = {}): Promise<BlockView> {
  return rpc.ask('block', at, blockView, o)
}

export function viewStatus(rpc: Rpc, options: AskOptions = {}): Promise<StatusView> {
  return rpc.ask('status', [], statusView, options)
}

/** What a view method returned, and as of which block. */
export type ViewCall = { value: unknown; logs: string[]; blockHeight: number; blockHash: string }

/**
 * Calls a view method with JSON arguments and reads its JSON answer; `undefined` if it returned nothing.
 *
 * @throws ChainError `CONTRACT_EXECUTION_ERROR` if it panics, `BAD_ANSWER` if it returns something else than JSON.
 */
export async function callView(
  rpc: Rpc,
  contractId: AccountId,
  method: string,
  args: Record<string, unknown> = {},
  { at, ...o }: ViewOptions = {},
): Promise<ViewCall> {
  const params = query('call_function', at, {
    account_id: contractId,
    method_name: method,
    args_base64: Buffer.from(JSON.stringify(args)).toString('base64'),
  })
  const answer = await rpc.ask('query', params, callResult, o)
  return {
    value: readReturned(Buffer.from(answer.result).toString('utf8'), contractId, method),
    logs: answer.logs,
    blockHeight: answer.block_height,
    blockHash: answer.block_hash,
  }
}

function readReturned(text: string, contractId: AccountId, method: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = `\`${method}\` of ${contractId} returned something that is not JSON.`
    throw new ChainError('BAD_ANSWER', message, { cause })
  }
}
