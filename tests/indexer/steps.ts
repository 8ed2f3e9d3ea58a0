import fc from 'fast-check'
import type { Step } from './made-up-registry.ts'

// Few accounts and recipes, so that statements meet.
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'attest',
    'attest',
    'withdraw',
    'policy_set',
    'policy_removed',
    'operator_set',
  ),
  who: fc.nat(2),
  what: fc.nat(2),
  value: fc.nat(2),
})

/** What happens in each of some blocks. */
export const stepsOfBlocks: fc.Arbitrary<Step[][]> = fc.array(fc.array(step, { maxLength: 4 }), {
  minLength: 1,
  maxLength: 12,
})
