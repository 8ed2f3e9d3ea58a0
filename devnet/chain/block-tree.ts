import { decodeHash, sha256, ZERO_HASH } from '../primitives/hash.ts'
import type { MerklePath, MerklePathItem } from './merkle.ts'
import type { Block } from './types.ts'

/**
 * The Merkle tree over all blocks' hashes, of which only the left siblings of the next leaf are kept. Source: nearcore
 * `PartialMerkleTree` (`core/primitives/src/merkle.rs`).
 */
export type PartialMerkleTree = { path: readonly Uint8Array[]; size: number }

export const EMPTY_TREE: PartialMerkleTree = { path: [], size: 0 }

/** Adds a leaf. `subtrees` are the roots of the subtrees that are full with it, from two leaves upwards. */
export function insertLeaf(
  { path, size }: PartialMerkleTree,
  leaf: Uint8Array,
): { tree: PartialMerkleTree; subtrees: Uint8Array[] } {
  const siblings = [...path]
  const subtrees: Uint8Array[] = []
  let node = leaf
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    node = sha256(siblings.pop() as Uint8Array, node)
    subtrees.push(node)
  }
  return { tree: { path: [...siblings, node], size: size + 1 }, subtrees }
}

export function treeRoot({ path }: PartialMerkleTree): Uint8Array {
  const last = path.at(-1)
  if (!last) return decodeHash(ZERO_HASH)
  return path.slice(0, -1).reduceRight((root, sibling) => sha256(sibling, root), last)
}

/** Finds a block by its ordinal: genesis is 1. */
type Ordinals = { atOrdinal: (ordinal: number) => Block | undefined }

/**
 * Gives the path from a block's hash to the block Merkle root in the header of a later block, which covers the blocks before
 * that one. As many look-ups as the tree is high.
 */
export function blockPath(blocks: Ordinals, ordinal: number, laterOrdinal: number): MerklePath {
  const size = laterOrdinal - 1
  const path: MerklePathItem[] = []
  let index = ordinal - 1
  for (let level = 0; 2 ** level < size; level++) {
    const isRight = index % 2 === 1
    const hash = subtree(blocks, { level, index: isRight ? index - 1 : index + 1, size })
    if (hash) path.push({ hash, direction: isRight ? 'Left' : 'Right' })
    index = Math.floor(index / 2)
  }
  return path
}

/** Gives the root of a subtree of 2^level leaves or of as many as there are; undefined if there are none. */
function subtree(
  blocks: Ordinals,
  { level, index, size }: { level: number; index: number; size: number },
): Uint8Array | undefined {
  if (index * 2 ** level >= size) return undefined
  if ((index + 1) * 2 ** level <= size) return fullSubtree(blocks, level, index)
  const left = subtree(blocks, { level: level - 1, index: 2 * index, size })
  const right = subtree(blocks, { level: level - 1, index: 2 * index + 1, size })
  return left && right ? sha256(left, right) : left
}

/** The block that fills a subtree keeps its root. */
function fullSubtree(blocks: Ordinals, level: number, index: number): Uint8Array {
  const block = blocks.atOrdinal((index + 1) * 2 ** level)
  const root = level === 0 ? block && decodeHash(block.header.hash) : block?.subtrees[level - 1]
  if (!root) throw new Error(`block number ${(index + 1) * 2 ** level} is missing`)
  return root
}
