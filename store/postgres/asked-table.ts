import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type AskedDatabase, type AskedTables, createAsked } from '../asked-table.ts'
import { readAddress } from './address.ts'
import { clientConfig } from './client-config.ts'
import { explainConnecting } from './explain.ts'

/**
 * Opens the table `asked` of a database, making it if it is missing.
 *
 * Whoever makes it owns it; another user needs SELECT, INSERT and DELETE on it.
 */
export async function openAskedTable(url: string): Promise<AskedDatabase> {
  const address = readAddress(url)
  const pool = new pg.Pool({ ...clientConfig(address), max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const isThere = async () => {
      const { rows } = await pool.query<{ there: boolean }>(
        `select to_regclass('asked') is not null as there`,
      )
      return rows[0]?.there === true
    }
    const db = new Kysely<AskedTables>({ dialect: new PostgresDialect({ pool }) })
    // Making a table needs a right even where it is there already.
    if (!(await isThere())) {
      await createAsked(db).catch(async (error: unknown) => {
        // Another process may have made it in the same moment.
        if (!(await isThere())) throw error
      })
    }
    return db
  } catch (error) {
    await pool.end()
    throw explainConnecting(error, address)
  }
}
