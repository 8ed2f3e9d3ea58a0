import test from 'ava'
import { actions } from 'near-api-js'
import type { JsonRpcAnswer } from '../../../devnet/rpc/json-rpc.ts'
import { answerJsonRpc } from '../../../devnet/rpc/json-rpc.ts'
import type { Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'
import { schemaIssues } from '../support/rpc.ts'

async function ask({ node }: Network, method: string, params: unknown): Promise<JsonRpcAnswer> {
  return await answerJsonRpc(node, JSON.stringify({ jsonrpc: '2.0', id: 'test', method, params }))
}

/** An answer as a client reads it, which loses digits of numbers alone. */
async function result(network: Network, method: string, params: unknown) {
  const answer = await ask(network, method, params)
  const text = JSON.stringify(answer, (_key, value) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  const read = JSON.parse(text) as Record<string, unknown>
  if (read.result === undefined) throw new Error(text)
  return read as { result: Record<string, unknown> }
}

async function heightAfter(network: Network, hash: string): Promise<number | undefined> {
  const { result: block } = await result(network, 'next_light_client_block', [hash])
  return (block.inner_lite as { height: number } | undefined)?.height
}

function blocksIn(network: Network, count: number): void {
  for (let block = 0; block < count; block++) network.node.produceBlock()
}

function hashAt({ node }: Network, height: number): string {
  return node.blocks.atHeight(height)?.header.hash ?? ''
}

test('the next block is the last final one, which has two blocks after it', async (t) => {
  const network = createNetwork()
  blocksIn(network, 10)
  const answer = await result(network, 'next_light_client_block', {
    last_block_hash: hashAt(network, 3),
  })
  t.is(schemaIssues('next_light_client_block', answer), undefined)
  t.like(answer.result, { inner_lite: { height: 8 }, prev_block_hash: hashAt(network, 7) })
  t.like(answer.result, {
    next_bps: [{ account_id: 'test.near', validator_stake_struct_version: 'V1' }],
  })
  t.is((answer.result.approvals_after_next as string[]).length, 1)
  t.is(await heightAfter(network, hashAt(network, 7)), 8)
})

test('there is no next block for who knows the last final one', async (t) => {
  const network = createNetwork()
  blocksIn(network, 10)
  for (const height of [8, 9, 10]) {
    const answer = await result(network, 'next_light_client_block', [hashAt(network, height)])
    t.deepEqual(answer.result, {})
    t.is(schemaIssues('next_light_client_block', answer), undefined)
  }
})

test('after skipped heights a block is final once two follow it', async (t) => {
  const network = createNetwork()
  blocksIn(network, 4)
  network.node.produceBlock({ skipHeights: 5 })
  t.is(await heightAfter(network, hashAt(network, 0)), 2)
  blocksIn(network, 1)
  t.is(await heightAfter(network, hashAt(network, 0)), 2)
  blocksIn(network, 1)
  t.is(await heightAfter(network, hashAt(network, 0)), 10)
  t.like(await result(network, 'block', [10]), {
    result: {
      header: { last_final_block: hashAt(network, 2), last_ds_final_block: hashAt(network, 3) },
    },
  })
})

test('who is epochs behind is led on by one epoch at a time, to its last final block', async (t) => {
  const network = createNetwork()
  blocksIn(network, 1_700)
  t.is(await heightAfter(network, hashAt(network, 0)), 498)
  t.is(await heightAfter(network, hashAt(network, 1)), 998)
  t.is(await heightAfter(network, hashAt(network, 500)), 998)
  t.is(await heightAfter(network, hashAt(network, 501)), 1_498)
  t.is(await heightAfter(network, hashAt(network, 1_000)), 1_498)
  t.is(await heightAfter(network, hashAt(network, 1_001)), 1_698)
  t.is(await heightAfter(network, hashAt(network, 1_501)), 1_698)
})

test('the last final block of an epoch has its two followers in the same epoch', async (t) => {
  const network = createNetwork()
  blocksIn(network, 500)
  t.is(await heightAfter(network, hashAt(network, 1)), 498)
  // Blocks 499 and 500 are final now, but those after them are of the next epoch.
  blocksIn(network, 1)
  t.is(await heightAfter(network, hashAt(network, 1)), 498)
  blocksIn(network, 1)
  t.is(await heightAfter(network, hashAt(network, 1)), 498)
  blocksIn(network, 1)
  t.is(await heightAfter(network, hashAt(network, 1)), 501)
})

test('a chain that skips whole epochs still gives each a final block', async (t) => {
  const network = createNetwork()
  for (let jump = 0; jump < 4; jump++) {
    network.node.produceBlock({ skipHeights: 10_000 })
    blocksIn(network, 2)
  }
  blocksIn(network, 3)
  const heights: (number | undefined)[] = []
  for (let hash = hashAt(network, 0); ; hash = hashAt(network, heights.at(-1) ?? 0)) {
    const height = await heightAfter(network, hash)
    if (height === undefined) break
    heights.push(height)
  }
  t.is(heights.at(-1), network.node.blocks.head().header.height - 2)
  t.deepEqual(
    heights,
    [...heights].sort((a = 0, b = 0) => a - b),
  )
})

test('before anything is final there is no block to answer with', async (t) => {
  const network = createNetwork()
  const { error } = await ask(network, 'next_light_client_block', [hashAt(network, 0)])
  t.like(error, { name: 'HANDLER_ERROR', cause: { name: 'UNKNOWN_BLOCK' } })
  blocksIn(network, 2)
  t.is(await heightAfter(network, hashAt(network, 0)), undefined)
  blocksIn(network, 1)
  t.is(await heightAfter(network, hashAt(network, 0)), 1)
})

async function executed() {
  const network = createNetwork()
  const ran = await network.run(network.root, 'a'.repeat(64), [actions.transfer(10n)])
  const [transaction, receipt] = [ran.transaction_outcome.id, ran.receipts_outcome[0]?.id ?? '']
  return { network, transaction, receipt }
}

const byTransaction = (hash: string, head: string) => ({
  type: 'transaction',
  transaction_hash: hash,
  sender_id: 'test.near',
  light_client_head: head,
})
const byReceipt = (id: string, head: string) => ({
  type: 'receipt',
  receipt_id: id,
  receiver_id: 'a'.repeat(64),
  light_client_head: head,
})

test('proofs of transactions and receipts have the form of nearcore, under both names', async (t) => {
  const { network, transaction, receipt } = await executed()
  blocksIn(network, 5)
  const head = hashAt(network, 6)
  for (const [params, block] of [
    [byTransaction(transaction, head), 2],
    [byReceipt(receipt, head), 3],
  ] as const) {
    const answer = await result(network, 'light_client_proof', params)
    t.is(schemaIssues('light_client_proof', answer), undefined)
    t.deepEqual(await result(network, 'EXPERIMENTAL_light_client_proof', params), answer)
    // The proof is by the next block's outcome root, so that is the block it names.
    t.like(answer.result, {
      outcome_proof: { block_hash: hashAt(network, block) },
      outcome_root_proof: [],
    })
    t.like(answer.result, { block_header_lite: { inner_lite: { height: block } } })
  }
})

test('a block is proven by named parameters or in order', async (t) => {
  const { network } = await executed()
  blocksIn(network, 5)
  const [block_hash, light_client_head] = [hashAt(network, 2), hashAt(network, 5)]
  const method = 'EXPERIMENTAL_light_client_block_proof'
  const answer = await result(network, method, { block_hash, light_client_head })
  t.is(schemaIssues(method, answer), undefined)
  t.like(answer.result, { block_header_lite: { inner_lite: { height: 2 } } })
  t.deepEqual(await result(network, method, [block_hash, light_client_head]), answer)
})

test('what cannot be proven is refused with the names of nearcore', async (t) => {
  const { network } = await executed()
  // The last thing that ran: the refund of what the receipt's gas was bought too dear.
  const { header, executions } = network.node.blocks.head()
  const [head, receipt] = [header.hash, executions[0]?.outcome.id ?? '']
  const other = '11111111111111111111111111111112'
  const refusal = async (method: string, params: unknown) => {
    const answer = await ask(network, method, params)
    t.is(schemaIssues(method, answer), undefined)
    return answer
  }
  t.like((await refusal('light_client_proof', byReceipt(other, head))).error, {
    cause: { name: 'UNKNOWN_TRANSACTION_OR_RECEIPT', info: { transaction_or_receipt_id: other } },
    data: `${other} does not exist`,
  })
  t.like((await refusal('light_client_proof', byReceipt(receipt, head))).error, {
    cause: { name: 'NOT_CONFIRMED', info: { transaction_or_receipt_id: receipt } },
    data: `${receipt} has not been confirmed`,
  })
  blocksIn(network, 1)
  const ahead = await refusal('light_client_proof', byReceipt(receipt, head))
  t.like(ahead.error, {
    name: 'INTERNAL_ERROR',
    cause: {
      info: {
        error_message: `block ${hashAt(network, header.height + 1)} is ahead of head block ${head}`,
      },
    },
  })
  t.like((await refusal('light_client_proof', byReceipt(receipt, other))).error, {
    cause: { name: 'UNKNOWN_BLOCK' },
    data: `DB Not Found Error: BLOCK HEADER: ${other}`,
  })
  const blockMethod = 'EXPERIMENTAL_light_client_block_proof'
  t.like((await refusal(blockMethod, [other, head])).error, { cause: { name: 'UNKNOWN_BLOCK' } })
  t.like((await refusal('next_light_client_block', [other])).error, {
    cause: { name: 'UNKNOWN_BLOCK' },
  })
})

test('parameters that are not what nearcore reads are refused as such', async (t) => {
  const { network, transaction, receipt } = await executed()
  const head = hashAt(network, 1)
  const wrong: [method: string, params: unknown][] = [
    ['light_client_proof', {}],
    ['light_client_proof', [receipt, head]],
    ['light_client_proof', { ...byReceipt(receipt, head), type: 'block' }],
    ['light_client_proof', { ...byReceipt(receipt, head), receiver_id: 'NOT AN ACCOUNT' }],
    ['light_client_proof', { ...byReceipt(receipt, head), receipt_id: 'short' }],
    ['light_client_proof', { ...byTransaction(transaction, head), sender_id: undefined }],
    ['light_client_proof', { ...byTransaction(transaction, head), light_client_head: 7 }],
    ['next_light_client_block', []],
    ['next_light_client_block', { last_block_hash: null }],
    ['EXPERIMENTAL_light_client_block_proof', [head]],
    ['EXPERIMENTAL_light_client_block_proof', { block_hash: head }],
  ]
  for (const [method, params] of wrong) {
    const { error } = await ask(network, method, params)
    t.like(error, { cause: { name: 'PARSE_ERROR' } }, `${method} ${JSON.stringify(params)}`)
  }
})
