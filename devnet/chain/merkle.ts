import { sha256 } from '../primitives/hash.ts'

const EMPTY = new Uint8Array(32)

/** Gives the Merkle root of hashes as nearcore's `merklize`: pairs are hashed, an odd last one moves up as it is. */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  let level = leaves
  while (level.length > 1) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, index) =>
      combine(level[2 * index], level[2 * index + 1]),
    )
  }
  return level[0] ?? EMPTY
}

function combine(left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array {
  if (left && right) return sha256(left, right)
  return left ?? EMPTY
}

/** A Merkle tree of which only the left siblings of the next leaf are kept, as nearcore's `PartialMerkleTree`. */
export type PartialMerkleTree = { path: readonly Uint8Array[]; size: number }

export const EMPTY_TREE: PartialMerkleTree = { path: [], size: 0 }

export function insertLeaf({ path, size }: PartialMerkleTree, leaf: Uint8Array): PartialMerkleTree {
  const next = [...path]
  let node = leaf
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    node = sha256(next.pop() ?? EMPTY, node)
  }
  return { path: [...next, node], size: size + 1 }
}

export function treeRoot({ path }: PartialMerkleTree): Uint8Array {
  return (
    path.reduceRight<Uint8Array | undefined>(
      (root, sibling) => (root ? sha256(sibling, root) : sibling),
      undefined,
    ) ?? EMPTY
  )
}
