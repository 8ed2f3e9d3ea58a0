import test from 'ava'
import { actions } from 'near-api-js'
import type { Json } from '../../../devnet/primitives/json.ts'
import { answerHttp, answerJsonRpc } from '../../../devnet/rpc/json-rpc.ts'
import { TGAS } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

type Answered = {
  final_execution_status: string
  status: object | string
  receipts_outcome: { outcome: { receipt_ids: string[] } }[]
}

const body = (method: string, params: unknown): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })

async function ask({ node }: Network, method: string, params: unknown): Promise<Json | undefined> {
  const answer = await answerJsonRpc(node, body(method, params))
  return answer.result ?? answer.error
}

/** Makes a network with a contract, and a call of it that calls itself and returns what that gives. */
async function callThatCalls(options = {}) {
  const network = createNetwork(options)
  const note = await network.create('note')
  await network.deploy(note, compileText(NOTE_CONTRACT))
  const call = actions.functionCall('ask', Buffer.from(note.accountId), 100n * TGAS, 0n)
  const sent = { signer: network.root, receiverId: note.accountId, actions: [call] }
  const bytes = await network.sign(sent)
  return { network, signed_tx_base64: Buffer.from(bytes).toString('base64') }
}

// Of the call: one block for the transaction, one for its receipt, one for the promise, and one for the last refund of gas.
const LEVELS: [waitUntil: string | undefined, status: string, blocks: number, outcomes: number][] =
  [
    ['INCLUDED', 'INCLUDED_FINAL', 1, 0],
    ['INCLUDED_FINAL', 'INCLUDED_FINAL', 1, 0],
    ['EXECUTED_OPTIMISTIC', 'EXECUTED', 3, 3],
    [undefined, 'EXECUTED', 3, 3],
    ['EXECUTED', 'EXECUTED', 3, 3],
    ['FINAL', 'FINAL', 4, 4],
  ]

for (const [wait_until, status, blocks, outcomes] of LEVELS) {
  test(`send_tx until ${wait_until ?? 'nothing is said'} answers after ${blocks} blocks: ${status}`, async (t) => {
    const { network, signed_tx_base64 } = await callThatCalls()
    const { height } = network.node.blocks.head().header
    const answer = (await ask(network, 'send_tx', {
      signed_tx_base64,
      wait_until,
    })) as unknown as Answered
    t.is(network.node.blocks.head().header.height - height, blocks)
    t.is(answer.final_execution_status, status)
    t.is(answer.receipts_outcome.length, outcomes)
    t.is(answer.status === 'Started', status === 'INCLUDED_FINAL')
  })
}

test('broadcast_tx_commit waits until all but refunds has run', async (t) => {
  const { network, signed_tx_base64 } = await callThatCalls()
  const answer = await ask(network, 'broadcast_tx_commit', { signed_tx_base64 })
  t.like(answer, { final_execution_status: 'EXECUTED' })
})

test('tx waits for a transaction that is sent only later', async (t) => {
  const { network, signed_tx_base64 } = await callThatCalls()
  const { hash } = network.node.check(Buffer.from(signed_tx_base64, 'base64')).transaction
  const asked = ask(network, 'tx', {
    tx_hash: hash,
    sender_account_id: 'test.near',
    wait_until: 'FINAL',
  })
  t.is(await ask(network, 'broadcast_tx_async', [signed_tx_base64]), hash)
  t.like(await asked, { final_execution_status: 'FINAL', transaction: { hash } })
})

test('tx with a signed transaction asks for it and does not send it', async (t) => {
  const { network, signed_tx_base64 } = await callThatCalls({ pollingTimeoutMs: 20 })
  const { height } = network.node.blocks.head().header
  const { status, answer } = await answerHttp(network.node, body('tx', { signed_tx_base64 }))
  t.is(status, 408)
  t.like(answer.error, { cause: { name: 'TIMEOUT_ERROR', info: { cause: 'NOT_OBSERVED' } } })
  t.is(network.node.blocks.head().header.height, height)
})

/** Calls itself with all the gas that is left, so that its receipts take dozens of blocks. */
const RECURSION = `(module
  (import "env" "current_account_id" (func $current (param i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "promise_batch_create" (func $batch (param i64 i64) (result i64)))
  (import "env" "promise_batch_action_function_call_weight"
    (func $call (param i64 i64 i64 i64 i64 i64 i64 i64)))
  (memory (export "memory") 1)
  (data (i32.const 0) "again")
  (func (export "again")
    (call $current (i64.const 0))
    (call $read_register (i64.const 0) (i64.const 100))
    (call $call (call $batch (call $register_len (i64.const 0)) (i64.const 100))
      (i64.const 5) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 32) (i64.const 0) (i64.const 1))))`

test('who has waited long enough hears how far a transaction has come', async (t) => {
  const network = createNetwork({ pollingTimeoutMs: 0 })
  const again = await network.create('again')
  await network.deploy(again, compileText(RECURSION))
  const call = actions.functionCall('again', new Uint8Array(), 300n * TGAS, 0n)
  const sent = { signer: network.root, receiverId: again.accountId, actions: [call] }
  const signed_tx_base64 = Buffer.from(await network.sign(sent)).toString('base64')
  const request = body('send_tx', { signed_tx_base64, wait_until: 'EXECUTED' })
  const { status, answer } = await answerHttp(network.node, request)
  t.is(status, 408)
  const pending = { cause: 'PENDING', status: { final_execution_status: 'INCLUDED_FINAL' } }
  t.like(answer.error, { cause: { name: 'TIMEOUT_ERROR', info: pending } })
})

test('a transaction that is sent twice runs once, and both are answered', async (t) => {
  const { network, signed_tx_base64 } = await callThatCalls()
  const send = () => ask(network, 'send_tx', { signed_tx_base64, wait_until: 'FINAL' })
  const [first, second] = await Promise.all([send(), send()])
  t.deepEqual(first, second)
  t.deepEqual(await send(), first)
})

test('an invalid transaction that is only sent off is never heard of again', async (t) => {
  const network = createNetwork()
  const sent = { signer: network.root, receiverId: 'test.near', actions: [actions.transfer(1n)] }
  const bytes = await network.sign(sent, { nonce: 0n })
  const hash = network.node.check(bytes).transaction.hash
  const base64 = Buffer.from(bytes).toString('base64')
  t.is(await ask(network, 'broadcast_tx_async', [base64]), hash)
  t.deepEqual(await ask(network, 'send_tx', { signed_tx_base64: base64, wait_until: 'NONE' }), {
    final_execution_status: 'NONE',
  })
  const status = { tx_hash: hash, sender_account_id: 'test.near', wait_until: 'NONE' }
  t.like(await ask(network, 'tx', status), { cause: { name: 'UNKNOWN_TRANSACTION' } })
  const refused = await ask(network, 'send_tx', { signed_tx_base64: base64 })
  t.like(refused, { cause: { name: 'INVALID_TRANSACTION' } })
})
