import type { PolicyInput } from '../verdicts/policies.ts'
import { invalid, readPositive } from './query.ts'

export const POLICY_NAMES = ['policy', 'policyText', 'anyone'] as const

type Given = Partial<Record<(typeof POLICY_NAMES)[number], string>>

/** Takes the policy out of a path's parameters: `policy=owner/name`, `policyText=…` or `anyone=2`; undefined if there is none. */
export function policyOf({ policy, policyText, anyone }: Given): PolicyInput | undefined {
  const inputs: PolicyInput[] = [
    ...(policy === undefined ? [] : [{ id: policy }]),
    ...(policyText === undefined ? [] : [{ text: policyText }]),
    ...(anyone === undefined ? [] : [{ json: { anyone: readPositive(anyone, 'anyone') } }]),
  ]
  if (inputs.length > 1) {
    throw invalid('policy', 'is given in more than one way; give policy, policyText or anyone')
  }
  return inputs[0]
}

/** Takes the policy out where an answer without one makes no sense; throws an ApiError if there is none. */
export function policyNeeded(given: Given): PolicyInput {
  const policy = policyOf(given)
  if (policy === undefined) {
    throw invalid(
      'policy',
      'is missing: say who counts, by policy=owner/name, policyText=… or anyone=2. There is no default',
    )
  }
  return policy
}
