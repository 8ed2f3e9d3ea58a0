import { createHash, createPublicKey, verify } from 'node:crypto'
import { base58 } from '@scure/base'
import test from 'ava'
import fc from 'fast-check'
import { actions } from 'near-api-js'
import { EMPTY_TREE, insertLeaf, treeRoot } from '../../../devnet/chain/block-tree.ts'
import { merkleRoot } from '../../../devnet/chain/merkle.ts'
import { decodeHash } from '../../../devnet/primitives/hash.ts'
import { createNetwork } from '../support/network.ts'

function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('a Merkle root pairs leaves and moves an odd last one up', (t) => {
  fc.assert(
    fc.property(leaf, leaf, leaf, leaf, leaf, (a, b, c, d, e) => {
      t.deepEqual(merkleRoot([a]), a)
      t.deepEqual(merkleRoot([a, b, c]), sha256(sha256(a, b), c))
      t.deepEqual(merkleRoot([a, b, c, d, e]), sha256(sha256(sha256(a, b), sha256(c, d)), e))
    }),
    { numRuns: 20 },
  )
})

test('a tree that forgets its leaves has the root of one that keeps them', (t) => {
  fc.assert(
    fc.property(fc.array(leaf, { minLength: 1, maxLength: 64 }), (leaves) => {
      let tree = EMPTY_TREE
      for (const one of leaves) tree = insertLeaf(tree, one).tree
      t.deepEqual(treeRoot(tree), merkleRoot(leaves))
      t.is(tree.size, leaves.length)
    }),
  )
})

test('the same transactions at the same times make the same blocks', async (t) => {
  const hashes = await Promise.all(
    [0, 1].map(async () => {
      const { node, root, run } = createNetwork()
      await run(root, 'test.near', [actions.transfer(1n)])
      await run(root, 'a'.repeat(64), [actions.transfer(10n)])
      node.produceBlock()
      return node.blocks.head().header.hash
    }),
  )
  t.is(hashes[0], hashes[1])
})

test('a header carries the outcome root of the block before', async (t) => {
  const { node, root, run } = createNetwork()
  await run(root, 'test.near', [actions.transfer(1n)])
  // The root over one shard that executed nothing, as nearcore's blocks have it.
  const nothing = '7tkzFg8RHBmMw1ncRJZCCZAizgq4rwCftTKYLce8RU8t'
  const executed = node.blocks.atHeight(1)
  t.is(executed?.executions.length, 2)
  t.is(executed?.header.outcomeRoot, nothing)
  t.not(node.produceBlock().header.outcomeRoot, nothing)
  t.is(node.produceBlock().header.outcomeRoot, nothing)
})

test('epochs are 500 blocks, named after the last block two epochs before', (t) => {
  const { node } = createNetwork()
  for (let block = 0; block < 1_501; block++) node.produceBlock()
  const header = (height: number) => node.blocks.atHeight(height)?.header
  t.is(header(1)?.nextEpochId, header(0)?.hash)
  t.is(header(500)?.epochId, header(1)?.epochId)
  t.is(header(501)?.epochId, header(0)?.hash)
  t.is(header(501)?.nextEpochId, header(500)?.hash)
  t.is(header(1_001)?.epochId, header(500)?.hash)
  t.is(header(1_500)?.epochHeight, 2)
})

test('time never goes back, and skipped heights take a second each', (t) => {
  const { node } = createNetwork()
  const first = node.produceBlock().header
  const second = node.produceBlock().header
  t.is(second.timestamp - first.timestamp, 1n)
  const later = node.produceBlock({ skipHeights: 60 }).header
  t.is(later.height, second.height + 61)
  t.is(later.timestamp - second.timestamp, 60_000_000_001n)
  t.is(later.ordinal, second.ordinal + 1)
})

test('receipts that a block has no gas for run in the next, in order', async (t) => {
  const { node, root, sign, create } = createNetwork()
  const bob = await create('bob')
  // A hundred transfers execute 11.6 Tgas: 200 such receipts are more than the gas of two blocks.
  const transfers = Array.from({ length: 100 }, () => actions.transfer(1n))
  const sent = { signer: root, receiverId: bob.accountId, actions: transfers }
  for (let index = 0; index < 200; index++) {
    t.true(node.submit(await sign(sent, { nonce: 900_000n + BigInt(index) })).accepted)
  }
  const included = node.produceBlock()
  t.is(included.transactions.length, 200)
  // Refunds of gas that was bought too dear come behind what waits.
  const ran = [1, 2, 3].map(() =>
    node
      .produceBlock()
      .executions.filter(({ receipt }) => receipt?.predecessorId !== 'system')
      .map(({ txHash }) => txHash),
  )
  t.deepEqual(
    ran.map(({ length }) => length),
    [87, 87, 26],
  )
  t.deepEqual(
    ran.flat(),
    included.transactions.map(({ hash }) => hash),
  )
})

test('a block is signed by the validator, who endorses the block before or skips from its height', (t) => {
  const { node } = createNetwork()
  const key = createPublicKey(node.rootKey.privateKey)
  const signs = (message: Uint8Array, signature: Uint8Array) =>
    verify(null, message, key, signature)
  const u64 = (value: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(BigInt(value))
    return bytes
  }
  node.produceBlock()
  const endorsing = node.produceBlock().header
  const skipping = node.produceBlock({ skipHeights: 4 }).header
  for (const { hash, signature } of [endorsing, skipping]) {
    const text = signature.slice('ed25519:'.length)
    t.true(signs(decodeHash(hash), base58.decode(text)))
  }
  const [endorsement] = endorsing.approvals
  const [skip] = skipping.approvals
  if (!endorsement || !skip) return t.fail('a block has no approval')
  const endorsed = Buffer.concat([Buffer.of(0), decodeHash(endorsing.prevHash), u64(2)])
  t.true(signs(endorsed, endorsement))
  t.is(skipping.height, 7)
  t.true(signs(Buffer.concat([Buffer.of(1), u64(2), u64(7)]), skip))
})
