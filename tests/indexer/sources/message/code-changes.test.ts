import test from 'ava'
import { blockMessage } from '../../../../devnet/neardata/block-message.ts'
import { stringifyJson } from '../../../../devnet/primitives/json.ts'
import type { Block, Wanted } from '../../../../indexer/index.ts'
import { readBlock } from '../../../../indexer/sources/message/read-block.ts'
import { createNetwork, type Network } from '../../../devnet/support/network.ts'
import { deployEverything } from '../deployments.ts'

type Message = { block: object; shards: { state_changes?: unknown[] }[] }

/** Returns a devnet's blocks as neardata gives them. */
function messagesOf({ node }: Network): Message[] {
  const messages: Message[] = []
  for (let height = 1; height <= node.blocks.head().header.height; height++) {
    const block = node.blocks.atHeight(height)
    if (block) messages.push(JSON.parse(stringifyJson(blockMessage(block, node.validator))))
  }
  return messages
}

const network = createNetwork()
const expected = await deployEverything(network)
const messages = messagesOf(network)

function read(from: readonly Message[], code: Wanted['code']) {
  const blocks = from.map((each) => readBlock(each, { executor: 'nobody.near', code }) as Block)
  return {
    changes: blocks.flatMap(({ codeChanges }) => codeChanges),
    shared: blocks.flatMap(({ globalCodes }) => globalCodes),
  }
}

const bare = ({ changes, shared }: ReturnType<typeof read>) => ({
  changes: changes.map(({ accountId, code, signer }) => ({ accountId, code, signer })),
  shared: shared.map(({ owner, hash, signer }) => ({ owner, hash, signer })),
})

test('every way to change what an account runs is seen, and what failed is not', (t) => {
  t.deepEqual(bare(read(messages, 'all')), expected)
})

test('a change names its receipt and its transaction', (t) => {
  const { changes, shared } = read(messages, 'all')
  for (const { receiptId, txHash } of [...changes, ...shared]) {
    t.truthy(receiptId && network.node.blocks.receipt(receiptId))
    t.truthy(txHash && network.node.blocks.transaction(txHash))
  }
})

test('only the accounts that are wanted are looked at', (t) => {
  const one = 'local.test.near'
  const { changes, shared } = read(messages, (accountId) => accountId === one)
  t.deepEqual(
    bare({ changes, shared }).changes,
    expected.changes.filter(({ accountId }) => accountId === one),
  )
  t.deepEqual(shared, [])
  t.deepEqual(read(messages, 'none'), { changes: [], shared: [] })
})

test('without the state the actions say nearly as much', (t) => {
  const withoutState = messages.map((message) => ({
    ...message,
    shards: message.shards.map((shard) => ({ ...shard, state_changes: [] })),
  }))
  const { changes, shared } = bare(read(withoutState, 'all'))
  // What a state init or a transfer has done cannot be told from it alone.
  const told = expected.changes.filter(({ accountId }) => accountId.includes('.'))
  t.deepEqual({ changes, shared }, { changes: told, shared: expected.shared })
})

test('an account that the state shows in no known form is refused', (t) => {
  const broken = JSON.parse(JSON.stringify(messages).replaceAll('"code_hash":"', '"code_hash":"x'))
  t.throws(() => read(broken, 'all'), { code: 'SOURCE_BAD_BLOCK', message: /code_hash/ })
})
