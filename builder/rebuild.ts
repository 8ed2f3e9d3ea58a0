import type { Recipe } from '../protocol/recipe.ts'
import type { Limits } from './container/limits.ts'
import type { OnStage } from './stages.ts'

/** What a rebuild is told, wherever it runs. */
export type Rebuild = {
  recipe: Recipe
  /** A folder of this rebuild alone; the checkout and the log are made in it. */
  directory: string
  /** Lets the build itself use the network. Then it could fetch the wasm that it is to build: an attestation says so. */
  online?: boolean
  /** Images that are followed beside the usual ones. */
  allowImages?: readonly string[]
  /** Takes the image from a registry without TLS. */
  insecureRegistry?: boolean
  /** Folders of this machine that repositories are fetched from instead, by their addresses. */
  mirrors?: Readonly<Record<string, string>>
  limits?: Limits
  onStage?: OnStage
  signal?: AbortSignal | undefined
}
