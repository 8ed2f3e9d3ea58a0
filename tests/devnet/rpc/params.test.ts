import type { ExecutionContext } from 'ava'
import test from 'ava'
import { actions } from 'near-api-js'
import type { Json } from '../../../devnet/primitives/json.ts'
import type { JsonRpcAnswer } from '../../../devnet/rpc/json-rpc.ts'
import { answerJsonRpc } from '../../../devnet/rpc/json-rpc.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

async function ask({ node }: Network, method: string, params: unknown): Promise<JsonRpcAnswer> {
  return await answerJsonRpc(node, JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }))
}

async function same(t: ExecutionContext, network: Network, method: string, forms: unknown[]) {
  const answers: (Json | undefined)[] = []
  for (const form of forms) answers.push((await ask(network, method, form)).result)
  t.truthy(answers[0])
  for (const answer of answers) t.deepEqual(answer, answers[0])
}

test('parameters can be named or in order', async (t) => {
  const network = createNetwork()
  const { run, root, node } = network
  const ran = await run(root, 'test.near', [actions.transfer(1n)])
  const [hash, receiptId] = [ran.transaction_outcome.id, ran.receipts_outcome[0]?.id]
  const { header, chunk } = node.blocks.head()
  await same(t, network, 'block', [{ block_id: header.height }, [header.height], [header.hash]])
  await same(t, network, 'chunk', [{ chunk_id: chunk.hash }, [chunk.hash]])
  await same(t, network, 'gas_price', [{ block_id: null }, [null], [header.height], []])
  await same(t, network, 'tx', [
    { tx_hash: hash, sender_account_id: 'test.near' },
    [hash, 'test.near'],
  ])
  await same(t, network, 'chunk', [{ block_id: 1, shard_id: 0 }, [1, 0]])
  await same(t, network, 'EXPERIMENTAL_receipt', [{ receipt_id: receiptId }, [receiptId]])
})

test('a transaction can be sent named or in order, and asked for as it was sent', async (t) => {
  const network = createNetwork()
  const sent = { signer: network.root, receiverId: 'test.near', actions: [actions.transfer(1n)] }
  const base64 = Buffer.from(await network.sign(sent)).toString('base64')
  const hash = await ask(network, 'broadcast_tx_async', [base64])
  const first = await ask(network, 'tx', { signed_tx_base64: base64, wait_until: 'FINAL' })
  const second = await ask(network, 'send_tx', { signed_tx_base64: base64, wait_until: 'FINAL' })
  const third = await ask(network, 'tx', [base64])
  const fourth = await ask(network, 'broadcast_tx_commit', [base64])
  t.truthy(first.result)
  t.deepEqual(second.result, first.result)
  t.deepEqual(third.result, first.result)
  t.deepEqual(fourth.result, first.result)
  t.like(first.result, { transaction: { hash: hash.result } })
})

test('numbers that JavaScript cannot hold are sent with all their digits', async (t) => {
  const network = createNetwork()
  const sent = { signer: network.root, receiverId: 'test.near', actions: [actions.transfer(1n)] }
  const bytes = await network.sign(sent, { nonce: 18_446_744_073_709_551_615n })
  const { error } = await ask(network, 'send_tx', [Buffer.from(bytes).toString('base64')])
  t.like(error, {
    cause: { name: 'INVALID_TRANSACTION' },
    data: {
      TxExecutionError: {
        InvalidTxError: { NonceTooLarge: { tx_nonce: 18_446_744_073_709_551_615n } },
      },
    },
  })
})

test('answers carry the id that was asked with', async (t) => {
  const { node } = createNetwork()
  for (const id of [7, 'seven', null]) {
    const answer = await answerJsonRpc(
      node,
      JSON.stringify({ jsonrpc: '2.0', id, method: 'health' }),
    )
    t.is(answer.id, id)
  }
})

test('queries can be asked for in their old form, as a path and base58', async (t) => {
  const network = createNetwork()
  const note = await network.create('note')
  await network.deploy(note, compileText(NOTE_CONTRACT))
  const query = (request_type: string, more: object = {}) => ({
    request_type,
    account_id: 'note.test.near',
    finality: 'optimistic',
    ...more,
  })
  const key = note.key.getPublicKey().toString()
  await same(t, network, 'query', [query('view_account'), ['account/note.test.near', '']])
  await same(t, network, 'query', [query('view_code'), ['code/note.test.near', '']])
  await same(t, network, 'query', [
    query('view_state', { prefix_base64: 'Zg==' }),
    ['contract/note.test.near', '2m'],
  ])
  await same(t, network, 'query', [
    query('view_access_key', { public_key: key }),
    [`access_key/note.test.near/${key}`, ''],
  ])
  await same(t, network, 'query', [
    query('view_access_key_list'),
    ['access_key/note.test.near', ''],
  ])
  await same(t, network, 'query', [
    query('call_function', { method_name: 'get', args_base64: '' }),
    ['call/note.test.near/get', ''],
  ])
  for (const path of ['account', 'weather/note.test.near', 'call/note.test.near']) {
    t.like((await ask(network, 'query', [path, ''])).error, { cause: { name: 'PARSE_ERROR' } })
  }
})
