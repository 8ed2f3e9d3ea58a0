import type { NamedPolicy } from './policy.ts'

/** How far a group or an operator of a policy is satisfied. */
export type QuorumNode = {
  name: string
  /** `k` of `members` are needed; an operator has none. */
  k: number
  members: QuorumNode[]
  satisfied: boolean
  /** Fewest further operators that would satisfy it. */
  missing: number
}

/** Returns the tree below the policy's quorum, given the operators that support. */
export function quorumTree(policy: NamedPolicy, supporters: readonly string[]): QuorumNode {
  const build = (name: string): QuorumNode => {
    const group = policy.groups.find((candidate) => candidate.name === name)
    if (group === undefined) {
      const satisfied = supporters.indexOf(name) >= 0
      return { name, k: 1, members: [], satisfied, missing: satisfied ? 0 : 1 }
    }
    const members = group.members.map(build)
    // No name is in two groups, so the cheapest k members are also the cheapest way.
    const missing = members
      .map((member) => member.missing)
      .sort((a, b) => a - b)
      .slice(0, group.k)
      .reduce((sum, n) => sum + n, 0)
    return { name, k: group.k, members, satisfied: missing === 0, missing }
  }
  return build(policy.quorum)
}

/** Returns the tree of an open policy: one node that asks for `anyone` distinct operators. */
export function openTree(anyone: number, supporters: readonly string[]): QuorumNode {
  const missing = Math.max(0, anyone - supporters.length)
  const members = supporters.map((name) => quorumLeaf(name))
  return { name: `anyone ${anyone}`, k: anyone, members, satisfied: missing === 0, missing }
}

function quorumLeaf(name: string): QuorumNode {
  return { name, k: 1, members: [], satisfied: true, missing: 0 }
}
