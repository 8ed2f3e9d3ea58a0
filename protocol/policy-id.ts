import { type AccountId, readAccountId } from './account-id.ts'
import { ProtocolError } from './errors.ts'
import { readPolicyName } from './policy-name.ts'

/** Where a policy lives in a registry, written `owner/name`. */
export type PolicyId = { owner: AccountId; name: string }

/** Reads `owner/name`; throws a ProtocolError naming `field` otherwise. */
export function readPolicyId(value: unknown, field = 'policy_id'): PolicyId {
  const [owner, name, ...more] = typeof value === 'string' ? value.split('/') : []
  if (name === undefined || more.length > 0) {
    throw new ProtocolError(field, 'must be owner/name', value ?? 'missing')
  }
  return {
    owner: readAccountId(owner, field),
    name: readPolicyName(name, field),
  }
}
