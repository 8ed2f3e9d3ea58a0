import type { ResolvedCode } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import { type CodeHash, NO_CODE_HASH } from '../../protocol/code-hash.ts'
import type { AsOf, Subject } from '../../protocol/evidence.ts'
import { isOpen } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { evaluate, type Status, type Verdict } from '../../protocol/verdict.ts'
import type { Cursor } from '../../store/index.ts'
import { createBoundedCache } from '../caches/bounded-cache.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import type { Mirror } from '../mirror/mirror.ts'
import type { Knowledge, KnowledgeSource, Known } from './knowledge.ts'
import type { ReadPolicy } from './policies.ts'

/** A verdict about a code hash, or about an account that may run none. */
export type ApiVerdict = Omit<Verdict, 'status' | 'code_hash'> & {
  status: Status | 'NO_CODE' | 'UNKNOWN_ACCOUNT'
  code_hash: CodeHash | null
  /** Whether the lists have everybody, and not only those who decide. */
  complete: boolean
}

/** An account and the code that runs there. */
export type Contract = Pick<ResolvedCode, 'kind' | 'codeHash'> & { accountId: AccountId }

export type Verdicts = {
  onCode(policy: ReadPolicy, codeHash: CodeHash, accountId?: AccountId): MaybePromise<ApiVerdict>
  /** Answers for what runs at an account, also if that is nothing or the account does not exist. */
  onContract(policy: ReadPolicy, contract: Contract): MaybePromise<ApiVerdict>
  /** Answers for an account that runs no code: nothing supports it, and all that the policy names are missing. */
  onNothing(policy: ReadPolicy, status: 'NO_CODE' | 'UNKNOWN_ACCOUNT'): MaybePromise<ApiVerdict>
}

type Question = { codeHash: CodeHash; accountId: AccountId | undefined }
type Kept = { verdict: ApiVerdict; knowledge: Knowledge; asOf: AsOf }

// Positions of all verdicts together; one takes 250 bytes (measured), so this is 25 MB at most.
const MAX_POSITIONS_KEPT = 100_000

/** Makes the part that evaluates policies, and keeps each verdict for as long as what it is made from stays the same. */
export function createVerdicts({
  mirror,
  knowledge: know,
}: {
  mirror: Mirror
  knowledge: KnowledgeSource
}): Verdicts {
  const kept = createBoundedCache<string, Kept>(MAX_POSITIONS_KEPT, ({ verdict }) =>
    sizeOf(verdict),
  )

  const judge = ({ policy, digest }: ReadPolicy, of: Question, known: Known): ApiVerdict => {
    const { codeHash, accountId } = of
    const { knowledge, cursor } = known
    const asOf = asOfCursor(cursor)
    // Only under an open policy does it matter which account asks.
    const key = `${digest} ${codeHash} ${isOpen(policy) ? (accountId ?? '') : ''}`
    const last = kept.get(key)
    if (last !== undefined && last.knowledge === knowledge) {
      if (last.asOf.block_hash === asOf.block_hash) return last.verdict
      // Without an age limit nothing depends on the time.
      if (policy.max_age === null) return { ...last.verdict, as_of: asOf }
    }
    const subject: Subject = {
      code_hash: codeHash,
      account_id: accountId,
      declared_operators: knowledge.declared,
      as_of: asOf,
    }
    const { evidence, complete } = knowledge
    const verdict = { ...evaluate(policy, evidence, subject, portableHasher), complete }
    kept.set(key, { verdict, knowledge, asOf })
    return verdict
  }

  const onCode: Verdicts['onCode'] = (read, codeHash, accountId) => {
    const operators = isOpen(read.policy) ? { of: accountId ?? null } : null
    return andThen(know({ codeHash, policy: read, operators }), (known) =>
      judge(read, { codeHash, accountId }, known),
    )
  }

  const onNothing: Verdicts['onNothing'] = ({ policy }, status) =>
    andThen(mirror.cursor(), (cursor) => {
      const subject = { code_hash: NO_CODE_HASH, as_of: asOfCursor(cursor) }
      const verdict = evaluate(policy, [], subject, portableHasher)
      return { ...verdict, status, code_hash: null, complete: true }
    })

  return {
    onCode,
    onNothing,
    onContract(policy, { accountId, kind, codeHash }) {
      if (kind === 'unknown_account') return onNothing(policy, 'UNKNOWN_ACCOUNT')
      if (codeHash === null) return onNothing(policy, 'NO_CODE')
      return onCode(policy, codeHash, accountId)
    },
  }
}

function asOfCursor({ height, block_hash, timestamp, seq, head }: Cursor): AsOf {
  return { block_height: height, block_hash, timestamp, seq, head }
}

function sizeOf({ supporting, dissenting, failed, ignored, silent }: ApiVerdict): number {
  return supporting.length + dissenting.length + failed.length + ignored.length + silent.length + 10
}
