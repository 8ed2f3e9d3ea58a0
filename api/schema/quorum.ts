import type { QuorumNode } from '../../protocol/quorum.ts'
import { builder } from './builder.ts'

/** A node of the quorum's tree with the name of the one above it. */
export type FlatNode = Omit<QuorumNode, 'members'> & { parent: string | null; members: string[] }

/** Lists a tree from its root on, each node before those below it. */
export function flatten(node: QuorumNode, parent: string | null = null): FlatNode[] {
  const below = node.members.flatMap((member) => flatten(member, node.name))
  return [{ ...node, parent, members: node.members.map(({ name }) => name) }, ...below]
}

export const quorumNodeType = builder.objectRef<FlatNode>('QuorumNode').implement({
  description:
    'A group or an operator of the policy, and how far it is satisfied. Lists of nodes begin with the root; `parent` gives the tree.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the group or operator; no two share one.',
    }),
    parent: t.exposeString('parent', { nullable: true, description: 'null for the root.' }),
    k: t.exposeInt('k', { description: 'How many of `members` are needed; 1 for an operator.' }),
    members: t.exposeStringList('members', {
      description: 'Names; an operator has none.',
      complexity: 1,
    }),
    satisfied: t.exposeBoolean('satisfied', { description: 'Nothing is missing.' }),
    missing: t.exposeInt('missing', {
      description: 'Fewest further operators that would satisfy it.',
    }),
  }),
})
