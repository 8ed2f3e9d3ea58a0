import { base58 } from '@scure/base'
import test from 'ava'
import { actions } from 'near-api-js'
import { startDevnet } from '../../../devnet/index.ts'
import { createClient, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'

type Message = {
  block: { header: { height: number; hash: string; prev_hash: string; timestamp_nanosec: string } }
  shards: {
    chunk: { transactions: { transaction: { hash: string } }[]; receipts: { receipt_id: string }[] }
    receipt_execution_outcomes: {
      execution_outcome: {
        id: string
        block_hash: string
        outcome: { executor_id: string; logs: string[]; status: Record<string, unknown> }
      }
      receipt: { receipt_id: string; receiver_id: string }
      tx_hash: string
    }[]
    state_changes: { type: string; cause: { type: string }; change: Record<string, unknown> }[]
  }[]
}

async function get(url: string): Promise<{ status: number; body: Message | null }> {
  const response = await fetch(url)
  return { status: response.status, body: (await response.json()) as Message | null }
}

test('a block carries its logs with their transaction, and what changed', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  t.teardown(devnet.close)
  const { create, root } = createClient(devnet)
  const note = await create('note')
  await note.deployContract(compileText(NOTE_CONTRACT))
  const outcome = await root.callFunctionRaw({
    contractId: note.accountId,
    methodName: 'set',
    args: utf8('hello'),
  })
  const sent = devnet.node.blocks.transaction(outcome.transaction.hash)?.block.header.height ?? -1
  const own = await get(`${devnet.neardataUrl}/v0/block/${sent}`)
  t.is(own.body?.shards[0]?.chunk.transactions[0]?.transaction.hash, outcome.transaction.hash)

  // The receiver is another account, so the receipt runs in the next block.
  const { body } = await get(`${devnet.neardataUrl}/v0/block/${sent + 1}`)
  const [executed] = body?.shards[0]?.receipt_execution_outcomes ?? []
  t.like(executed, {
    tx_hash: outcome.transaction.hash,
    execution_outcome: {
      block_hash: body?.block.header.hash,
      outcome: { executor_id: note.accountId, logs: ['stored'], status: { SuccessValue: '' } },
    },
    receipt: { receiver_id: note.accountId },
  })
  t.is(executed?.receipt.receipt_id, executed?.execution_outcome.id)
  const changes = body?.shards[0]?.state_changes ?? []
  const data = changes.find(({ type }) => type === 'data_update')
  t.deepEqual(data, {
    cause: { type: 'receipt_processing', receipt_hash: executed?.execution_outcome.id },
    type: 'data_update',
    change: {
      account_id: note.accountId,
      key_base64: Buffer.from('value').toString('base64'),
      value_base64: Buffer.from('hello').toString('base64'),
    },
  })
  const account = changes.find(({ type }) => type === 'account_update')
  t.is(base58.decode(String(account?.change.code_hash)).length, 32)
})

test('the receipt of a transaction to oneself runs in the same block', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  t.teardown(devnet.close)
  const { root } = createClient(devnet)
  const outcome = await root.signAndSendTransaction({
    receiverId: root.accountId,
    actions: [actions.transfer(1n)],
  })
  const { body } = await get(`${devnet.neardataUrl}/v0/block/1`)
  t.is(body?.shards[0]?.receipt_execution_outcomes[0]?.tx_hash, outcome.transaction.hash)
  t.is(body?.shards[0]?.chunk.receipts.length, 1)
})

test('blocks follow one another by their hashes, without gaps', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  t.teardown(devnet.close)
  for (let block = 0; block < 4; block++) devnet.node.produceBlock()
  let previous = (await get(`${devnet.neardataUrl}/v0/first_block`)).body?.block.header
  for (let height = 1; height <= 4; height++) {
    const { header } = (await get(`${devnet.neardataUrl}/v0/block/${height}`)).body?.block ?? {}
    t.is(header?.height, height)
    t.is(header?.prev_hash, previous?.hash)
    t.true(BigInt(header?.timestamp_nanosec ?? 0) > BigInt(previous?.timestamp_nanosec ?? 0))
    previous = header
  }
})

test('the last block is a redirect, a skipped height is null, a far one is not there', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  t.teardown(devnet.close)
  devnet.node.produceBlock({ skipHeights: 3 })
  const last = await fetch(`${devnet.neardataUrl}/v0/last_block/final`, { redirect: 'manual' })
  t.is(last.status, 302)
  t.is(last.headers.get('location'), '/v0/block/4')
  t.deepEqual(await get(`${devnet.neardataUrl}/v0/block/2`), { status: 200, body: null })
  const far = await get(`${devnet.neardataUrl}/v0/block/1000`)
  t.is(far.status, 404)
  t.like(far.body, { type: 'BLOCK_DOES_NOT_EXIST' })
})

test('a request for the next block is answered once it is made', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  t.teardown(devnet.close)
  const next = get(`${devnet.neardataUrl}/v0/block/1`)
  const { root } = createClient(devnet)
  await root.signAndSendTransaction({ receiverId: 'test.near', actions: [actions.transfer(1n)] })
  t.is((await next).body?.block.header.height, 1)
})

test('closing a devnet ends requests that wait', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  const next = get(`${devnet.neardataUrl}/v0/block/1`).then(
    () => 'answered',
    () => 'ended',
  )
  await fetch(`${devnet.rpcUrl}/status`)
  await devnet.close()
  t.is(await next, 'ended')
})
