import { canonicalJson } from '../../protocol/canonical-json.ts'
import type { RegistryEvent } from '../../protocol/event.ts'
import type { EventRow } from '../../store/index.ts'
import { type Live, liveKey } from './live.ts'
import { nothingToEnd } from './nothing-to-end.ts'
import type { Rows } from './rows.ts'

type PolicySet = Extract<RegistryEvent, { event: 'policy_set' }>
type PolicyRemoved = Extract<RegistryEvent, { event: 'policy_removed' }>

/** Adds a version of a policy, and ends the one before. */
export function projectPolicySet(rows: Rows, event: PolicySet, live: Live): void {
  const { policy, ...set } = event.data
  const key = liveKey(event) as string
  const earlier = live.get(key)
  if (earlier !== undefined) {
    rows.policyEndings.push({ seq: earlier, ended_by_seq: set.seq, ended_by: 'superseded' })
  }
  rows.policies.push({
    ...set,
    policy_json: canonicalJson(policy),
    ended_by_seq: null,
    ended_by: null,
  })
  live.set(key, set.seq)
}

/** Ends the version in force. */
export function projectPolicyRemoved(
  rows: Rows,
  event: PolicyRemoved,
  live: Live,
  row: EventRow,
): void {
  const key = liveKey(event) as string
  const ended = live.get(key)
  if (ended === undefined) throw nothingToEnd(row, `the policy ${key} is removed`)
  rows.policyEndings.push({ seq: ended, ended_by_seq: event.data.seq, ended_by: 'removed' })
  live.set(key, undefined)
}
