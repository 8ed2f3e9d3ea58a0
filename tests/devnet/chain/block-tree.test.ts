import { createHash } from 'node:crypto'
import test from 'ava'
import fc from 'fast-check'
import { blockPath, EMPTY_TREE, insertLeaf } from '../../../devnet/chain/block-tree.ts'
import type { MerklePath } from '../../../devnet/chain/merkle.ts'
import { merklize } from '../../../devnet/chain/merkle.ts'
import type { Block } from '../../../devnet/chain/types.ts'
import { encodeHash } from '../../../devnet/primitives/hash.ts'

function sha256(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

function follow(leaf: Uint8Array, path: MerklePath): string {
  const root = path.reduce(
    (node, { hash, direction }) => (direction === 'Left' ? sha256(hash, node) : sha256(node, hash)),
    leaf,
  )
  return encodeHash(root)
}

const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 })

/** As many blocks as there are leaves, and what was asked of them. */
function blocksOf(leaves: readonly Uint8Array[]) {
  let tree = EMPTY_TREE
  const blocks = leaves.map((one) => {
    const grown = insertLeaf(tree, one)
    tree = grown.tree
    return { header: { hash: encodeHash(one) }, subtrees: grown.subtrees } as unknown as Block
  })
  const asked: number[] = []
  const atOrdinal = (ordinal: number): Block | undefined => {
    asked.push(ordinal)
    return blocks[ordinal - 1]
  }
  return { store: { atOrdinal }, asked, subtrees: blocks.flatMap((one) => one.subtrees) }
}

test('the path of each of up to 40 leaves leads to the root', (t) => {
  fc.assert(
    fc.property(fc.array(leaf, { minLength: 1, maxLength: 40 }), (leaves) => {
      const { root, paths } = merklize(leaves)
      t.is(paths.length, leaves.length)
      for (const [index, path] of paths.entries()) {
        t.is(follow(leaves[index] as Uint8Array, path), encodeHash(root))
      }
    }),
    { numRuns: 50 },
  )
})

test('every block before a later one has a path to the root in its header', (t) => {
  const leaves = Array.from({ length: 70 }, (_, index) => sha256(Uint8Array.of(index)))
  const { store } = blocksOf(leaves)
  for (let later = 2; later <= leaves.length; later++) {
    const { root, paths } = merklize(leaves.slice(0, later - 1))
    for (let ordinal = 1; ordinal < later; ordinal++) {
      const path = blockPath(store, ordinal, later)
      t.deepEqual(path, paths[ordinal - 1])
      t.is(follow(leaves[ordinal - 1] as Uint8Array, path), encodeHash(root))
    }
  }
})

test('a path takes as many look-ups as the tree is high, and a block keeps one hash on average', (t) => {
  const leaves = Array.from({ length: 5_000 }, (_, index) => sha256(Buffer.from(String(index))))
  const { store, asked, subtrees } = blocksOf(leaves)
  t.true(subtrees.length < leaves.length)
  for (const ordinal of [1, 2, 777, 2_500, 4_096, 4_097, 4_998]) {
    asked.length = 0
    blockPath(store, ordinal, 5_000)
    // A tree of 4,999 leaves is 13 high, and its ragged right side has as many parts as the number has bits.
    t.true(asked.length <= 13 + 9, `${asked.length} look-ups`)
  }
})
