import { resolve } from 'node:path'
import type { Io } from './io.ts'

const DEFAULT_FILE = '.countersign/mirror.sqlite'

/** What `--database` takes, for a command's help. */
export const DATABASE_HELP = `SQLite file or PostgreSQL URL (default: the environment's DATABASE_URL, or else ${DEFAULT_FILE})`

/** Returns the database that a command works on; the path of a file is relative to where the command was run. */
export async function databaseOf(io: Io, option: string | undefined): Promise<string> {
  const { isServerAddress } = await import('../store/index.ts')
  const database = option ?? (io.env.DATABASE_URL || DEFAULT_FILE)
  return isServerAddress(database) ? database : resolve(io.cwd, database)
}
