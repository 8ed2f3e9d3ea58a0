import { eventJson } from '../../protocol/event.ts'
import { readPolicyName } from '../../protocol/policy-name.ts'
import { changeState } from '../change-state.ts'
import { call } from '../method.ts'
import { removeStoredPolicy } from '../state/policies.ts'

/** Ends the policy under `caller/name`; what its storage held becomes available to the caller. Answers `{seq}`. */
export const remove_policy = call(['name'], (args, context) => {
  const owner = context.caller
  const name = readPolicyName(args.name, 'name')

  return changeState(context, (events) => {
    if (!removeStoredPolicy(owner, name)) {
      throw new Error(`There is no policy ${owner}/${name} to remove.`)
    }
    const recorded = events.next()
    events.record(eventJson({ event: 'policy_removed', data: { ...recorded, owner, name } }))
    return { seq: recorded.seq }
  })
})
