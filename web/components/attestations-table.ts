import { type ComponentChildren, h } from 'preact'
import type { AttestationParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { builderPath, codePath, withPolicy } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { ChainText } from './chain-text.ts'
import { DataTable } from './data-table.ts'
import { HashText } from './hash-text.ts'
import { Icon } from './icon.ts'
import { Moment } from './moment.ts'
import { NETWORK_WORDS } from './network-words.ts'
import { RecipeLink } from './recipe-link.ts'

const COLUMNS = {
  builder: 'Builder',
  built: 'Built',
  source: 'From',
  said: 'Said',
} as const

/** Statements with who made them, what was built, from what, and when. */
export function AttestationsTable({
  caption,
  attestations,
  policy,
  without,
  compareWith,
}: {
  caption: ComponentChildren
  attestations: readonly AttestationParts[]
  policy: GivenPolicy | null
  /** A column that would say the same in every row. */
  without?: keyof typeof COLUMNS
  /** Code hash that is in question; what was built is then told to be the same or other. */
  compareWith?: string | null
}) {
  const names = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).filter(
    (name) => name !== without,
  )
  const cells: Record<keyof typeof COLUMNS, (attestation: AttestationParts) => ComponentChildren> =
    {
      builder: ({ builder }) =>
        h(AccountLink, { account: builder, href: withPolicy(builderPath(builder), policy) }),
      built: (attestation) => h(Built, { attestation, policy, compareWith: compareWith ?? null }),
      source: ({ recipe, recipeId }) => h(RecipeLink, { recipeId, source: recipe?.source ?? null }),
      said: (attestation) => h(Said, attestation),
    }
  return h(DataTable, {
    caption,
    columns: names.map((name) => COLUMNS[name]),
    rows: attestations.map((attestation) => names.map((name) => cells[name](attestation))),
  })
}

function Built({
  attestation: { codeHash },
  policy,
  compareWith,
}: {
  attestation: AttestationParts
  policy: GivenPolicy | null
  compareWith: string | null
}) {
  if (codeHash === null) {
    return h('span', { class: 'mark tone-warning' }, h(Icon, { name: 'cross' }), 'Failed to build')
  }
  const link = h(HashText, {
    hash: codeHash,
    href: withPolicy(codePath(codeHash), policy),
    short: true,
  })
  if (compareWith === null) return link
  const same = codeHash === compareWith
  return h(
    'div',
    null,
    link,
    h(
      'div',
      { class: `mark tone-${same ? 'good' : 'alarm'}` },
      h(Icon, { name: same ? 'check' : 'alert' }),
      same ? 'these bytes' : 'other bytes',
    ),
  )
}

function Said({ timestamp, seq, network, tool, live, endedBy }: AttestationParts) {
  return h(
    'div',
    null,
    h('div', null, h(Moment, { nanoseconds: timestamp })),
    h(
      'div',
      { class: 'sub' },
      `event ${seq}, ${NETWORK_WORDS[network]}, `,
      h(ChainText, { text: tool }),
    ),
    live
      ? null
      : h(
          'div',
          { class: 'sub ended' },
          endedBy === 'WITHDRAWN' ? 'withdrawn since' : 'superseded since',
        ),
  )
}
