import type BetterSqlite3 from 'better-sqlite3'
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'

// The indexer and the API each have some dozen texts of SQL; batches of inserts add one for each number of rows.
const CACHED_STATEMENTS = 256

/** Makes Kysely's dialect for an open connection: statements are kept, and a writer takes its lock when it begins. */
export function sqliteDialect(connection: BetterSqlite3.Database): SqliteDialect {
  return new TransactionalDdlDialect({ database: keepStatements(connection) })
}

/** Says that SQLite can take back DDL, which Kysely leaves out so that half a migration would stay. */
class TransactionalDdlDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter()
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Keeps prepared statements: preparing costs more than running a look-up by key. */
function keepStatements(connection: BetterSqlite3.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    prepare(sql) {
      const found = kept.get(sql)
      if (found !== undefined) return found
      if (kept.size >= CACHED_STATEMENTS) kept.clear()
      // A transaction that begins as a reader cannot wait for another writer when it comes to write.
      const text = sql === 'begin' && !connection.readonly ? 'begin immediate' : sql
      const statement = connection.prepare(text) as SqliteStatement
      kept.set(sql, statement)
      return statement
    },
    close() {
      kept.clear()
      connection.close()
    },
  }
}
