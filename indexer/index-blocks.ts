import type { CodeHash } from '../protocol/code-hash.ts'
import type { RegistryEvent } from '../protocol/event.ts'
import type { Hasher } from '../protocol/hasher.ts'
import { type Database, writeBatch } from '../store/index.ts'
import type { Block } from './block.ts'
import { isNext } from './continuity.ts'
import type { Deployments } from './deployments/deployments.ts'
import { nameSource } from './name-source.ts'
import { cursorOf, type Position, type Subject } from './position.ts'
import { type Live, loadLive } from './projection/live.ts'
import { project } from './projection/project.ts'
import { appendRows, noRows } from './projection/rows.ts'
import { registryEvents } from './registry-events.ts'

/** Where some blocks led to, how many they and their events were, and what is wrong with the block after, if anything. */
export type Indexed = {
  position: Position
  blocks: number
  events: number
  deployments: number
  problem: unknown
}

/**
 * Checks blocks and writes their rows and the cursor in one transaction.
 *
 * If a block is wrong, those before it are still written, and `problem` says what it is. After a block from which on the source has
 * to give more accounts' code, it stops: the blocks after were read without.
 */
export async function indexBlocks(
  db: Database,
  from: Position,
  blocks: readonly Block[],
  subject: Subject,
  hasher: Hasher,
  deployments?: Deployments,
): Promise<Indexed> {
  const rows = noRows()
  const live: Live = new Map()
  const code = deployments?.project()
  const version = deployments?.version()
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
      const attested = events.flatMap(({ event }) => attestedBy(event))
      await code?.add(db, block, attested)
      position = { block, chain }
      count++
      if (deployments?.version() !== version) break
    }
  } catch (error) {
    problem = nameSource(error, source)
  }
  // The last block again, as after a start, is nothing new, but accounts may have been named.
  const isNew = position !== from || (code !== undefined && code.rows.watched.length > 0)
  if (position.block !== null && isNew) {
    const blocksOfCode = code?.rows.blocks ?? []
    await writeBatch(db, {
      ...rows,
      ...code?.rows,
      blocks: [...rows.blocks, ...blocksOfCode],
      cursor: cursorOf(subject, position.block, position.chain),
    })
  }
  return {
    position,
    blocks: count,
    events: rows.events.length,
    deployments: (code?.rows.deployments.length ?? 0) + (code?.rows.globalCodes.length ?? 0),
    problem,
  }
}

const attestedBy = ({ event, data }: RegistryEvent): CodeHash[] =>
  event === 'attest' && data.code_hash !== null ? [data.code_hash] : []
