import type { NetworkMode } from '../protocol/attestation.ts'
import type { CodeHash } from '../protocol/code-hash.ts'
import type { KeptLog } from './container/build-log.ts'
import type { StageTimes } from './stages.ts'

/** What came of a recipe. That nothing was built is a result, too. */
export type Followed = {
  result:
    | { outcome: 'built'; wasm: Uint8Array; codeHash: CodeHash; path: string }
    | { outcome: 'failed'; problem: string }
  network: NetworkMode
  platform: string
  /** The image by its digest as it was run, or the toolchain by its own. */
  image: string
  /** null: it was built without a container. */
  engine: { name: string; version: string } | null
  /** null: nothing was printed that could be kept. */
  log: KeptLog | null
  times: StageTimes
}
