import { h, type VNode } from 'preact'
import type { QuorumParts, VerdictParts } from '../answers.gen.ts'
import { ChainText } from './chain-text.ts'
import { Icon } from './icon.ts'
import type { Stance } from './stance.ts'

/** The policy's quorum in words, from its root on, and how far each part is satisfied. */
export function QuorumTree({ verdict }: { verdict: VerdictParts }) {
  const [root] = verdict.quorum
  if (root === undefined) return null
  return h('ul', { class: 'quorum' }, h(QuorumItem, { node: root, verdict }))
}

function QuorumItem({ node, verdict }: { node: QuorumParts; verdict: VerdictParts }): VNode {
  const members = verdict.quorum.filter(({ parent }) => parent === node.name)
  // The root of an open policy is a group also while nobody supports.
  const isGroup = node.members.length > 0 || (node.parent === null && verdict.open)
  const met = members.filter(({ satisfied }) => satisfied).length
  return h(
    'li',
    null,
    h(
      'span',
      { class: `mark tone-${node.satisfied ? 'good' : 'neutral'}` },
      h(Icon, { name: node.satisfied ? 'check' : 'circle' }),
    ),
    h('strong', null, h(ChainText, { text: node.name })),
    isGroup
      ? ` ${needText(node, verdict.open)}; ${met} ${met === 1 ? 'does' : 'do'}${node.satisfied ? ', which is enough' : ''}.`
      : ` ${stanceText(stanceOf(node.name, verdict))}.`,
    members.length === 0
      ? null
      : h(
          'ul',
          null,
          members.map((member) => h(QuorumItem, { key: member.name, node: member, verdict })),
        ),
  )
}

function needText({ k, members }: QuorumParts, open: boolean): string {
  if (open) return `needs ${k} independent ${k === 1 ? 'account' : 'accounts'} to support`
  if (k === members.length)
    return k === 1 ? 'needs its one member to support' : `needs all ${k} of its members to support`
  return `needs ${k} of its ${members.length} members to support`
}

function stanceOf(operator: string, verdict: VerdictParts): Stance {
  const said = (positions: readonly { operator: string }[]) =>
    positions.some((position) => position.operator === operator)
  // An operator that both supports and dissents is shown by what is worse.
  if (said(verdict.dissenting)) return 'dissenting'
  if (said(verdict.supporting)) return 'supporting'
  return said(verdict.failed) ? 'failed' : 'silent'
}

function stanceText(stance: Stance): string {
  switch (stance) {
    case 'supporting':
      return 'supports: it built these bytes'
    case 'dissenting':
      return 'dissents: it built other bytes from the same recipe'
    case 'failed':
      return 'could not build the recipe'
    case 'silent':
      return 'has said nothing on this code'
  }
}
