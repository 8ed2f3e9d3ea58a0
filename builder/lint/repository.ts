import type { Manifests } from './manifest/read-manifests.ts'
import type { Committed } from './tree/committed.ts'
import type { Tree } from './tree/tree.ts'

/** What rules look at: files, parsed manifests, and what git knows of them. */
export type Repository = {
  tree: Tree
  manifests: Manifests
  committed: Committed
  /** What is around a formatter that is run. */
  formatter: {
    env: Readonly<Record<string, string | undefined>>
    signal: AbortSignal
    timeMs: number
    /** Sources that are larger are not given to it. */
    mostBytes: number
  }
  /** Says that something could not be checked. */
  note: (sentence: string) => void
}
