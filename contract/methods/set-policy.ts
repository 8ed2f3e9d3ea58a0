import { encodeBase58 } from '../../protocol/base58.ts'
import { canonicalJson } from '../../protocol/canonical-json.ts'
import { eventJson } from '../../protocol/event.ts'
import { bytesToHex } from '../../protocol/hex.ts'
import { hashPolicy, readPolicy } from '../../protocol/policy.ts'
import { readPolicyName } from '../../protocol/policy-name.ts'
import { changeState } from '../change-state.ts'
import { hostHasher } from '../host.ts'
import { call } from '../method.ts'
import { readStoredPolicy, writePolicy } from '../state/policies.ts'

/**
 * Puts a policy in force under `caller/name`, in place of an earlier one there.
 *
 * Answers `{seq, policy_id, version, digest}`; `seq` is null if the same policy was in force, and nothing changed.
 */
export const set_policy = call(['name', 'policy'], (args, context) => {
  const owner = context.caller
  const name = readPolicyName(args.name, 'name')
  const policy = readPolicy(args.policy)
  const canonical = canonicalJson(policy)
  const hash = hashPolicy(canonical, hostHasher)
  const digest = encodeBase58(hash)
  const policy_id = `${owner}/${name}`

  return changeState(context, (events) => {
    const before = readStoredPolicy(owner, name)
    if (before !== null && bytesToHex(before.digest) === bytesToHex(hash)) {
      return { seq: null, policy_id, version: before.version, digest }
    }
    const version = (before?.version ?? 0) + 1
    writePolicy({ owner, name }, { version, digest: hash, canonical })
    const recorded = events.next()
    const data = { ...recorded, owner, name, policy_version: version, digest, policy }
    events.record(eventJson({ event: 'policy_set', data }))
    return { seq: recorded.seq, policy_id, version, digest }
  })
})
