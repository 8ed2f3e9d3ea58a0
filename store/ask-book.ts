import type { Logger } from 'pino'
import type { AccountId } from '../protocol/account-id.ts'
import type { AskedDatabase } from './asked-table.ts'
import { databaseKind } from './database-kind.ts'

/** How the API tells the indexer which accounts people ask about, while its connection to the mirror can only read. */
export type AskBook = {
  /**
   * Notes accounts. They are written a second later, all of that second at once; those noted lately cost nothing.
   *
   * Never throws: that somebody asked is worth less than the answer. What cannot be written is logged.
   */
  note(accountIds: readonly AccountId[]): void
  /** Takes out up to `limit` accounts, each once. */
  take(limit: number): Promise<AccountId[]>
  /** Writes what is noted, and closes. */
  close: () => Promise<void>
}

// Whoever asks about made-up accounts must not fill the disk: 100,000 rows take some 5 MB.
const MOST_WAITING = 100_000
// Accounts in memory, of the second and of the last minutes: together about 1 MB.
const MOST_NOTED = 10_000
const WRITE_AFTER_MS = 1_000
// After that an account is written again, in case the indexer took it up and was lost with its database.
const FORGET_AFTER_MS = 600_000

/** Opens the book that belongs to a mirror. Nothing is opened before the first account is noted or taken. */
export function openAskBook(
  database: string,
  { logger }: { logger?: Pick<Logger, 'warn'> | undefined } = {},
): AskBook {
  const waiting = new Set<AccountId>()
  let noted = new Set<AccountId>()
  let forgottenAt = performance.now()
  let opened: Promise<AskedDatabase> | undefined
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const open = () => {
    opened ??= openAsked(database).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }

  const write = async () => {
    clearTimeout(timer)
    timer = undefined
    const accounts = [...waiting]
    waiting.clear()
    if (accounts.length === 0) return
    try {
      await add(await open(), accounts)
    } catch (error) {
      logger?.warn({ err: error, accounts: accounts.length }, 'the ask book could not be written')
    }
  }

  return {
    note(accountIds) {
      const now = performance.now()
      if (now - forgottenAt > FORGET_AFTER_MS || noted.size >= MOST_NOTED) {
        noted = new Set()
        forgottenAt = now
      }
      for (const account of accountIds) {
        if (noted.has(account) || waiting.size >= MOST_NOTED) continue
        noted.add(account)
        waiting.add(account)
      }
      if (waiting.size === 0 || timer !== undefined) return
      timer = setTimeout(() => {
        writing = write()
      }, WRITE_AFTER_MS)
      timer.unref()
    },
    async take(limit) {
      const db = await open()
      const taken = await db
        .deleteFrom('asked')
        .where('account_id', 'in', (from) =>
          from.selectFrom('asked').select('account_id').limit(limit),
        )
        .returning('account_id')
        .execute()
      return taken.map(({ account_id }) => account_id)
    },
    async close() {
      await writing
      await write()
      await (await opened)?.destroy()
    },
  }
}

async function openAsked(database: string): Promise<AskedDatabase> {
  return await (await databaseKind(database)).openAsked(database)
}

// One parameter each, below what SQLite and PostgreSQL take in a statement.
const ACCOUNTS_PER_INSERT = 1_000

async function add(db: AskedDatabase, accounts: readonly AccountId[]): Promise<void> {
  const { count } = await db
    .selectFrom('asked')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  const kept = accounts.slice(0, Math.max(0, MOST_WAITING - Number(count)))
  for (let at = 0; at < kept.length; at += ACCOUNTS_PER_INSERT) {
    const rows = kept.slice(at, at + ACCOUNTS_PER_INSERT).map((account_id) => ({ account_id }))
    await db
      .insertInto('asked')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
}
