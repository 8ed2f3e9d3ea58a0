import type { CodeChange, GlobalCode, Origin, RunningCode } from '../../indexer/index.ts'
import { decodeBase58 } from '../../protocol/base58.ts'
import { HASH_BYTES, NO_CODE_HASH } from '../../protocol/code-hash.ts'
import { outcome } from './made-up-chain.ts'
import { outcomeJson } from './outcome-json.ts'

/** What a shard of a block holds of one receipt. */
export type ReceiptJson = { receipt_execution_outcomes: object[]; state_changes: object[] }

/** A receipt after which an account runs what a change says, as neardata gives it. */
export function codeChangeJson(change: CodeChange, blockHash: string): ReceiptJson {
  const { accountId, code } = change
  return receiptJson(change, accountId, actionsOf(code), updateOf(accountId, code), blockHash)
}

/** A receipt by which an account shares code under its name; of the code itself the state says nothing. */
export function globalCodeJson(shared: GlobalCode, blockHash: string): ReceiptJson {
  const { owner, hash } = shared
  const actions = [{ DeployGlobalContractByAccountId: { code: base64Of(hash) } }]
  return receiptJson(shared, owner, actions, updateOf(owner, { kind: 'none' }), blockHash)
}

function receiptJson(
  { receiptId, txHash, signer }: Origin,
  executorId: string,
  actions: readonly unknown[],
  update: object,
  blockHash: string,
): ReceiptJson {
  const name = `of ${executorId}`
  const done = outcome(name, { executorId, txHash, ...(receiptId !== null && { receiptId }) })
  const cause = { type: 'receipt_processing', receipt_hash: done.receiptId }
  return {
    receipt_execution_outcomes: [
      outcomeJson(done, blockHash, { signer: signer ?? 'someone.near', actions }),
    ],
    state_changes: [{ cause, ...update }],
  }
}

function actionsOf(code: RunningCode): unknown[] {
  switch (code.kind) {
    case 'none':
      return ['CreateAccount', { Transfer: { deposit: '1' } }]
    case 'local':
      return [{ DeployContract: { code: base64Of(code.hash) } }]
    case 'global_hash':
      return [{ UseGlobalContract: { code_hash: code.hash } }]
    case 'global_account':
      return [{ UseGlobalContractByAccountId: { account_id: code.owner } }]
    case 'deleted':
      return [{ DeleteAccount: { beneficiary_id: 'someone.near' } }]
  }
}

function updateOf(account_id: string, code: RunningCode): object {
  if (code.kind === 'deleted') return { type: 'account_deletion', change: { account_id } }
  return {
    type: 'account_update',
    change: {
      account_id,
      amount: '51263172936781236123',
      locked: '0',
      code_hash: code.kind === 'local' ? code.hash : NO_CODE_HASH,
      ...(code.kind === 'global_hash' && { global_contract_hash: code.hash }),
      ...(code.kind === 'global_account' && { global_contract_account_id: code.owner }),
      storage_usage: 351_822,
      storage_paid_at: 0,
    },
  }
}

/** Views show the hash of code in place of the code. */
const base64Of = (hash: string): string =>
  Buffer.from(decodeBase58(hash, HASH_BYTES, 'hash')).toString('base64')
