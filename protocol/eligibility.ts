import { type AccountId, rootAccount } from './account-id.ts'
import type { Evidence, Subject } from './evidence.ts'
import { isOpen, type Policy } from './policy.ts'

/** Why an attestation does not count under a policy. */
export type IgnoredReason = 'NOT_IN_POLICY' | 'WITHDRAWN' | 'SUBJECT_ITSELF' | 'TOO_OLD' | 'NETWORK'

// 86,400 seconds in nanoseconds.
const DAY = 86_400_000_000_000n

/**
 * Returns the name under which a builder counts, or undefined if the policy does not list it.
 *
 * Under an open policy that is the root account of the operator it has declared (or its root account has), else its own root.
 * Each builder's name depends on that builder alone, so that another supporter can only add to the count.
 */
export function operatorOf(
  policy: Policy,
  builder: AccountId,
  subject: Pick<Subject, 'declared_operators'>,
): string | undefined {
  if (isOpen(policy)) {
    const declared = subject.declared_operators
    const root = rootAccount(builder)
    return rootAccount(declared?.get(builder) ?? declared?.get(root) ?? root)
  }
  return policy.operators.find(({ accounts }) => accounts.indexOf(builder) >= 0)?.name
}

/** Returns why an attestation is ignored, or undefined if it is eligible. */
export function ignoredReason(
  policy: Policy,
  e: Evidence,
  operator: string | undefined,
  subject: Subject,
): IgnoredReason | undefined {
  if (operator === undefined) return 'NOT_IN_POLICY'
  if (e.withdrawn === true) return 'WITHDRAWN'
  if (isOpen(policy) && subject.account_id !== undefined) {
    const self = operatorOf(policy, subject.account_id, subject)
    const root = rootAccount(subject.account_id)
    if (operator === self || operator === root || rootAccount(e.builder) === root) {
      return 'SUBJECT_ITSELF'
    }
  }
  if (policy.max_age !== null) {
    const age = BigInt(subject.as_of.timestamp) - BigInt(e.timestamp)
    if (age > BigInt(policy.max_age) * DAY) return 'TOO_OLD'
  }
  if (policy.network.indexOf(e.network) < 0) return 'NETWORK'
  return undefined
}
