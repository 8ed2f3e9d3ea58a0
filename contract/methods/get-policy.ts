import { encodeBase58 } from '../../protocol/base58.ts'
import { readPolicyId } from '../../protocol/policy-id.ts'
import { view } from '../method.ts'
import { readStoredPolicy } from '../state/policies.ts'

/** Answers the policy in force under `owner/name`, with its version and digest, or null. */
export const get_policy = view(['policy_id'], (args) => {
  const { owner, name } = readPolicyId(args.policy_id)
  const found = readStoredPolicy(owner, name)
  return found === null ? null : { owner, name, ...found, digest: encodeBase58(found.digest) }
})
