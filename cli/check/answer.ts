import type { CodeKind, VerdictAnswer } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'

/** Which code runs at an account, and the verdict on it. */
export type Answer = {
  account_id: AccountId
  code_hash: CodeHash | null
  code_source: CodeKind
  /** Owner of the global contract that runs there, if it can change the code. */
  global_account_id: AccountId | null
  verdict: VerdictAnswer
}

/** An account that could not be asked about, and why. */
export type Unanswered = { account_id: AccountId; error: string }

/** Asks about one account; throws an error with a sentence if it cannot be answered. */
export type Ask = (accountId: AccountId) => Promise<Answer>

export const isAnswered = (answer: Answer | Unanswered): answer is Answer => 'verdict' in answer
