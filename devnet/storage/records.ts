import type Sqlite from 'better-sqlite3'
import { DevnetError } from '../errors.ts'
import { decodeHash, sha256 } from '../primitives/hash.ts'
import { codeHash } from '../state/global-code.ts'
import { withChecksum, withoutChecksum } from './checksum.ts'
import { createDecoder } from './decode-value.ts'
import { createEncoder } from './encode-value.ts'
import type { Shape } from './shapes.ts'
import { createShapes } from './shapes.ts'
import { createWeightedCache } from './weighted-cache.ts'

/** How values are kept in a database's columns: exactly, and with a checksum. */
export type Records = {
  /** Only within the transaction that writes what it gives. */
  encode: (value: unknown) => Weighed<Uint8Array>
  /** Throws `HOME_DAMAGED`; `what` says in it what was read. */
  decode: (bytes: Uint8Array, what: string) => Weighed<unknown>
  /** Makes the error for what is read and cannot be. */
  damaged: (problem: string) => DevnetError
  /** Writes what records of this transaction refer to. */
  keepShapes: () => void
  /** Says that the transaction has been committed. */
  committed: () => void
}

/** `weight`: bytes that the value takes, long arrays that are kept elsewhere included. */
export type Weighed<T> = { value: T; weight: number }

/** Bytes of long arrays that stay in memory. An array that is read again is the same one, so what is known of it by identity stays known. */
const CACHED_BYTES = 32 * 2 ** 20

export function createRecords(database: Sqlite.Database, place: string): Records {
  const shapes = createShapes(readShapes(database, place))
  const addShape = database.prepare('insert into shape (id, names) values (?, ?)')
  const hasBytes = database.prepare('select 1 from bytes where hash = ?').pluck()
  const addBytes = database.prepare('insert into bytes (hash, content) values (?, ?)')
  const getBytes = database
    .prepare<[Uint8Array], Buffer>('select content from bytes where hash = ?')
    .pluck()
  const arrays = createWeightedCache<string, Uint8Array>(CACHED_BYTES)
  let elsewhere = 0

  const keepElsewhere = (bytes: Uint8Array): Uint8Array => {
    elsewhere += bytes.length
    const hash = decodeHash(codeHash(bytes))
    if (hasBytes.get(hash) === undefined) addBytes.run(hash, bytes)
    arrays.set(keyOf(hash), bytes, bytes.length)
    return hash
  }

  const readElsewhere = (hash: Uint8Array): Uint8Array => {
    const key = keyOf(hash)
    const bytes = arrays.get(key) ?? loadBytes(hash)
    elsewhere += bytes.length
    arrays.set(key, bytes, bytes.length)
    return bytes
  }

  const loadBytes = (hash: Uint8Array): Uint8Array => {
    const content = getBytes.get(hash)
    if (!(content instanceof Uint8Array)) {
      throw new RangeError('bytes that it refers to are missing')
    }
    if (!sha256(content).every((byte, index) => byte === hash[index])) {
      throw new RangeError('bytes that it refers to have another hash')
    }
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
  }

  const encode = createEncoder({ shapes, keepElsewhere })
  const decode = createDecoder({ shapes, readElsewhere })

  return {
    encode: (value) => {
      elsewhere = 0
      const bytes = withChecksum(encode(value))
      return { value: bytes, weight: bytes.length + elsewhere }
    },
    decode: (bytes, what) => {
      elsewhere = 0
      try {
        const value = decode(withoutChecksum(bytes))
        return { value, weight: bytes.length + elsewhere }
      } catch (cause) {
        if (!(cause instanceof RangeError)) throw cause
        throw damaged(place, `${what}: ${cause.message}`, cause)
      }
    },
    damaged: (problem) => damaged(place, problem),
    keepShapes: () => {
      for (const { id, names } of shapes.added())
        addShape.run(id, withChecksum(Buffer.from(JSON.stringify(names))))
    },
    committed: shapes.markKept,
  }
}

export function damaged(
  directory: string,
  problem: string,
  cause?: unknown,
): DevnetError<'HOME_DAMAGED'> {
  const text = `The network in ${directory} is damaged (${problem}). Its files were left as they are; use another directory, or move them away.`
  return new DevnetError('HOME_DAMAGED', text, { directory, problem }, { cause })
}

function readShapes(database: Sqlite.Database, place: string): Shape[] {
  return database
    .prepare<[], { id: number; names: Buffer }>('select id, names from shape order by id')
    .all()
    .map(({ id, names }) => ({ id, names: readNames(names, place) }))
}

function readNames(bytes: Uint8Array, place: string): string[] {
  try {
    return JSON.parse(Buffer.from(withoutChecksum(bytes)).toString()) as string[]
  } catch (cause) {
    throw damaged(place, 'names of fields', cause)
  }
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('latin1')
}
