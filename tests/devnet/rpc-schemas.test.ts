import type { ExecutionContext } from 'ava'
import anyTest, { type TestFn } from 'ava'
import type { Devnet } from '../../devnet/index.ts'
import { startDevnet } from '../../devnet/index.ts'
import { createClient, utf8 } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'
import { rpc, schemaIssues } from './support/rpc.ts'

type Known = {
  devnet: Devnet
  txHash: string
  receiptId: string
  publicKey: string
  chunkHash: string
}

/** What is sent, or how to make it of what is known once the devnet runs. */
type Params = object | string | null | ((known: Known) => object)

const test = anyTest as TestFn<Known>

test.before(async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  const { create } = createClient(devnet)
  const alice = await create('alice')
  await alice.deployContract(compileText(NOTE_CONTRACT))
  const outcome = await alice.callFunctionRaw({
    contractId: alice.accountId,
    methodName: 'set',
    args: utf8('hello'),
  })
  const { publicKey } = devnet.rootAccount
  const receiptId = outcome.receipts_outcome[0]?.id ?? ''
  const { hash: chunkHash } = devnet.node.blocks.head().chunk
  t.context = { devnet, txHash: outcome.transaction.hash, receiptId, publicKey, chunkHash }
})

test.after.always(async (t) => {
  await t.context.devnet.close()
})

/** Checks that a method answers with a result that the generated schema accepts. */
async function answers(t: ExecutionContext<Known>, method: string, params: Params): Promise<void> {
  const sent = typeof params === 'function' ? params(t.context) : params
  const answer = await rpc(t.context.devnet, method, sent)
  t.is(answer.error, undefined)
  t.not(answer.result, undefined)
  t.is(schemaIssues(method, answer), undefined)
}

const final = { finality: 'final' }
const alice = { account_id: 'alice.test.near' }

const CASES: [title: string, method: string, params: Params][] = [
  ['status', 'status', []],
  ['health', 'health', []],
  ['network_info', 'network_info', []],
  ['block by finality', 'block', final],
  ['block by height', 'block', { block_id: 1 }],
  ['block of genesis', 'block', { sync_checkpoint: 'genesis' }],
  ['chunk by block and shard', 'chunk', { block_id: 2, shard_id: 0 }],
  ['chunk by hash', 'chunk', ({ chunkHash }: Known) => ({ chunk_id: chunkHash })],
  ['gas_price', 'gas_price', [null]],
  ['validators', 'validators', [null]],
  ['validators latest', 'validators', 'latest'],
  ['genesis_config', 'genesis_config', null],
  ['EXPERIMENTAL_genesis_config', 'EXPERIMENTAL_genesis_config', []],
  ['EXPERIMENTAL_protocol_config', 'EXPERIMENTAL_protocol_config', final],
  ['view_account', 'query', { request_type: 'view_account', ...alice, ...final }],
  ['view_access_key_list', 'query', { request_type: 'view_access_key_list', ...alice, ...final }],
  [
    'view_access_key',
    'query',
    ({ publicKey }: Known) => ({
      request_type: 'view_access_key',
      account_id: 'test.near',
      public_key: publicKey,
      ...final,
    }),
  ],
  ['view_code', 'query', { request_type: 'view_code', ...alice, ...final }],
  ['view_state', 'query', { request_type: 'view_state', ...alice, prefix_base64: '', ...final }],
  [
    'call_function',
    'query',
    { request_type: 'call_function', ...alice, method_name: 'get', args_base64: '', ...final },
  ],
  [
    'tx',
    'tx',
    ({ txHash }: Known) => ({
      tx_hash: txHash,
      sender_account_id: 'alice.test.near',
      wait_until: 'EXECUTED',
    }),
  ],
  [
    'EXPERIMENTAL_tx_status',
    'EXPERIMENTAL_tx_status',
    ({ txHash }: Known) => ({ tx_hash: txHash, sender_account_id: 'alice.test.near' }),
  ],
  [
    'EXPERIMENTAL_receipt',
    'EXPERIMENTAL_receipt',
    ({ receiptId }: Known) => ({ receipt_id: receiptId }),
  ],
  [
    'account changes',
    'changes',
    { changes_type: 'account_changes', account_ids: ['alice.test.near'], block_id: 2 },
  ],
  [
    'data changes',
    'EXPERIMENTAL_changes',
    {
      changes_type: 'data_changes',
      account_ids: ['alice.test.near'],
      key_prefix_base64: '',
      block_id: 4,
    },
  ],
  ['block_effects', 'block_effects', { block_id: 4 }],
  ['EXPERIMENTAL_changes_in_block', 'EXPERIMENTAL_changes_in_block', { block_id: 2 }],
]

test('the schemas are strict enough to refuse an answer without a field', async (t) => {
  const answer = await rpc(t.context.devnet, 'block', { finality: 'final' })
  const { header } = answer.result as { header: Record<string, unknown> }
  delete header.prev_hash
  t.not(schemaIssues('block', answer), undefined)
})

for (const [title, method, params] of CASES) {
  test(`the answer to ${title} is what nearcore's schema says`, answers, method, params)
}

const ERRORS: [title: string, method: string, params: unknown, name: string][] = [
  ['an unknown block', 'block', { block_id: 123_456 }, 'UNKNOWN_BLOCK'],
  [
    'an unknown block in a query',
    'query',
    { request_type: 'view_account', ...alice, block_id: 123_456 },
    'UNKNOWN_BLOCK',
  ],
  [
    'an unknown account',
    'query',
    { request_type: 'view_account', account_id: 'nobody.near', ...final },
    'UNKNOWN_ACCOUNT',
  ],
  [
    'an account without code',
    'query',
    { request_type: 'view_code', account_id: 'test.near', ...final },
    'NO_CONTRACT_CODE',
  ],
  [
    'an unknown transaction',
    'tx',
    { tx_hash: '11111111111111111111111111111112', sender_account_id: 'test.near' },
    'UNKNOWN_TRANSACTION',
  ],
  [
    'an unknown receipt',
    'EXPERIMENTAL_receipt',
    { receipt_id: '11111111111111111111111111111112' },
    'UNKNOWN_RECEIPT',
  ],
  ['an unknown chunk', 'chunk', { chunk_id: '11111111111111111111111111111112' }, 'UNKNOWN_CHUNK'],
  ['a shard that is not there', 'chunk', { block_id: 1, shard_id: 3 }, 'INVALID_SHARD_ID'],
  [
    'unknown global code',
    'query',
    {
      request_type: 'view_global_contract_code',
      code_hash: '11111111111111111111111111111112',
      ...final,
    },
    'NO_GLOBAL_CONTRACT_CODE',
  ],
  ['missing parameters', 'query', { request_type: 'view_account', ...final }, 'PARSE_ERROR'],
  ['parameters of another type', 'block', { block_id: {} }, 'PARSE_ERROR'],
  [
    'a query that is not there',
    'query',
    { request_type: 'view_everything', ...final },
    'PARSE_ERROR',
  ],
]

for (const [title, method, params, name] of ERRORS) {
  test(`${title} is an error named ${name}`, async (t) => {
    const answer = await rpc(t.context.devnet, method, params)
    t.is((answer.error as { cause: { name: string } }).cause.name, name)
    t.is(schemaIssues(method, answer), undefined)
  })
}

test('methods that are not there are refused by name', async (t) => {
  for (const method of ['EXPERIMENTAL_split_storage_info', 'constructor']) {
    const { error } = await rpc(t.context.devnet, method, {})
    t.like(error, { code: -32_601, data: `not supported by devnet: ${method}` })
    t.like(error, { cause: { name: 'METHOD_NOT_FOUND', info: { method_name: method } } })
  }
})
