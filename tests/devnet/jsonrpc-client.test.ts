import {
  block,
  chunk,
  experimentalReceipt,
  gasPrice,
  NearRpcClient,
  query,
  sendTx,
  status,
  tx,
  validators,
  viewAccount,
  viewFunctionAsJson,
} from '@near-js/jsonrpc-client'
import anyTest, { type TestFn } from 'ava'
import { actions } from 'near-api-js'
import type { Devnet } from '../../devnet/index.ts'
import { startDevnet } from '../../devnet/index.ts'
import { createClient, utf8 } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'

// The client that the NEAR project generates from nearcore, which checks every request and answer by its schemas.

const test = anyTest as TestFn<{ devnet: Devnet; client: NearRpcClient }>

test.before(async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  const note = await createClient(devnet).create('note')
  await note.deployContract(compileText(NOTE_CONTRACT))
  const args = utf8('{"text":"hello"}')
  await note.callFunctionRaw({ contractId: note.accountId, methodName: 'set', args })
  t.context = { devnet, client: new NearRpcClient({ endpoint: devnet.rpcUrl, retries: 0 }) }
})

test.after.always(async (t) => {
  await t.context.devnet.close()
})

test('blocks, chunks, prices, validators and the node itself', async (t) => {
  const { client } = t.context
  t.is((await status(client)).chainId, 'localnet')
  const { header, chunks } = await block(client, { finality: 'final' })
  t.is((await block(client, { blockId: header.height })).header.hash, header.hash)
  const chunkId = chunks[0]?.chunkHash ?? ''
  t.is((await chunk(client, { chunkId })).header.chunkHash, chunkId)
  t.regex((await gasPrice(client, { blockId: null })).gasPrice, /^\d+$/)
  t.is((await validators(client, 'latest')).currentValidators[0]?.accountId, 'test.near')
})

test('accounts and views', async (t) => {
  const { client } = t.context
  const account = await viewAccount(client, { accountId: 'note.test.near', finality: 'final' })
  t.regex(account.amount, /^\d+$/)
  const viewed = { accountId: 'note.test.near', methodName: 'get', finality: 'final' } as const
  t.deepEqual(await viewFunctionAsJson(client, viewed), { text: 'hello' })
  const keys = {
    requestType: 'view_access_key_list',
    accountId: 'note.test.near',
    finality: 'final',
  } as const
  t.like(await query(client, keys), { keys: [{ accessKey: { permission: 'FullAccess' } }] })
})

test('a transaction is sent, looked up and followed to its receipt', async (t) => {
  const { client, devnet } = t.context
  const { root } = createClient(devnet)
  const transfer = { receiverId: 'note.test.near', actions: [actions.transfer(1n)] }
  const signed = Buffer.from((await root.createSignedTransaction(transfer)).encode())
  const sent = await sendTx(client, {
    signedTxBase64: signed.toString('base64'),
    waitUntil: 'FINAL',
  })
  t.is(sent.finalExecutionStatus, 'FINAL')
  const hash = devnet.node.check(signed).transaction.hash
  const found = await tx(client, { txHash: hash, senderAccountId: 'test.near' })
  t.like(found, { transaction: { hash }, status: { SuccessValue: '' } })
  const receiptId = devnet.node.blocks.execution(hash)?.outcome.receiptIds[0] ?? ''
  t.is((await experimentalReceipt(client, { receiptId })).receiverId, 'note.test.near')
})

test('what devnet refuses, the client says by its name', async (t) => {
  const { client } = t.context
  const nobody = { accountId: 'nobody.near', finality: 'final' } as const
  await t.throwsAsync(viewAccount(client, nobody), { message: /Server error/ })
  await t.throwsAsync(client.makeRequest('client_config', {}), { message: /Method not found/ })
})
