import type { MerklePath } from '../chain/merkle.ts'
import { encodeHash } from '../primitives/hash.ts'
import type { JsonObject } from '../primitives/json.ts'

/** A path from a leaf to a root as nearcore's `MerklePath`. */
export function merklePathView(path: MerklePath): JsonObject[] {
  return path.map(({ hash, direction }) => ({ hash: encodeHash(hash), direction }))
}
