import test from 'ava'
import { actions } from 'near-api-js'
import type { Node, NodeOptions } from '../../devnet/index.ts'
import { createNode, keyFromName } from '../../devnet/index.ts'
import { keepBusy } from './support/busy-chain.ts'
import { allBlocks, chainContent } from './support/chain-content.ts'
import { temporaryHome } from './support/home.ts'
import { createNetwork } from './support/network.ts'

const START = 1_767_225_600_000_000_000n
const options: NodeOptions = { blockIntervalMs: 0, clock: () => START }

/** Keeps what is sent to a node, by the hash of the transaction. */
function recordSubmitted(node: Node): Map<string, Uint8Array> {
  const sent = new Map<string, Uint8Array>()
  const { submit } = node
  node.submit = (bytes) => {
    const result = submit(bytes)
    sent.set(result.transaction.hash, bytes)
    return result
  }
  return sent
}

test('a chain that is restarted after every block is the one that runs on', async (t) => {
  const network = createNetwork(options)
  const sent = recordSubmitted(network.node)
  await keepBusy(network)
  const [genesis, ...blocks] = allBlocks(network.node)

  const home = temporaryHome(t)
  let node = createNode({ ...options, home })
  t.is(node.blocks.head().header.hash, genesis?.header.hash as string)
  for (const block of blocks) {
    for (const { hash } of block.transactions) node.submit(sent.get(hash) as Uint8Array)
    const { height, hash } = node.produceBlock().header
    t.deepEqual({ height, hash }, { height: block.header.height, hash: block.header.hash })
    node.close()
    node = createNode({ ...options, home })
  }
  t.teardown(node.close)

  t.deepEqual(chainContent(node), chainContent(network.node))
  for (const { header, chunk, transactions, incoming, local, executions } of blocks) {
    t.is(node.blocks.byHash(header.hash)?.header.height, header.height)
    t.is(node.blocks.atOrdinal(header.ordinal)?.header.height, header.height)
    t.is(node.blocks.byChunkHash(chunk.hash)?.header.height, header.height)
    t.is(node.blocks.byHash(chunk.hash), undefined)
    for (const { hash } of transactions) {
      t.is(node.blocks.transaction(hash)?.block.header.height, header.height)
    }
    for (const { id, body } of [...incoming, ...local]) {
      t.is(node.blocks.receipt(id)?.body.kind, body.kind)
    }
    for (const [index, { outcome }] of executions.entries()) {
      const found = node.blocks.execution(outcome.id)
      t.is(found?.index, index)
      t.is(found?.block.header.height, header.height)
    }
  }
  t.is(node.blocks.transaction(genesis?.header.hash ?? ''), undefined)
  t.is(node.blocks.execution('nothing'), undefined)
  t.is(node.blocks.receipt('nothing'), undefined)
})

test('receipts that wait for gas wait on after a restart, in their order', async (t) => {
  const home = temporaryHome(t)
  const accountId = 'bob.test.near'
  const genesisAccounts = [{ accountId, amount: 1n, publicKey: keyFromName('bob').publicKey }]
  const { node, root, sign } = createNetwork({ ...options, home, genesisAccounts })
  const transfers = Array.from({ length: 100 }, () => actions.transfer(1n))
  const sent = { signer: root, receiverId: accountId, actions: transfers }
  for (let index = 0; index < 200; index++) {
    const submitted = node.submit(await sign(sent, { nonce: 900_000n + BigInt(index) }))
    t.true(submitted.accepted)
  }
  const included = node.produceBlock().transactions.map(({ hash }) => hash)
  t.is(included.length, 200)
  t.is(node.produceBlock().executions.length, 87)
  node.close()

  const again = createNode({ ...options, home })
  t.teardown(again.close)
  // Refunds of gas that was bought too dear come behind what waits.
  const ran = [again.produceBlock(), again.produceBlock()].flatMap(({ executions }) =>
    executions.filter(({ receipt }) => receipt?.predecessorId !== 'system'),
  )
  t.deepEqual(
    ran.map(({ txHash }) => txHash),
    included.slice(87),
  )
})

test('what a killed process left to run runs without a transaction', async (t) => {
  const home = temporaryHome(t)
  const { node, root, sign } = createNetwork({ ...options, home })
  node.submit(
    await sign({ signer: root, receiverId: 'b'.repeat(64), actions: [actions.transfer(5n)] }),
  )
  node.produceBlock()
  node.close()

  const again = createNode({ ...options, home })
  t.teardown(again.close)
  await new Promise<void>((resolve) => again.onBlock(() => resolve()))
  const { height } = again.blocks.head().header
  t.is(again.stateAt(height).get('account', 'b'.repeat(64))?.amount, 5n)
})

test('patched values and skipped heights are there after a restart', (t) => {
  const home = temporaryHome(t)
  const node = createNode({ ...options, home })
  const value = new Uint8Array(10_000).fill(7)
  const cause = { type: 'migration' } as const
  node.patch([{ column: 'data', accountId: 'test.near', suffix: '\0/ÿ', value, cause }])
  node.produceBlock({ skipHeights: 99 })
  const { header } = node.blocks.head()
  node.close()

  const again = createNode({ ...options, home })
  t.teardown(again.close)
  t.is(again.blocks.head().header.hash, header.hash)
  t.is(again.blocks.atHeight(50), undefined)
  for (const height of [1, 50, 101]) {
    t.deepEqual(again.stateAt(height).get('data', 'test.near', '\0/ÿ'), value)
  }
  t.is(again.stateAt(0).get('data', 'test.near', '\0/ÿ'), undefined)
})

test('a block that cannot be written leaves the chain as it was, and the next is made', async (t) => {
  const { node, root, run } = createNetwork(options)
  const { height } = node.blocks.head().header
  const wrong = { column: 'data', accountId: 'test.near', suffix: 'x', value: new Date(0) }
  t.throws(() => node.patch([{ ...wrong, cause: { type: 'migration' } } as never]), {
    message: /cannot be stored/,
  })
  t.is(node.blocks.head().header.height, height)
  t.is(node.stateAt(height + 1).get('data', 'test.near', 'x'), undefined)
  await run(root, 'c'.repeat(64), [actions.transfer(1n)])
  t.is(node.blocks.atHeight(height + 1)?.transactions.length, 1)
})
