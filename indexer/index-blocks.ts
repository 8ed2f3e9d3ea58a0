import type { Hasher } from '../protocol/hasher.ts'
import { type Database, writeBatch } from '../store/index.ts'
import type { Block } from './block.ts'
import { isNext } from './continuity.ts'
import { nameSource } from './name-source.ts'
import { cursorOf, type Position, type Subject } from './position.ts'
import { type Live, loadLive } from './projection/live.ts'
import { project } from './projection/project.ts'
import { appendRows, noRows } from './projection/rows.ts'
import { registryEvents } from './registry-events.ts'

/** Where some blocks led to, how many they and their events were, and what is wrong with the block after, if anything. */
export type Indexed = { position: Position; blocks: number; events: number; problem: unknown }

/**
 * Checks blocks and writes their rows and the cursor in one transaction.
 *
 * If a block is wrong, those before it are still written, and `problem` says what it is.
 */
export async function indexBlocks(
  db: Database,
  from: Position,
  blocks: readonly Block[],
  subject: Subject,
  hasher: Hasher,
): Promise<Indexed> {
  const rows = noRows()
  const live: Live = new Map()
  let position = from
  let problem: unknown
  let count = 0
  let source: string | undefined
  try {
    for (const block of blocks) {
      source = block.source
      if (!isNext(position.block, block)) continue
      const { events, chain } = registryEvents(block, subject.registry, position.chain, hasher)
      if (events.length > 0) {
        await loadLive(
          db,
          live,
          events.map(({ event }) => event),
        )
        rows.blocks.push({ height: block.height, hash: block.hash, timestamp: block.timestamp })
        appendRows(rows, project(events, live, hasher))
      }
      position = { block, chain }
      count++
    }
  } catch (error) {
    problem = nameSource(error, source)
  }
  if (position.block !== null && position !== from) {
    await writeBatch(db, { ...rows, cursor: cursorOf(subject, position.block, position.chain) })
  }
  return { position, blocks: count, events: rows.events.length, problem }
}
