import type Sqlite from 'better-sqlite3'
import type { BlockStore } from '../chain/block-store.ts'
import type { Block } from '../chain/types.ts'
import type { BlockIndex } from './block-index.ts'
import { indexBlock } from './block-index.ts'
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
  const getPlace = database.prepare<[string], Place>(
    'select seen, executed from place where id = ?',
  )
  const addPlace = database.prepare(
    `insert into place (id, seen, executed) values (?, ?, ?) on conflict (id) do update set
       seen = coalesce(seen, excluded.seen), executed = coalesce(executed, excluded.executed)`,
  )
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

  const seen = (id: string): Indexed | undefined => load(getPlace.get(id)?.seen)

  return {
    isEmpty: () => head === undefined,
    head: () => existing(head),
    first: () => existing(first),
    atHeight: (height) => load(height)?.block,
    atOrdinal: (ordinal) => load(heightOf.get(ordinal))?.block,
    byHash: (hash) => {
      const block = seen(hash)?.block
      return block?.header.hash === hash ? block : undefined
    },
    byChunkHash: (hash) => {
      const block = seen(hash)?.block
      return block?.chunk.hash === hash ? block : undefined
    },
    execution: (id) => {
      const found = load(getPlace.get(id)?.executed)
      const index = found?.index().executions.get(id)
      const execution = index === undefined ? undefined : found?.block.executions[index]
      if (!found || !execution || index === undefined) return undefined
      return { ...execution, index, block: found.block }
    },
    transaction: (hash) => {
      const found = seen(hash)
      const transaction = found?.index().transactions.get(hash)
      return found && transaction && { transaction, block: found.block }
    },
    receipt: (id) => seen(id)?.index().receipts.get(id),
    write: (block) => {
      const { height, ordinal } = block.header
      const { value, weight } = records.encode(block)
      addBlock.run(height, ordinal, value)
      const indexed = indexLazily(block)
      for (const [id, place] of placesIn(block)) addPlace.run(id, place.seen, place.executed)
      return () => {
        cache.set(height, indexed, weight)
        first ??= block
        head = block
      }
    },
  }
}

type Place = { seen: number | null; executed: number | null }

/** Says where a block's hash, its chunk's and the ids in it are to be found. */
function placesIn({
  header,
  chunk,
  transactions,
  local,
  incoming,
  executions,
}: Block): Map<string, Place> {
  const { height } = header
  const places = new Map<string, Place>()
  for (const { outcome } of executions) places.set(outcome.id, { seen: null, executed: height })
  const ids = [
    header.hash,
    chunk.hash,
    ...transactions.map(({ hash }) => hash),
    ...[...local, ...incoming].map(({ id }) => id),
  ]
  for (const id of ids) places.set(id, { seen: height, executed: places.get(id)?.executed ?? null })
  return places
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
