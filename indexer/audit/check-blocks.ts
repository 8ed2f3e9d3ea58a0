import { blocksByHeights, type Database } from '../../store/index.ts'
import type { CheckedEvent } from '../registry-events.ts'
import type { Findings } from './findings.ts'

/** Looks whether the blocks of events are stored with the time that the events say. What their hashes are follows from no event. */
export async function checkBlocks(
  db: Database,
  events: readonly CheckedEvent[],
  findings: Findings,
): Promise<void> {
  const times = new Map(events.map(({ event: { data } }) => [data.block_height, data.timestamp]))
  const heights = [...times.keys()]
  const blocks = await blocksByHeights(db, heights)
  heights.forEach((key, i) => {
    const stored = blocks[i]?.timestamp
    const computed = times.get(key)
    if (stored === undefined) {
      findings.add({
        table: 'blocks',
        key,
        column: null,
        problem: 'is missing, and events are of it',
      })
    } else if (computed !== undefined && stored !== computed) {
      findings.add({ table: 'blocks', key, column: 'timestamp', stored, computed })
    }
  })
}
