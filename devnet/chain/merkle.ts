import { sha256 } from '../primitives/hash.ts'

const EMPTY = new Uint8Array(32)

/** A sibling on the way from a leaf to the root, and on which side it is. */
export type MerklePathItem = { hash: Uint8Array; direction: 'Left' | 'Right' }
export type MerklePath = readonly MerklePathItem[]

/**
 * Gives the Merkle root of hashes, and the path of each, as nearcore's `merklize` (`core/primitives/src/merkle.rs`): pairs are
 * hashed, an odd last one moves up as it is and has no sibling there. No leaves have the root of 32 zero bytes.
 */
export function merklize(leaves: readonly Uint8Array[]): { root: Uint8Array; paths: MerklePath[] } {
  const levels = [leaves]
  for (let level = leaves; level.length > 1; levels.push(level)) level = parents(level)
  return {
    root: levels.at(-1)?.[0] ?? EMPTY,
    paths: leaves.map((_leaf, index) => pathOf(levels, index)),
  }
}

/** Gives the Merkle root of hashes alone. */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  let level = leaves
  while (level.length > 1) level = parents(level)
  return level[0] ?? EMPTY
}

/** Gives the root over one item of 32 bytes, which is its hash: what a block's roots are over its only chunk's. */
export function rootOfOne(item: Uint8Array): Uint8Array {
  return sha256(item)
}

function parents(level: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, index) => {
    const left = level[2 * index] ?? EMPTY
    const right = level[2 * index + 1]
    return right ? sha256(left, right) : left
  })
}

function pathOf(levels: readonly (readonly Uint8Array[])[], index: number): MerklePath {
  return levels.flatMap((level, height) => {
    const position = Math.floor(index / 2 ** height)
    const isRight = position % 2 === 1
    const hash = level[isRight ? position - 1 : position + 1]
    return hash ? [{ hash, direction: isRight ? ('Left' as const) : ('Right' as const) }] : []
  })
}
