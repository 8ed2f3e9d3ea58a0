import Sqlite from 'better-sqlite3'
import { StoreError } from '../errors.ts'

/**
 * Takes the right to write to a database file, or throws a StoreError naming the process that has it.
 *
 * A small database beside the file is held in a transaction: that is a lock of the operating system, which ends with the process
 * however it ends, so nothing has to be cleaned up after a kill. Returns what gives the right back.
 */
export function takeWriterLock(file: string): () => void {
  const lock = new Sqlite(`${file}-lock`, { timeout: 0 })
  try {
    // It says nothing that has to outlast the process.
    lock.pragma('synchronous = OFF')
    lock.exec('create table if not exists holder (id integer primary key, pid integer not null)')
    lock.prepare('insert or replace into holder (id, pid) values (1, ?)').run(process.pid)
    // Others can still read who it is.
    lock.exec('begin immediate')
  } catch (error) {
    const busy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
    const pid = busy ? holderOf(lock) : null
    lock.close()
    if (!busy) throw error
    throw new StoreError(
      'STORE_LOCKED',
      `${file} is being written by another indexer (${pid === null ? 'just starting' : `process ${pid}`}). Stop that one, or give this one a file of its own.`,
      { database: file, pid, holder: null, since: null },
      { cause: error },
    )
  }
  return () => lock.close()
}

function holderOf(lock: Sqlite.Database): number | null {
  try {
    return lock.prepare<[], number>('select pid from holder').pluck().get() ?? null
  } catch {
    // The other one is making the table at this moment.
    return null
  }
}
