import { type AccountId, rootAccount } from './account-id.ts'
import type { Subject, Testimony } from './evidence.ts'
import { isOpen, type Policy } from './policy.ts'

/** Why an attestation does not count under a policy. */
export type IgnoredReason = 'NOT_IN_POLICY' | 'WITHDRAWN' | 'SUBJECT_ITSELF' | 'TOO_OLD' | 'NETWORK'

/** Finds the name under which a builder counts; undefined if the policy does not list it. */
export type OperatorOf = (builder: AccountId) => string | undefined

// 86,400 seconds in nanoseconds.
const DAY = 86_400_000_000_000n

/**
 * Makes the function from a builder to its operator.
 *
 * Under an open policy that is the root account of the operator it has declared (or its root account has), else its own root.
 * Each builder's name depends on that builder alone, so that another supporter can only add to the count.
 */
export function createOperatorOf(
  policy: Policy,
  { declared_operators: declared }: Pick<Subject, 'declared_operators'>,
): OperatorOf {
  if (isOpen(policy)) {
    return (builder) => {
      const root = rootAccount(builder)
      return rootAccount(declared?.get(builder) ?? declared?.get(root) ?? root)
    }
  }
  const listed = new Map<AccountId, string>()
  for (const { name, accounts } of policy.operators) {
    for (const account of accounts) listed.set(account, name)
  }
  return (builder) => listed.get(builder)
}

/** Makes the function from an attestation and its operator to why it is ignored, or undefined if it is eligible. */
export function createIgnoredReason(policy: Policy, subject: Subject, operatorOf: OperatorOf) {
  const isSelf = createIsSelf(policy, subject, operatorOf)
  const oldest =
    policy.max_age === null ? null : BigInt(subject.as_of.timestamp) - BigInt(policy.max_age) * DAY

  return (e: Testimony, operator: string | undefined): IgnoredReason | undefined => {
    if (operator === undefined) return 'NOT_IN_POLICY'
    if (e.withdrawn === true) return 'WITHDRAWN'
    if (isSelf(e.builder, operator)) return 'SUBJECT_ITSELF'
    if (oldest !== null && BigInt(e.timestamp) < oldest) return 'TOO_OLD'
    if (policy.network.indexOf(e.network) < 0) return 'NETWORK'
    return undefined
  }
}

/** Under an open policy nobody speaks for an account that is its own, or below its root. */
function createIsSelf(policy: Policy, { account_id }: Subject, operatorOf: OperatorOf) {
  if (!isOpen(policy) || account_id === undefined) return () => false
  const self = operatorOf(account_id)
  const root = rootAccount(account_id)
  return (builder: AccountId, operator: string) =>
    operator === self || operator === root || rootAccount(builder) === root
}
