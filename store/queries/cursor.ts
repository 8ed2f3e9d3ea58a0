import type { Cursor, Database } from '../tables.ts'

/** Returns up to where everything was seen, or undefined before the first block. */
export async function readCursor(db: Database): Promise<Cursor | undefined> {
  return await db
    .selectFrom('cursor')
    .select([
      'network',
      'registry',
      'height',
      'block_hash',
      'timestamp',
      'seq',
      'head',
      'data_version',
    ])
    .executeTakeFirst()
}
