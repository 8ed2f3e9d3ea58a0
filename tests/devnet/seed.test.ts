import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { actions } from 'near-api-js'
import { createNode } from '../../devnet/index.ts'
import { allBlocks } from './support/chain-content.ts'
import { temporaryHome } from './support/home.ts'
import { createNetwork } from './support/network.ts'

async function blockHashes(...args: string[]): Promise<string[]> {
  const script = join(import.meta.dirname, 'seeded-script.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args])
  return JSON.parse(stdout) as string[]
}

test('a seed gives the same blocks in every process, in memory, in a home and restarted', async (t) => {
  const hashes = await blockHashes('apples')
  t.true(hashes.length > 15)
  t.deepEqual(await blockHashes('apples'), hashes)
  t.deepEqual(await blockHashes('apples', temporaryHome(t)), hashes)
  t.deepEqual(await blockHashes('apples', temporaryHome(t), 'restart'), hashes)
})

test('another seed gives other blocks from the genesis on', async (t) => {
  const [first, second] = [createNode({ seed: 'apples' }), createNode({ seed: 'pears' })]
  t.not(first.blocks.head().header.hash, second.blocks.head().header.hash)
  t.not(first.blocks.head().header.randomValue, second.blocks.head().header.randomValue)
  t.is(first.produceBlock().header.timestamp, second.produceBlock().header.timestamp)
})

test('transactions that come at once run one after the other, each with all that comes of it', async (t) => {
  const { node, root, sign } = createNetwork({ seed: 'apples' })
  const receiverId = 'a'.repeat(64)
  const sent = { signer: root, receiverId, actions: [actions.transfer(1n)] }
  const all = await Promise.all([1n, 2n, 3n].map((nonce) => sign(sent, { nonce })))
  const submitted = all.map((bytes) => node.submit(bytes))
  t.true(submitted.every(({ accepted }) => accepted))
  const blocks = allBlocks(node)
  const executed = blocks.flatMap(({ executions }) => executions.map(({ txHash }) => txHash))
  // Each is there with its receipts before the next begins.
  t.deepEqual(
    executed.filter((hash, index) => hash !== executed[index - 1]),
    submitted.map(({ transaction }) => transaction.hash),
  )
  t.true(executed.length > 2 * submitted.length)
  t.true(blocks.every(({ transactions }) => transactions.length <= 1))
})

test('a refused transaction makes no block', async (t) => {
  const { node, root, refusal } = createNetwork({ seed: 'apples' })
  const list = [actions.transfer(1n)]
  t.deepEqual(await refusal(root, 'a'.repeat(64), list, { nonce: 0n }), {
    InvalidNonce: { tx_nonce: 0n, ak_nonce: 0n },
  })
  t.is(node.blocks.head().header.height, 0)
})

test('no block is made by the clock', async (t) => {
  const node = createNode({ seed: 'apples' })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  t.is(node.blocks.head().header.height, 0)
  node.close()
  t.throws(() => createNode({ seed: 'apples', blockIntervalMs: 1_000 }), { code: 'BAD_OPTION' })
})

test('heights are a second each, skipped ones too', (t) => {
  const node = createNode({ seed: 'apples' })
  const genesis = node.blocks.head().header
  t.is(new Date(Number(genesis.timestamp / 1_000_000n)).toISOString(), '2026-01-01T00:00:00.000Z')
  const { height, timestamp } = node.produceBlock({ skipHeights: 59 }).header
  t.is(height, 60)
  t.is(timestamp - genesis.timestamp, 60_000_000_000n)
})

test('what a process was killed in the middle of is finished before anything else', async (t) => {
  const home = temporaryHome(t)
  const { node, root, sign } = createNetwork({ seed: 'apples', home })
  const sent = { signer: root, receiverId: 'a'.repeat(64), actions: [actions.transfer(1n)] }
  const bytes = await sign(sent)
  const stop = node.onBlock(() => {
    throw new Error('stands for a kill between the block and the receipt in it')
  })
  node.submit(bytes)
  stop()
  t.is(node.blocks.head().header.height, 1)
  node.close()
  const again = createNode({ home })
  const { height } = again.blocks.head().header
  t.true(height > 1)
  t.is(again.stateAt(height).get('account', 'a'.repeat(64))?.amount, 1n)
  again.close()
})
