import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import {
  attestedCodes,
  type Database,
  type DeploymentRow,
  deploymentsInForce,
  type GlobalCodeRow,
  globalCodesInForce,
} from '../../store/index.ts'
import type { Block, CodeChange, RunningCode } from '../block.ts'
import {
  blockRow,
  type CodeRows,
  deploymentRow,
  globalCodeRow,
  noCodeRows,
  runs,
} from './code-rows.ts'
import type { Followed } from './followed.ts'

/** Turns the code of blocks into rows, block by block. */
export type CodeProjection = {
  /** Adds a block; `attested` are the code hashes that its own events attest. */
  add(db: Database, block: Block, attested: readonly CodeHash[]): Promise<void>
  rows: CodeRows
}

/** Begins the projection of the blocks of one transaction, to which the rows in `begun` belong too. */
export function projectCode(followed: Followed, begun: Partial<CodeRows> = {}): CodeProjection {
  const rows = { ...noCodeRows(), ...begun }
  // What is in force before the block, by account: null if that is not known. Rows of `rows` are the same objects.
  const codes = new Map<AccountId, DeploymentRow | null>()
  const shared = new Map<AccountId, GlobalCodeRow | null>()
  const attestedBefore = new Map<CodeHash, boolean>()
  const made = new Set<DeploymentRow | GlobalCodeRow>()

  // A row of an earlier transaction is ended there.
  const endDeployment = (row: DeploymentRow, until_height: number) => {
    const { account_id, block_height } = row
    if (made.has(row)) row.until_height = until_height
    else rows.deploymentEndings.push({ account_id, block_height, until_height })
  }
  const endShared = (row: GlobalCodeRow, until_height: number) => {
    const { owner, block_height } = row
    if (made.has(row)) row.until_height = until_height
    else rows.globalCodeEndings.push({ owner, block_height, until_height })
  }

  const addShared = async (db: Database, block: Block) => {
    const last = new Map(block.globalCodes.map((code) => [code.owner, code]))
    await loadShared(db, shared, [...last.keys()])
    for (const code of last.values()) {
      followed.unknown.owners.delete(code.owner)
      const before = shared.get(code.owner)
      if (before?.code_hash === code.hash) continue
      if (before != null) endShared(before, block.height)
      const row = globalCodeRow(code, block.height)
      rows.globalCodes.push(row)
      made.add(row)
      shared.set(code.owner, row)
    }
  }

  const isAttested = async (db: Database, { code }: CodeChange): Promise<boolean> => {
    if (code.kind === 'global_account') await loadShared(db, shared, [code.owner])
    const hash =
      'hash' in code
        ? code.hash
        : code.kind === 'global_account'
          ? shared.get(code.owner)?.code_hash
          : undefined
    if (hash === undefined) return false
    if (!attestedBefore.has(hash)) {
      attestedBefore.set(hash, (await attestedCodes(db, [hash])).length > 0)
    }
    return attestedBefore.get(hash) === true
  }

  const addChange = (change: CodeChange, height: number) => {
    const { accountId, code } = change
    const before = codes.get(accountId) ?? null
    followed.unknown.accounts.delete(accountId)
    if (before !== null && runs(before, code)) return
    if (before !== null) endDeployment(before, height)
    const row = deploymentRow(change, height, 0)
    rows.deployments.push(row)
    made.add(row)
    codes.set(accountId, row)
    if (code.kind === 'global_account') followed.watchOwner(code.owner)
  }

  return {
    rows,
    async add(db, block, attested) {
      for (const hash of attested) attestedBefore.set(hash, true)
      const mayMatter = block.codeChanges.some((change) => mayBeKept(change, followed))
      if (!mayMatter && block.globalCodes.length === 0) return
      const written = rows.deployments.length + rows.globalCodes.length
      await addShared(db, block)
      // Of several changes of an account in one block the last is what it runs when the block is over.
      const last = new Map(block.codeChanges.map((change) => [change.accountId, change]))
      const concerned = [...last.values()].filter((change) => mayBeKept(change, followed))
      await loadCodes(
        db,
        codes,
        concerned.map(({ accountId }) => accountId),
      )
      for (const change of concerned) {
        const { accountId } = change
        if (!followed.isWatched(accountId)) {
          const isNew = await isAttested(db, change)
          if (!isNew && !(followed.keepsAll && hasCode(change, codes))) continue
          if (isNew && followed.watch(accountId)) {
            rows.watched.push({
              account_id: accountId,
              since_height: block.height,
              reason: 'attested',
            })
          }
        }
        addChange(change, block.height)
      }
      if (rows.deployments.length + rows.globalCodes.length > written) {
        rows.blocks.push(blockRow(block))
      }
    },
  }
}

/** Tells at a glance whether a change may make a row: nearly all are of accounts without code that nobody follows. */
function mayBeKept({ accountId, code }: CodeChange, followed: Followed): boolean {
  return followed.keepsAll || isCode(code) || followed.isWatched(accountId)
}

/** Tells whether a change is of an account that runs or ran code: most of a chain's accounts never do. */
function hasCode(
  { accountId, code }: CodeChange,
  codes: ReadonlyMap<AccountId, DeploymentRow | null>,
): boolean {
  return isCode(code) || codes.get(accountId) != null
}

const isCode = ({ kind }: RunningCode): boolean => kind !== 'none' && kind !== 'deleted'

async function loadCodes(
  db: Database,
  codes: Map<AccountId, DeploymentRow | null>,
  accounts: readonly AccountId[],
): Promise<void> {
  const missing = accounts.filter((account) => !codes.has(account))
  for (const account of missing) codes.set(account, null)
  for (const row of await deploymentsInForce(db, missing)) codes.set(row.account_id, row)
}

async function loadShared(
  db: Database,
  shared: Map<AccountId, GlobalCodeRow | null>,
  owners: readonly AccountId[],
): Promise<void> {
  const missing = owners.filter((owner) => !shared.has(owner))
  for (const owner of missing) shared.set(owner, null)
  for (const row of await globalCodesInForce(db, missing)) shared.set(row.owner, row)
}
