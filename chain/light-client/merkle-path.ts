import type { MerklePath } from './answers.ts'
import { bytesOf, sha256 } from './hash.ts'

/** Gives the root that a path leads to from a leaf's hash. */
export function rootOf(leaf: Uint8Array, path: MerklePath): Uint8Array {
  return path.reduce(
    (node, { hash, direction }) =>
      direction === 'Left' ? sha256(bytesOf(hash), node) : sha256(node, bytesOf(hash)),
    leaf,
  )
}
