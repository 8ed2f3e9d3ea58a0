import test from 'ava'
import {
  callView,
  createRpc,
  viewAccessKey,
  viewAccessKeys,
  viewGlobalCode,
  viewStatus,
} from '../../chain/index.ts'
import { BLOCK_HASH, HASH, SEEN_AT } from './answers.ts'
import { handlerError, type Reply, startRpcServer } from './rpc-server.ts'

async function rpcThatAnswers(t: import('ava').ExecutionContext, reply: Reply) {
  const server = await startRpcServer(() => reply)
  t.teardown(server.close)
  return { rpc: createRpc({ urls: [server.url], rounds: 1 }), asked: server.asked }
}

const returned = (text: string): Reply => ({
  result: { result: [...new TextEncoder().encode(text)], logs: ['a log'], ...SEEN_AT },
})

test('a view call sends its arguments in base64 and reads JSON', async (t) => {
  const { rpc, asked } = await rpcThatAnswers(t, returned('{"seq":3,"name":"Zoë"}'))
  const at = { block_id: BLOCK_HASH }
  t.deepEqual(await callView(rpc, 'registry.near', 'get_head', { of: 'ü' }, { at }), {
    value: { seq: 3, name: 'Zoë' },
    logs: ['a log'],
    blockHeight: SEEN_AT.block_height,
    blockHash: BLOCK_HASH,
  })
  t.deepEqual(asked[0]?.params, {
    request_type: 'call_function',
    block_id: BLOCK_HASH,
    account_id: 'registry.near',
    method_name: 'get_head',
    args_base64: Buffer.from('{"of":"ü"}').toString('base64'),
  })
})

test('a view call that returns nothing gives undefined', async (t) => {
  const { rpc } = await rpcThatAnswers(t, returned(''))
  t.is((await callView(rpc, 'registry.near', 'get_nothing')).value, undefined)
})

test('a view call that returns something else than JSON is a bad answer', async (t) => {
  const { rpc } = await rpcThatAnswers(t, returned('\u0001borsh'))
  const error = await t.throwsAsync(callView(rpc, 'registry.near', 'get_bytes'))
  t.like(error, { code: 'BAD_ANSWER' })
  t.regex(error.message, /`get_bytes` of registry\.near/)
})

test('a panic of a view call is told, in the new form and in the old', async (t) => {
  const panic = 'Smart contract panicked: no such recipe'
  const old = {
    result: { error: `wasm execution failed with error: ${panic}`, logs: [], ...SEEN_AT },
  }
  for (const reply of [handlerError('CONTRACT_EXECUTION_ERROR', {}, panic), old]) {
    const { rpc } = await rpcThatAnswers(t, reply)
    const error = await t.throwsAsync(callView(rpc, 'registry.near', 'get'))
    t.like(error, { code: 'CONTRACT_EXECUTION_ERROR' })
    t.regex(error.message, /no such recipe/)
  }
})

test('a missing access key is told, in the new form and in the old', async (t) => {
  const old = {
    result: { error: 'access key ed25519:x does not exist while viewing', logs: [], ...SEEN_AT },
  }
  for (const reply of [handlerError('UNKNOWN_ACCESS_KEY'), old]) {
    const { rpc } = await rpcThatAnswers(t, reply)
    const error = await t.throwsAsync(viewAccessKey(rpc, 'ann.near', 'ed25519:x'))
    t.like(error, { code: 'UNKNOWN_ACCESS_KEY' })
  }
})

test('access keys, global code and status are read', async (t) => {
  const key = { nonce: 7, permission: 'FullAccess' }
  const keys = await rpcThatAnswers(t, {
    result: { keys: [{ public_key: 'ed25519:x', access_key: key }], ...SEEN_AT },
  })
  t.is((await viewAccessKeys(keys.rpc, 'ann.near')).keys[0]?.access_key.nonce, 7)

  const code = await rpcThatAnswers(t, { result: { hash: HASH, code_base64: '', ...SEEN_AT } })
  t.is((await viewGlobalCode(code.rpc, HASH)).hash, HASH)
  t.is(code.asked[0]?.params.code_hash, HASH)

  const sync = {
    latest_block_height: 9,
    latest_block_hash: HASH,
    latest_block_time: '2026-01-01T00:00:00Z',
    syncing: false,
  }
  const status = await rpcThatAnswers(t, {
    result: { chain_id: 'localnet', protocol_version: 80, sync_info: sync },
  })
  t.is((await viewStatus(status.rpc)).chain_id, 'localnet')
})
