import type { Logger } from 'pino'
import { type Database, deploymentsInForce, globalCodesInForce } from '../../store/index.ts'
import { type BlockPlace, type CodeRows, deploymentRow, globalCodeRow } from './code-rows.ts'
import type { CurrentCode } from './current-code.ts'
import type { Followed } from './followed.ts'

// Requests to a node at a time; blocks wait meanwhile.
const AT_ONCE = 8
const NOBODY = { receiptId: null, txHash: null, signer: null }

export type FindOptions = {
  db: Database
  followed: Followed
  current: CurrentCode
  /** The last block that was written: what runs after it is asked for. */
  block: BlockPlace
  signal: AbortSignal
  logger: Pick<Logger, 'warn'>
}

/** Asks what some of those accounts run of which it is not known, and adds it to the rows; who cannot be asked now is asked later. */
export async function findCurrent(rows: CodeRows, options: FindOptions): Promise<void> {
  const { db, followed, current, block, signal } = options
  const { accounts, owners } = followed.unknown
  const { height } = block

  const asked = [...accounts].slice(0, AT_ONCE)
  for (const { account_id } of await deploymentsInForce(db, asked)) accounts.delete(account_id)
  await ask(asked, accounts, options, async (accountId) => {
    const code = await current.ofAccount(accountId, height, signal)
    rows.deployments.push(deploymentRow({ accountId, code, ...NOBODY }, height, 1))
    if (code.kind === 'global_account') followed.watchOwner(code.owner)
  })

  const sharers = [...owners].slice(0, AT_ONCE)
  for (const { owner } of await globalCodesInForce(db, sharers)) owners.delete(owner)
  await ask(sharers, owners, options, async (owner) => {
    const hash = await current.ofOwner(owner, height, signal)
    if (hash !== null) rows.globalCodes.push(globalCodeRow({ owner, hash, ...NOBODY }, height))
  })
}

async function ask(
  ids: readonly string[],
  unknown: Set<string>,
  { signal, logger }: FindOptions,
  find: (id: string) => Promise<void>,
): Promise<void> {
  const asking = ids
    .filter((id) => unknown.has(id))
    .map(async (id) => {
      try {
        await find(id)
        unknown.delete(id)
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error, account: id }, 'its code could not be read')
      }
    })
  await Promise.all(asking)
}
