import type { Execution } from '../chain/types.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { base64 } from '../primitives/json.ts'
import type {
  AccountContract,
  ActionError,
  ExecutionOutcome,
  ExecutionStatus,
} from '../runtime/types.ts'
import { merklePathView } from './merkle-view.ts'

/** An outcome with its id, its block and the path to the outcome root, as nearcore's `ExecutionOutcomeWithIdView`. */
export function outcomeView(
  { outcome, proof }: Pick<Execution, 'outcome' | 'proof'>,
  blockHash: string,
): JsonObject {
  return {
    proof: merklePathView(proof),
    block_hash: blockHash,
    id: outcome.id,
    outcome: {
      logs: outcome.logs,
      receipt_ids: outcome.receiptIds,
      gas_burnt: outcome.gasBurnt,
      tokens_burnt: outcome.tokensBurnt.toString(),
      executor_id: outcome.executorId,
      status: statusView(outcome.status),
      metadata: metadataView(outcome),
    },
  }
}

function metadataView({ profile, contracts }: ExecutionOutcome): JsonObject {
  if (!profile) return { version: 1, gas_profile: null }
  const entries = profile.map(({ costCategory, cost, gasUsed }) => ({
    cost_category: costCategory,
    cost,
    gas_used: gasUsed.toString(),
  }))
  if (!contracts) return { version: 3, gas_profile: entries }
  return { version: 4, gas_profile: entries, contracts: contracts.map(contractView) }
}

/** An account's contract as nearcore's `AccountContractView`. */
function contractView(contract: AccountContract): Json {
  switch (contract.kind) {
    case 'none':
      return null
    case 'local':
      return { local: contract.hash }
    case 'global':
      return { global_hash: contract.hash }
    case 'global_by_account':
      return { global_account_id: contract.accountId }
  }
}

export function statusView(status: ExecutionStatus): Json {
  switch (status.type) {
    case 'value':
      return { SuccessValue: base64(status.value) }
    case 'receipt':
      return { SuccessReceiptId: status.receiptId }
    case 'failure':
      return { Failure: { ActionError: actionErrorView(status.error) } }
  }
}

export function actionErrorView({ index, kind }: ActionError): JsonObject {
  return { index, kind }
}
