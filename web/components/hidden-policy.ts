import { h } from 'preact'
import type { GivenPolicy } from '../policy-choice.ts'

/** Takes the chosen policy along with a form. */
export function HiddenPolicy({ policy }: { policy: GivenPolicy | null }) {
  if (policy === null) return null
  return h('input', { type: 'hidden', name: policy.parameter, value: policy.given })
}
