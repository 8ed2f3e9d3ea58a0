import type Sqlite from 'better-sqlite3'
import type { BlockStore } from '../chain/block-store.ts'
import type { Block } from '../chain/types.ts'
import type { BlockIndex } from './block-index.ts'
import { indexBlock } from './block-index.ts'
import { placeKey } from './place-key.ts'
import type { Records } from './records.ts'
import { createWeightedCache } from './weighted-cache.ts'

/** The chain's blocks in a database. */
export type BlockTable = BlockStore & {
  isEmpty: () => boolean
  /** Writes a block; heights only grow. What it gives is to be called once that is committed. */
  write: (block: Block) => () => void
}

type Indexed = { block: Block; index: () => BlockIndex }

/** Bytes of blocks that stay in memory, as they are stored; as objects they take several times that. */
const CACHED_BYTES = 8 * 2 ** 20

export function createBlockTable(database: Sqlite.Database, records: Records): BlockTable {
  const getBlock = database
    .prepare<[number], Buffer>('select value from block where height = ?')
    .pluck()
  const heightOf = database
    .prepare<[number], number>('select height from block where ordinal = ?')
    .pluck()
  const addBlock = database.prepare('insert into block (height, ordinal, value) values (?, ?, ?)')
  const getPlaces = database
    .prepare<[number], number>('select height from place where key = ?')
    .pluck()
  const addPlace = database.prepare('insert or ignore into place (key, height) values (?, ?)')
  const cache = createWeightedCache<number, Indexed>(CACHED_BYTES)

  const load = (height: number | null | undefined): Indexed | undefined => {
    if (height === null || height === undefined) return undefined
    const known = cache.get(height)
    if (known) return known
    const bytes = getBlock.get(height)
    if (!bytes) return undefined
    const { value, weight } = records.decode(bytes, `block ${height}`)
    const block = value as Block
    if (block.header.height !== height) throw records.damaged(`block ${height} is another`)
    const indexed = indexLazily(block)
    cache.set(height, indexed, weight)
    return indexed
  }

  const end = (which: 'min' | 'max'): Block | undefined =>
    load(database.prepare<[], number | null>(`select ${which}(height) from block`).pluck().get())
      ?.block
  let first = end('min')
  let head = end('max')

  /** Gives what `find` finds in the blocks where an id may be. */
  const findBy = <T>(id: string, find: (indexed: Indexed) => T | undefined): T | undefined => {
    for (const height of getPlaces.all(placeKey(id))) {
      const indexed = load(height)
      const found = indexed && find(indexed)
      if (found !== undefined) return found
    }
    return undefined
  }

  return {
    isEmpty: () => head === undefined,
    head: () => existing(head),
    first: () => existing(first),
    atHeight: (height) => load(height)?.block,
    atOrdinal: (ordinal) => load(heightOf.get(ordinal))?.block,
    byHash: (hash) => findBy(hash, ({ block }) => (block.header.hash === hash ? block : undefined)),
    byChunkHash: (hash) =>
      findBy(hash, ({ block }) => (block.chunk.hash === hash ? block : undefined)),
    execution: (id) =>
      findBy(id, ({ block, index }) => {
        const position = index().executions.get(id)
        const execution = position === undefined ? undefined : block.executions[position]
        return execution && { ...execution, index: position as number, block }
      }),
    transaction: (hash) =>
      findBy(hash, ({ block, index }) => {
        const transaction = index().transactions.get(hash)
        return transaction && { transaction, block }
      }),
    receipt: (id) => findBy(id, ({ index }) => index().receipts.get(id)),
    write: (block) => {
      const { height, ordinal } = block.header
      const { value, weight } = records.encode(block)
      addBlock.run(height, ordinal, value)
      const indexed = indexLazily(block)
      for (const id of idsIn(block)) addPlace.run(placeKey(id), height)
      return () => {
        cache.set(height, indexed, weight)
        first ??= block
        head = block
      }
    },
  }
}

/** Everything in a block that it can be found by. */
function idsIn(block: Block): Set<string> {
  const { header, chunk, transactions, local, incoming, instant, executions } = block
  return new Set([
    header.hash,
    chunk.hash,
    ...transactions.map(({ hash }) => hash),
    ...[...local, ...incoming, ...instant].map(({ id }) => id),
    ...executions.map(({ outcome }) => outcome.id),
  ])
}

function indexLazily(block: Block): Indexed {
  let made: BlockIndex | undefined
  return {
    block,
    index: () => {
      made ??= indexBlock(block)
      return made
    },
  }
}

function existing(block: Block | undefined): Block {
  if (block) return block
  throw new Error('the chain has no block yet: its genesis was left out')
}
