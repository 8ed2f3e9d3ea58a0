import { h } from 'preact'
import type { PositionParts, VerdictParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { builderPath, codePath, withPolicy } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { ChainText } from './chain-text.ts'
import { DataTable } from './data-table.ts'
import { HashText } from './hash-text.ts'
import { Moment } from './moment.ts'
import { NETWORK_WORDS } from './network-words.ts'
import { type Stance, StanceMark } from './stance.ts'

type Row = { stance: Stance; operator: string; builder: string; position: PositionParts | null }

/** Who stands where, dissent first: it must not be missed. */
export function PositionsTable({
  verdict,
  policy,
}: {
  verdict: VerdictParts
  policy: GivenPolicy
}) {
  const rows = rowsOf(verdict)
  if (rows.length === 0) return h('p', null, 'Nobody who counts has said anything on this code.')
  return h(DataTable, {
    caption: 'Where each builder that counts stands, and what it built',
    columns: ['Operator', 'Stands', 'Built', 'Said'],
    rows: rows.map((row) => [
      h(Who, { ...row, policy }),
      h(StanceMark, { stance: row.stance }),
      h(Built, { ...row, policy }),
      h(Said, row),
    ]),
  })
}

function rowsOf({ dissenting, supporting, failed, silent }: VerdictParts): Row[] {
  const spoke = (stance: Stance, positions: readonly PositionParts[]): Row[] =>
    positions.map((position) => ({
      stance,
      operator: position.operator,
      builder: position.builder,
      position,
    }))
  return [
    ...spoke('dissenting', dissenting),
    ...spoke('supporting', supporting),
    ...spoke('failed', failed),
    ...silent.map((one): Row => ({ stance: 'silent', ...one, position: null })),
  ]
}

function Who({ operator, builder, policy }: Row & { policy: GivenPolicy }) {
  const link = h(AccountLink, { account: builder, href: withPolicy(builderPath(builder), policy) })
  if (operator === builder) return link
  return h(
    'div',
    null,
    h('div', null, h(ChainText, { text: operator })),
    h('div', { class: 'sub' }, link),
  )
}

function Built({ stance, position, policy }: Row & { policy: GivenPolicy }) {
  if (position === null) return h('span', { class: 'quiet' }, 'nothing yet')
  if (position.codeHash === null) return h('span', null, 'no wasm: the build failed')
  const href = withPolicy(codePath(position.codeHash), policy)
  const note = stance === 'supporting' ? 'these bytes' : 'other bytes'
  return h(
    'div',
    null,
    h(HashText, { hash: position.codeHash, href, short: true }),
    h('div', { class: 'sub' }, note),
  )
}

function Said({ position }: Row) {
  if (position === null) return h('span', { class: 'quiet' }, '–')
  const { attestation, seq } = position
  return h(
    'div',
    null,
    h(
      'div',
      null,
      attestation === null ? `Event ${seq}` : h(Moment, { nanoseconds: attestation.timestamp }),
    ),
    attestation === null
      ? null
      : h(
          'div',
          { class: 'sub' },
          `event ${seq}, ${NETWORK_WORDS[attestation.network]}, `,
          h(ChainText, { text: attestation.tool }),
        ),
  )
}
