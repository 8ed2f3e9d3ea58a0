import type { Logger } from 'pino'
import type { AccountId } from '../../protocol/account-id.ts'
import type { AskBook, Database } from '../../store/index.ts'
import type { Wanted } from '../block.ts'
import type { Clock } from '../clock.ts'
import { type CodeProjection, projectCode } from './code-projection.ts'
import { type BlockPlace, type CodeRows, noCodeRows } from './code-rows.ts'
import type { CurrentCode } from './current-code.ts'
import { findCurrent } from './find-current.ts'
import { createFollowed } from './followed.ts'

/** What an indexer keeps of what accounts run. */
export type Deployments = {
  /** What its source of blocks has to be made with. */
  wanted: Wanted['code']
  /** Takes up what the database says, before blocks from a height on are read. */
  begin(db: Database, fromHeight: number): Promise<void>
  /** Begins the rows of one transaction. */
  project(): CodeProjection
  /**
   * Takes up the accounts that were asked about, and reads what runs at those of which that is not known.
   *
   * Returns rows that are to be written as of the block; undefined if there are none.
   */
  poll(db: Database, at: Polled): Promise<CodeRows | undefined>
  /** Grows when the source has to give more than when its blocks were asked for; always 0 for one that gives all. */
  version(): number
}

export type Polled = {
  /** The last block that was written. */
  block: BlockPlace
  /** Heights from there to the last final block; null if unknown. */
  lag: number | null
  signal: AbortSignal
}

export type DeploymentsOptions = {
  /** Whether the source can give the code of every account, or only of those that are followed. */
  sees: 'all' | 'followed'
  /** Whether to keep what every account of the chain runs. */
  keepsAll?: boolean
  /** Accounts to follow from the beginning. */
  accounts?: readonly AccountId[]
  askBook?: Pick<AskBook, 'take'> | undefined
  /** Where what runs now can be asked; without it only changes are known. */
  current?: CurrentCode | undefined
  clock: Clock
  logger: Pick<Logger, 'warn'>
}

// Whoever asks about an account sees its history begin a second later.
const POLL_MS = 1_000
const ASKED_AT_ONCE = 500
// State of a block that is further back may be gone; and while catching up, blocks come first.
const NEAR_THE_END = 20

export function createDeployments({
  sees,
  keepsAll = false,
  accounts = [],
  askBook,
  current,
  clock,
  logger,
}: DeploymentsOptions): Deployments {
  const followed = createFollowed({ sees, keepsAll })
  let begun: Partial<CodeRows> = {}
  let polled = Number.NEGATIVE_INFINITY

  const takeAsked = async (): Promise<AccountId[]> => {
    try {
      return (await askBook?.take(ASKED_AT_ONCE)) ?? []
    } catch (error) {
      logger.warn({ err: error }, 'the accounts that were asked about could not be read')
      return []
    }
  }

  return {
    wanted: followed.wanted,
    version: () => (sees === 'all' ? 0 : followed.size()),
    async begin(db, fromHeight) {
      await followed.load(db)
      const added = accounts.filter((accountId) => followed.watch(accountId))
      begun = {
        watched: added.map((account_id) => ({
          account_id,
          since_height: fromHeight,
          reason: 'configured',
        })),
      }
    },
    project() {
      const projection = projectCode(followed, begun)
      begun = {}
      return projection
    },
    async poll(db, { block, lag, signal }) {
      if (clock.now() - polled < POLL_MS) return undefined
      polled = clock.now()
      const rows = noCodeRows()
      for (const account_id of await takeAsked()) {
        if (!followed.watch(account_id)) continue
        rows.watched.push({ account_id, since_height: block.height + 1, reason: 'asked' })
      }
      if (current !== undefined && lag !== null && lag <= NEAR_THE_END) {
        await findCurrent(rows, { db, followed, current, block, signal, logger })
      }
      const { watched, deployments, globalCodes } = rows
      if (deployments.length + globalCodes.length > 0) rows.blocks.push(block)
      return watched.length + rows.blocks.length > 0 ? rows : undefined
    },
  }
}
