import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../indexer/index.ts'

/** A clock whose pauses take a millisecond each, and which remembers how long they should have been. */
export function quickClock(): Clock & { pauses: number[] } {
  const pauses: number[] = []
  return {
    pauses,
    now: Date.now,
    async sleep(ms) {
      pauses.push(ms)
      await wait(1)
    },
  }
}

export const silent = { info() {}, warn() {}, error() {} }
