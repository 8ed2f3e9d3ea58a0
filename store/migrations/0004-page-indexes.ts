import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Gives every page of a list an index that holds its rows in the page's order. */
export function pageIndexes(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createIndex(db, 'attestations', ['recipe_id', 'seq'])
      await createIndex(db, 'policies', ['owner', 'seq'])
      await replaceIndex(db, 'sources', ['repository', 'source_id'], ['repository', 'first_seq'])
      await replaceIndex(db, 'sources', ['commit', 'source_id'], ['commit', 'first_seq'])
      // What happened to an account is told from the newest on, accounts by their names.
      for (const [table, column, account] of [
        ['deployments', 'code_hash', 'account_id'],
        ['deployments', 'owner', 'account_id'],
        ['global_codes', 'code_hash', 'owner'],
      ] as const) {
        await db.schema.dropIndex(`${table}_${column}_${account}_block_height`).execute()
        await db.schema
          .createIndex(`${table}_${column}_newest`)
          .on(table)
          .columns([column, account, 'block_height desc'])
          .execute()
      }
    },
  }
}

async function replaceIndex(
  db: Kysely<unknown>,
  table: string,
  old: string[],
  columns: string[],
): Promise<void> {
  await db.schema.dropIndex([table, ...old].join('_')).execute()
  await createIndex(db, table, columns)
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = [table, ...columns].join('_')
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
