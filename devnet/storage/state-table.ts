import type Sqlite from 'better-sqlite3'
import { bySuffix } from '../state/by-suffix.ts'
import type { Column, StateChange, StateColumns, StateReader } from '../state/types.ts'
import type { Records } from './records.ts'
import { createWeightedCache } from './weighted-cache.ts'

/** The state at every height, in a database. */
export type StateTable = {
  /** The state after the block at `height`. */
  at: (height: number) => StateReader
  /** Writes what a block changed; heights only grow. What it gives is to be called once that is committed. */
  write: (height: number, changes: readonly StateChange[]) => () => void
}

/** Bytes of the last values that stay in memory, as they are stored; as objects they take several times that. */
const CACHED_BYTES = 8 * 2 ** 20
/** What an entry of the cache takes beside its value. */
const ENTRY_BYTES = 100

const NEWEST =
  '(select value from version where entry = id and height <= ? order by height desc limit 1)'

export function createStateTable(database: Sqlite.Database, records: Records): StateTable {
  const findEntry = database.prepare<[string], number>('select id from entry where key = ?').pluck()
  const addEntry = database.prepare('insert into entry (key) values (?)')
  const addVersion = database.prepare('insert into version (entry, height, value) values (?, ?, ?)')
  const getVersion = database
    .prepare<[number, string], Buffer | null>(`select ${NEWEST} from entry where key = ?`)
    .pluck()
  const listVersions = database
    .prepare<[number, string, string], [string, Buffer | null]>(
      `select key, ${NEWEST} from entry where key >= ? and key < ? order by key`,
    )
    .raw()
  const last = createWeightedCache<string, { value: unknown }>(CACHED_BYTES)
  let written =
    database.prepare<[], number>('select coalesce(max(height), -1) from block').pluck().get() ?? -1

  const load = (height: number, key: string): { value: unknown; weight: number } => {
    const bytes = getVersion.get(height, key)
    return bytes ? records.decode(bytes, key) : { value: undefined, weight: 0 }
  }

  const read = (height: number, key: string): unknown => {
    if (height < written) return load(height, key).value
    const known = last.get(key)
    if (known) return known.value
    const { value, weight } = load(height, key)
    last.set(key, { value }, weight + ENTRY_BYTES)
    return value
  }

  return {
    at: (height) => ({
      get: <C extends Column>(column: C, accountId: string, suffix = '') =>
        read(height, keyOf(column, accountId, suffix)) as StateColumns[C] | undefined,
      list: <C extends Column>(column: C, accountId: string) => {
        const from = keyOf(column, accountId, '')
        const found: [string, StateColumns[C]][] = []
        for (const [key, bytes] of listVersions.all(height, from, after(from))) {
          if (!bytes) continue
          found.push([key.slice(from.length), records.decode(bytes, key).value as StateColumns[C]])
        }
        return found.sort(bySuffix)
      },
    }),
    write: (height, changes) => {
      const values = new Map(
        changes.map(({ column, accountId, suffix, value }) => [
          keyOf(column, accountId, suffix),
          value,
        ]),
      )
      const cached: (() => void)[] = []
      for (const [key, value] of values) {
        const entry = findEntry.get(key) ?? addEntry.run(key).lastInsertRowid
        const record = value === undefined ? undefined : records.encode(value)
        addVersion.run(entry, height, record?.value ?? null)
        cached.push(() => last.set(key, { value }, (record?.weight ?? 0) + ENTRY_BYTES))
      }
      return () => {
        written = height
        for (const set of cached) set()
      }
    },
  }
}

const SEPARATOR = '/'

/** Account ids have no slash, so that no two values have the same key. */
function keyOf(column: Column, accountId: string, suffix: string): string {
  return `${column}${SEPARATOR}${accountId}${SEPARATOR}${suffix}`
}

/** The first key after all that begin with a prefix, which ends with the separator. */
function after(prefix: string): string {
  return `${prefix.slice(0, -1)}${String.fromCharCode(SEPARATOR.charCodeAt(0) + 1)}`
}
