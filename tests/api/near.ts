import type { ExecutionContext } from 'ava'
import { createRpc, type Rpc } from '../../chain/index.ts'
import type { AccountView } from '../../chain/rpc-answers.ts'
import { account, block, NO_CODE, SEEN_AT } from '../chain/answers.ts'
import { handlerError, type Reply, startRpcServer } from '../chain/rpc-server.ts'

/** A node that knows some accounts, over HTTP. */
export type TestNear = {
  rpc: Rpc
  url: string
  accounts: Map<string, Partial<AccountView>>
  /** Hash of the code that an account shares under its name. */
  globalCode: Map<string, string>
  /** Permissions of the keys of an account; one full-access key if it is not named here. */
  keys: Map<string, unknown[]>
  /** Methods (or kinds of query) that were asked, in order. */
  asked: string[]
  /** If set, the answer to everything, or to what is asked about some accounts. */
  broken: { reply: Reply | undefined; for?: string[] }
  height: { value: number }
  stop: () => Promise<void>
}

/** Starts a node whose accounts run the code given by name: a hash, or null for none. */
export async function startNear(
  t: ExecutionContext,
  code: Record<string, string | null> = {},
): Promise<TestNear> {
  const accounts = new Map<string, Partial<AccountView>>()
  for (const [id, hash] of Object.entries(code)) accounts.set(id, { code_hash: hash ?? NO_CODE })
  const near = {
    accounts,
    globalCode: new Map<string, string>(),
    keys: new Map<string, unknown[]>(),
    asked: [] as string[],
    broken: { reply: undefined } as TestNear['broken'],
    height: { value: SEEN_AT.block_height },
  }
  const server = await startRpcServer(({ method, params }): Reply => {
    near.asked.push(typeof params.request_type === 'string' ? params.request_type : method)
    const id = String(params.account_id)
    const { reply, for: some } = near.broken
    if (reply !== undefined && (some === undefined || some.includes(id))) return reply
    if (method === 'block') {
      return { result: { ...block, header: { ...block.header, height: near.height.value } } }
    }
    if (params.request_type === 'view_access_key_list') {
      const permissions = near.keys.get(id) ?? ['FullAccess']
      const keys = permissions.map((permission, i) => ({
        public_key: `ed25519:${i}`,
        access_key: { nonce: 1, permission },
      }))
      return { result: { keys, ...SEEN_AT } }
    }
    if (params.request_type === 'view_global_contract_code_by_account_id') {
      const hash = near.globalCode.get(id)
      if (hash === undefined) return handlerError('NO_GLOBAL_CONTRACT_CODE')
      return { result: { hash, code_base64: '', ...SEEN_AT } }
    }
    const known = near.accounts.get(id)
    return known === undefined
      ? handlerError('UNKNOWN_ACCOUNT', { requested_account_id: id, ...SEEN_AT })
      : { result: account(known) }
  })
  t.teardown(server.close)
  const rpc = createRpc({ urls: [server.url], rounds: 1, timeoutMs: 30_000 })
  return { ...near, rpc, url: server.url, stop: server.close }
}
