import { type ComponentChildren, h } from 'preact'
import type { AttestationParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { builderPath, codePath, recipePath, withPolicy } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { ChainText } from './chain-text.ts'
import { DataTable } from './data-table.ts'
import { HashText } from './hash-text.ts'
import { Icon } from './icon.ts'
import { Moment } from './moment.ts'
import { NETWORK_WORDS } from './network-words.ts'

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
      source: (attestation) => h(From, attestation),
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

function From({ recipe, recipeId }: AttestationParts) {
  const source = recipe?.source ?? null
  const title = source === null ? 'recipe' : shorten(source.repository.replace('https://', ''))
  return h(
    'div',
    { class: 'from' },
    h('a', { href: recipePath(recipeId) }, h(BreakableText, { text: title })),
    source === null
      ? null
      : h(
          'div',
          { class: 'sub' },
          source.path === '' ? null : [h(ChainText, { text: shorten(source.path) }), ' '],
          'at ',
          h('code', null, source.commit.slice(0, 8)),
        ),
  )
}

// A row stays a few lines high; the recipe's own page has all of it.
const MOST_CHARACTERS = 80

const shorten = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text

/** A text that may be broken after its slashes. */
function BreakableText({ text }: { text: string }) {
  return text
    .split('/')
    .map((part, i) => [i === 0 ? null : ['/', h('wbr', null)], h(ChainText, { text: part })])
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
