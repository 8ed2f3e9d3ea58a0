import fc from 'fast-check'
import { NETWORK_MODES } from '../../protocol/attestation.ts'

// Policies in their JSON form, as people may give them: with and without defaults, of every size.

const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/)
const account = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/), fc.constantFrom('near', 'testnet', 'a-b.near'))
  .map(([label, top]) => `${label}.${top}`)

const conditions = fc.record(
  {
    max_age: fc.option(fc.integer({ min: 1, max: 36_500 })),
    min_environments: fc.integer({ min: 1, max: 64 }),
    network: fc.shuffledSubarray([...NETWORK_MODES], { minLength: 1 }),
    max_dissent: fc.nat(32),
  },
  { requiredKeys: [] },
)

const unique = <T>(one: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(one, { minLength: 1, maxLength })

/** Deals distinct names into operators and, bottom up, groups; every name is used once. */
const named = fc
  .record({
    names: unique(name, 14),
    accounts: unique(account, 30),
    cuts: fc.infiniteStream(fc.nat()),
    conditions,
  })
  .map(({ names, accounts, cuts, conditions: c }) => {
    const next = (below: number) => (cuts.next().value as number) % below
    const operatorCount = 1 + next(Math.min(names.length, accounts.length))
    const operators = names.slice(0, operatorCount).map((operator, i) => ({
      name: operator,
      accounts: accounts.filter((_, at) => at % operatorCount === i),
    }))
    const free = operators.map((operator) => operator.name)
    const groups = names.slice(operatorCount).flatMap((group) => {
      const members = free.splice(0, 1 + next(free.length))
      free.push(group)
      return [{ name: group, k: 1 + next(members.length), members }]
    })
    const quorum = names[next(names.length)] as string
    return { operators, ...(groups.length === 0 ? {} : { groups }), quorum, ...c }
  })

const open = fc
  .record({ anyone: fc.integer({ min: 1, max: 64 }), conditions })
  .map(({ anyone, conditions: c }) => ({ anyone, ...c }))

export const policyJson: fc.Arbitrary<object> = fc.oneof(
  { weight: 4, arbitrary: named },
  { weight: 1, arbitrary: open },
)

const LONGEST_NAME = 64

/** The policy whose canonical form is the longest that there can be: every count and every name at its limit. */
export function longestPolicy() {
  const pad = (text: string) => text.padEnd(LONGEST_NAME, 'x')
  const operators = Array.from({ length: 32 }, (_, i) => ({
    name: pad(`o${i}-`),
    accounts: [pad(`a${i}`), pad(`b${i}`)],
  }))
  // Each group but the last takes two names and is taken itself, so that as many members as possible are written.
  const free = operators.map((operator) => operator.name)
  const groups = Array.from({ length: 16 }, (_, i) => {
    const members = free.splice(0, i === 15 ? free.length : 2)
    const group = { name: pad(`g${i}-`), k: members.length, members }
    free.push(group.name)
    return group
  })
  return {
    operators,
    groups,
    quorum: pad('g15-'),
    max_age: 36_500,
    min_environments: 64,
    network: [...NETWORK_MODES],
    max_dissent: 32,
  }
}
