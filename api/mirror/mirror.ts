import type { Logger } from 'pino'
import { type Cursor, type Database, openStore, readCursor, type Store } from '../../store/index.ts'
import { createFreshCache } from '../caches/fresh-cache.ts'
import type { MaybePromise } from '../caches/maybe-promise.ts'
import type { Clock } from '../clock.ts'
import { ApiError } from '../errors/errors.ts'
import { explainStore, notIndexed } from './store-trouble.ts'

/** The indexer's database, as far as it is there. */
export type Mirror = {
  /** Returns the database; throws an ApiError if there is none to read (yet). */
  database(): Promise<Database>
  /** Returns up to where the mirror has seen everything; throws an ApiError if it has seen nothing. */
  cursor(): MaybePromise<Cursor>
  /** Returns it as it is at this moment; from then on `cursor` returns nothing older. */
  freshCursor(): Promise<Cursor>
  close: () => Promise<void>
}

// Blocks come every 600 ms; within a sixth of that the same cursor serves all requests.
const CURSOR_TTL_MS = 100
// How often a database that is not there is looked for.
const OPEN_AGAIN_MS = 250

/** Makes a mirror over a store that is open, or over a file that is opened as soon as it is there. */
export function createMirror({
  source,
  clock,
  logger,
}: {
  source: Store | { database: string }
  clock: Clock
  logger?: Logger | undefined
}): Mirror {
  const opened: Store[] = []
  const open = createFreshCache<'store', Store>({
    clock,
    ttlMs: Number.POSITIVE_INFINITY,
    failureTtlMs: OPEN_AGAIN_MS,
    max: 2,
    load: async () => {
      if ('db' in source) return source
      const store = await openToRead(source.database, logger)
      opened.push(store)
      return store
    },
  })
  const database = async () => (await open('store')).db
  const cursor = createFreshCache<'cursor', Cursor>({
    clock,
    ttlMs: CURSOR_TTL_MS,
    failureTtlMs: CURSOR_TTL_MS,
    max: 2,
    load: async () => readCursorOf(await database()),
  })

  let last: Promise<unknown> = Promise.resolve()
  let waiting: Promise<Cursor> | undefined

  return {
    database,
    cursor: () => cursor('cursor'),
    freshCursor() {
      // One after the other, so that none is overtaken by an older one; all who wait meanwhile share the next.
      waiting ??= last.then(() => {
        waiting = undefined
        const fresh = cursor.anew('cursor')
        last = fresh.catch(() => {})
        return fresh
      })
      return waiting
    },
    async close() {
      await Promise.all(opened.splice(0).map((store) => store.close()))
    },
  }
}

/** Reads the cursor of a database; throws an ApiError if the indexer has not finished a block yet. */
export async function readCursorOf(db: Database): Promise<Cursor> {
  const cursor = await readCursor(db)
  if (cursor !== undefined) return cursor
  throw notIndexed()
}

async function openToRead(database: string, logger: Logger | undefined): Promise<Store> {
  try {
    return await openStore({ database, mode: 'read', ...(logger && { logger }) })
  } catch (error) {
    const told = explainStore(error)
    if (told instanceof ApiError && told.code === 'MIRROR_UNUSABLE') {
      logger?.error({ err: error }, 'the mirror cannot be read')
    }
    throw told
  }
}
