import type { BlockHeader } from './types.ts'

/** Says when blocks are made, in nanoseconds since 1970. */
export type BlockTimes = {
  genesis: () => bigint
  /** The time of the block at a height; the heights between are skipped. */
  after: (previous: BlockHeader, height: number) => bigint
}

/** Nanoseconds that a height stands for where no clock says it: one second, as blocks come while nothing happens. */
const HEIGHT_NS = 1_000_000_000n

/** 2026-01-01T00:00:00Z. */
const SEEDED_GENESIS_NS = 1_767_225_600_000_000_000n

/** Follows a clock, which may stand still or go back: times only grow, and skipped heights take a second each. */
export function clockTimes(now: () => bigint): BlockTimes {
  return {
    genesis: now,
    after: (previous, height) => {
      const skipped = height - previous.height - 1
      const earliest = previous.timestamp + 1n + BigInt(skipped) * HEIGHT_NS
      const clock = now()
      return clock > earliest ? clock : earliest
    },
  }
}

/** Lets the time follow from the height alone. */
export function heightTimes(): BlockTimes {
  return {
    genesis: () => SEEDED_GENESIS_NS,
    after: (previous, height) => previous.timestamp + BigInt(height - previous.height) * HEIGHT_NS,
  }
}
