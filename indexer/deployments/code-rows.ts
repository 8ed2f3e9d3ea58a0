import type { BlockRow, DeploymentBatch, DeploymentRow, GlobalCodeRow } from '../../store/index.ts'
import type { Block, CodeChange, GlobalCode, RunningCode } from '../block.ts'

/** What blocks change in what accounts run, as rows. */
export type CodeRows = Required<DeploymentBatch> & { blocks: BlockRow[] }

export const noCodeRows = (): CodeRows => ({
  blocks: [],
  deployments: [],
  deploymentEndings: [],
  globalCodes: [],
  globalCodeEndings: [],
  watched: [],
})

export const blockRow = ({ height, hash, timestamp }: BlockPlace): BlockRow => ({
  height,
  hash,
  timestamp,
})

export type BlockPlace = Pick<Block, 'height' | 'hash' | 'timestamp'>

/** Returns the row of an account's code from a block on. */
export function deploymentRow(
  { accountId, code, receiptId, txHash, signer }: CodeChange,
  height: number,
  found: 0 | 1,
): DeploymentRow {
  return {
    account_id: accountId,
    block_height: height,
    kind: code.kind,
    code_hash: 'hash' in code ? code.hash : null,
    owner: 'owner' in code ? code.owner : null,
    found,
    receipt_id: receiptId,
    tx_hash: txHash,
    signer,
    until_height: null,
  }
}

export function globalCodeRow(
  { owner, hash, receiptId, txHash, signer }: GlobalCode,
  height: number,
): GlobalCodeRow {
  return {
    owner,
    block_height: height,
    code_hash: hash,
    receipt_id: receiptId,
    tx_hash: txHash,
    signer,
    until_height: null,
  }
}

/** Tells whether a row says the same of what runs. */
export function runs(row: DeploymentRow, code: RunningCode): boolean {
  return (
    row.kind === code.kind &&
    row.code_hash === ('hash' in code ? code.hash : null) &&
    row.owner === ('owner' in code ? code.owner : null)
  )
}
