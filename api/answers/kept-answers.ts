import { type BoundedCache, createBoundedCache } from '../caches/bounded-cache.ts'
import type { Varies } from './varies.ts'

/** An answer without errors, and what it was made from. */
export type KeptAnswer = {
  /** The JSON that is sent. */
  text: string
  varies: Varies
  /** The state of the mirror before anything was looked up for it. */
  version: string
  /** Time until which all that was read from NEAR for it may be told; infinite if nothing was. */
  freshUntil: number
  /** Its ETags, by the `Accept` that they were sent for. */
  tags: Map<string, string>
}

// Characters of questions and answers: 16 MB, or 32 MB if none is plain ASCII; some thousand verdicts with every reason.
const MAX_CHARACTERS = 16_000_000

/** Makes a cache of answers by their questions; whether one is still true is for who finds it to see. */
export function createKeptAnswers(): BoundedCache<string, KeptAnswer> {
  return createBoundedCache(MAX_CHARACTERS, ({ text }, question) => text.length + question.length)
}
