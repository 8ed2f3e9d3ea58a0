import type { PlainToolchainError } from '../errors.ts'
import type { BuildMode, BuildPhase, BuildResult, Intrinsics } from '../types.ts'

/** What a build needs to know, as it is sent to the worker. */
export type BuildJob = {
  /** Name of this build alone: its unfinished files carry it. */
  id: string
  entry: string
  cacheDir: string
  engineCacheDir: string
  mode: BuildMode
  intrinsics: Intrinsics | undefined
}

/** What the worker sends back; `done` or `failed` is the last message. */
export type WorkerMessage =
  | { kind: 'progress'; phase: BuildPhase; message: string; done: number; total: number }
  | { kind: 'done'; result: BuildResult }
  | { kind: 'failed'; error: PlainToolchainError }
