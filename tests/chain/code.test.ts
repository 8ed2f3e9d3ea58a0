import test from 'ava'
import { createRpc, type ResolvedCode, resolveCode } from '../../chain/index.ts'
import type { AccountView } from '../../chain/rpc-answers.ts'
import { account, BLOCK_HASH, HASH, NO_CODE, OTHER_HASH, SEEN_AT } from './answers.ts'
import { handlerError, type Reply, startRpcServer } from './rpc-server.ts'

const here = { blockHeight: SEEN_AT.block_height, blockHash: BLOCK_HASH }
const globalCode = { hash: OTHER_HASH, code_base64: 'AGFzbQ==', ...SEEN_AT }

const cases: [title: string, view: Partial<AccountView>, code: Partial<ResolvedCode>][] = [
  ['local code has its own hash', {}, { kind: 'local', codeHash: HASH, globalAccountId: null }],
  ['32 ones are no code', { code_hash: NO_CODE }, { kind: 'none', codeHash: null }],
  [
    'a global contract by hash is its hash, though the local hash is 32 ones',
    { code_hash: NO_CODE, global_contract_hash: OTHER_HASH },
    { kind: 'global_hash', codeHash: OTHER_HASH, globalAccountId: null },
  ],
  [
    'a global contract by account is looked up at its owner',
    { code_hash: NO_CODE, global_contract_account_id: 'owner.near', global_contract_hash: null },
    { kind: 'global_account', codeHash: OTHER_HASH, globalAccountId: 'owner.near' },
  ],
  [
    'null in the global fields is as good as none',
    { global_contract_account_id: null, global_contract_hash: null },
    { kind: 'local', codeHash: HASH },
  ],
]

for (const [title, view, code] of cases) {
  test(title, async (t) => {
    const server = await startRpcServer(({ params }): Reply => {
      const global = params.request_type === 'view_global_contract_code_by_account_id'
      return { result: global ? globalCode : account(view) }
    })
    t.teardown(server.close)
    const rpc = createRpc({ urls: [server.url] })
    t.like(await resolveCode(rpc, 'dapp.near'), { ...here, ...code })
    t.is(server.asked.length, code.kind === 'global_account' ? 2 : 1)
    if (code.kind === 'global_account') t.is(server.asked[1]?.params.account_id, 'owner.near')
  })
}

test('an account that does not exist is an answer with its block', async (t) => {
  const info = { requested_account_id: 'nobody.near', ...SEEN_AT }
  const server = await startRpcServer(() => handlerError('UNKNOWN_ACCOUNT', info))
  t.teardown(server.close)
  const rpc = createRpc({ urls: [server.url] })
  t.deepEqual(await resolveCode(rpc, 'nobody.near'), {
    ...here,
    kind: 'unknown_account',
    codeHash: null,
    globalAccountId: null,
  })
})

test('a global contract that its owner does not have is no code', async (t) => {
  const server = await startRpcServer(({ params }) =>
    params.request_type === 'view_account'
      ? { result: account({ code_hash: NO_CODE, global_contract_account_id: 'owner.near' }) }
      : handlerError('NO_GLOBAL_CONTRACT_CODE'),
  )
  t.teardown(server.close)
  const rpc = createRpc({ urls: [server.url] })
  t.like(await resolveCode(rpc, 'dapp.near'), { kind: 'global_account', codeHash: null })
})

test('the reader of global code can be replaced', async (t) => {
  const view = account({ code_hash: NO_CODE, global_contract_account_id: 'owner.near' })
  const server = await startRpcServer(() => ({ result: view }))
  t.teardown(server.close)
  const rpc = createRpc({ urls: [server.url] })
  const code = await resolveCode(rpc, 'dapp.near', { readGlobalCode: async () => HASH })
  t.like(code, { kind: 'global_account', codeHash: HASH })
  t.is(server.asked.length, 1)
})

test('a hash that is no hash is refused', async (t) => {
  const server = await startRpcServer(() => ({ result: account({ code_hash: 'short' }) }))
  t.teardown(server.close)
  const rpc = createRpc({ urls: [server.url], rounds: 1 })
  t.like(await t.throwsAsync(resolveCode(rpc, 'dapp.near')), { code: 'BAD_ANSWER' })
})

test('an account id that is none is refused before NEAR is asked', async (t) => {
  const rpc = createRpc({ urls: ['http://127.0.0.1:1'] })
  const error = await t.throwsAsync(resolveCode(rpc, 'No Account'))
  t.like(error, { field: 'account_id' })
})
