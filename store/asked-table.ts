import type { Kysely } from 'kysely'

/** Accounts that somebody has asked about and that the indexer has not taken up yet; apart from what the indexer writes. */
export type AskedTables = { asked: { account_id: string } }

/** The ask book's own connection. */
export type AskedDatabase = Kysely<AskedTables>

/** Makes the table where it is missing. */
export async function createAsked(db: AskedDatabase): Promise<void> {
  await db.schema
    .createTable('asked')
    .ifNotExists()
    .addColumn('account_id', 'text', (c) => c.primaryKey().notNull())
    .execute()
}
