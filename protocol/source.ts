import { quoted } from '#encodings'
import { encodeBase58 } from './base58.ts'
import { type Hasher, hashTagged } from './hasher.ts'
import { readSnapshot } from './snapshot.ts'

/** Where code comes from, in one spelling: two recipes with one source build the same tree. */
export type Source = {
  repository: string
  commit: string
  /** The recipe's contract path; empty for the repository's root. */
  path: string
}

/** sha256 of a source's canonical form, in base58. */
export type SourceId = string

/** Takes the source out of a recipe. */
export function sourceOf(recipe: { source_code_snapshot: string; contract_path: string }): Source {
  const { repository, commit } = readSnapshot(recipe.source_code_snapshot)
  return { repository, commit, path: recipe.contract_path }
}

export function sourceId(source: Source, hasher: Hasher): SourceId {
  return encodeBase58(sourceIdBytes(source, hasher))
}

export function sourceIdBytes({ repository, commit, path }: Source, hasher: Hasher): Uint8Array {
  // RFC 8785: the keys in their order.
  const canonical = `{"commit":"${commit}","path":${quoted(path)},"repository":${quoted(repository)}}`
  return hashTagged('countersign:source:1:', canonical, hasher)
}
