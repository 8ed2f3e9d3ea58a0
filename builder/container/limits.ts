/** What one build may take. */
export type Limits = {
  /** Milliseconds of each stage. */
  timeMs: number
  memoryBytes: number
  processes: number
  /** Of the checkout and of what the container writes, together. */
  diskBytes: number
  /** Of one file. */
  fileBytes: number
  /** Of the log that is kept. */
  logBytes: number
}

const MIB = 2 ** 20
const GIB = 2 ** 30

/** Enough for a large Rust workspace with its dependencies. */
export const DEFAULT_LIMITS: Limits = {
  timeMs: 30 * 60_000,
  memoryBytes: 8 * GIB,
  processes: 4_096,
  diskBytes: 20 * GIB,
  fileBytes: 4 * GIB,
  logBytes: 16 * MIB,
}
