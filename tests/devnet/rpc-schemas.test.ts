import type { ExecutionContext } from 'ava'
import anyTest, { type TestFn } from 'ava'
import { actions } from 'near-api-js'
import { startDevnet } from '../../devnet/index.ts'
import { METHODS } from '../../devnet/rpc/dispatch.ts'
import { QUERIES } from '../../devnet/rpc/state-query/queries.ts'
import { createClient, utf8 } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'
import { rpc, schemaIssues } from './support/rpc.ts'
import type { Known } from './support/rpc-cases.ts'
import { CASES, ERRORS, NEVER_REFUSED } from './support/rpc-cases.ts'

const test = anyTest as TestFn<Known>

test.before(async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0, pollingTimeoutMs: 50 })
  const { create, root, provider } = createClient(devnet)
  const alice = await create('alice')
  const code = compileText(NOTE_CONTRACT)
  await alice.deployContract(code)
  await alice.deployGlobalContract(code, 'codeHash')
  await alice.deployGlobalContract(code, 'accountId')
  const outcome = await alice.callFunctionRaw({
    contractId: alice.accountId,
    methodName: 'set',
    args: utf8('hello'),
  })
  await alice.callFunctionRaw({
    contractId: alice.accountId,
    methodName: 'set',
    args: new Uint8Array(60_000),
  })
  devnet.node.produceBlock({ skipHeights: 2 })
  const transfer = { receiverId: 'test.near', actions: [actions.transfer(1n)] }
  const signed = async (): Promise<string> =>
    Buffer.from((await root.createSignedTransaction(transfer)).encode()).toString('base64')
  const { header, chunk } = devnet.node.blocks.head()
  t.context = {
    devnet,
    txHash: outcome.transaction.hash,
    receiptId: outcome.receipts_outcome[0]?.id ?? '',
    publicKey: devnet.rootAccount.publicKey,
    codeHash: (await provider.viewAccount({ accountId: alice.accountId })).code_hash,
    epochId: header.epochId,
    chunkHash: chunk.hash,
    headHash: header.hash,
    skippedHeight: header.height - 1,
    signed,
  }
})

test.after.always(async (t) => {
  await t.context.devnet.close()
})

async function sent(t: ExecutionContext<Known>, params: unknown): Promise<unknown> {
  return typeof params === 'function' ? await params(t.context) : params
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort()

test('every method and every query has an answer that is checked', (t) => {
  t.deepEqual(sorted(CASES.map(([, method]) => method)), sorted(Object.keys(METHODS)))
  const queries = CASES.flatMap(([title, method]) => (method === 'query' ? [title] : []))
  t.deepEqual(sorted(queries), sorted(Object.keys(QUERIES)))
})

test('every method has an error that is checked, but for those that take anything', (t) => {
  const refused = sorted([...ERRORS.map(([, method]) => method), ...NEVER_REFUSED])
  t.deepEqual(refused, sorted(Object.keys(METHODS)))
})

test('the schemas are strict enough to refuse an answer without a field', async (t) => {
  const answer = await rpc(t.context.devnet, 'block', { finality: 'final' })
  const { header } = answer.result as { header: Record<string, unknown> }
  delete header.prev_hash
  t.not(schemaIssues('block', answer), undefined)
  const view = { account_id: 'alice.test.near', finality: 'final' }
  const viewed = await rpc(t.context.devnet, 'EXPERIMENTAL_view_account', view)
  delete (viewed.result as Record<string, unknown>).block_hash
  t.not(schemaIssues('EXPERIMENTAL_view_account', viewed), undefined)
})

for (const [title, method, params] of CASES) {
  test(`the answer to ${method}, ${title}, is what nearcore's schema says`, async (t) => {
    const answer = await rpc(t.context.devnet, method, await sent(t, params))
    t.is(answer.error, undefined)
    t.not(answer.result, undefined)
    t.is(schemaIssues(method, answer), undefined)
  })
}

for (const [title, method, params, name] of ERRORS) {
  test(`${title} is an error of ${method} named ${name}`, async (t) => {
    const answer = await rpc(t.context.devnet, method, await sent(t, params))
    t.is((answer.error as { cause?: { name: string } } | undefined)?.cause?.name, name)
    t.is(schemaIssues(method, answer), undefined)
  })
}

test('the answer to send_tx until NONE is the level alone, which the schemas have forgotten', async (t) => {
  const signed_tx_base64 = await t.context.signed()
  const sentOff = { signed_tx_base64, wait_until: 'NONE' }
  const { result } = await rpc(t.context.devnet, 'send_tx', sentOff)
  t.deepEqual(result, { final_execution_status: 'NONE' })
})

test('methods that are not there are refused by name', async (t) => {
  for (const method of ['client_config', 'EXPERIMENTAL_view_gas_key_nonces', 'constructor']) {
    const { error } = await rpc(t.context.devnet, method, {})
    t.like(error, { code: -32_601, data: `not supported by devnet: ${method}` })
    t.like(error, { cause: { name: 'METHOD_NOT_FOUND', info: { method_name: method } } })
  }
})
