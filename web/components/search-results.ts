import { type ComponentChildren, h } from 'preact'
import type { SearchAnswer } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { formatAmount } from '../text/format.ts'
import {
  builderPath,
  codePath,
  contractPath,
  policyPath,
  recipePath,
  withPolicy,
} from '../text/paths.ts'
import { ChainText } from './chain-text.ts'
import { HashText } from './hash-text.ts'

/** Something that a search has found. */
export type Hit = NonNullable<NonNullable<SearchAnswer['search']>[number]['node']>

/** Finds the page of a hit; null if it has none of its own. */
export function pageOfHit(hit: Hit, policy: GivenPolicy | null): string | null {
  switch (hit.__typename) {
    case 'Contract':
      return withPolicy(contractPath(hit.accountId), policy)
    case 'Code':
      return withPolicy(codePath(hit.hash), policy)
    case 'Builder':
    case 'Operator':
      return builderPath(hit.accountId)
    case 'Policy':
      return policyPath(hit.owner, hit.name)
    case 'Recipe':
    case 'Attestation':
      return recipePath(hit.recipeId)
    case 'Source':
      return null
  }
}

/** What a text may mean, each with what kind of thing it is. */
export function SearchResults({
  hits,
  policy,
}: {
  hits: readonly Hit[]
  policy: GivenPolicy | null
}) {
  return h(
    'ul',
    { class: 'hits' },
    hits.map((hit, i) => {
      const href = pageOfHit(hit, policy)
      const name = h(ChainText, { text: nameOf(hit) })
      return h(
        'li',
        { key: i },
        h('span', { class: 'kind' }, hit.__typename),
        h('div', { class: 'hit' }, href === null ? name : h('a', { href }, name)),
        h('div', { class: 'sub' }, h(Note, { hit })),
      )
    }),
  )
}

function nameOf(hit: Hit): string {
  switch (hit.__typename) {
    case 'Contract':
    case 'Builder':
    case 'Operator':
      return hit.accountId
    case 'Code':
      return hit.hash
    case 'Policy':
      return hit.policyId
    case 'Recipe':
      return hit.recipeId
    case 'Attestation':
      return `Event ${hit.seq} of ${hit.builder}`
    case 'Source':
      return hit.path === '' ? hit.repository : `${hit.repository}, ${hit.path}`
  }
}

function Note({ hit }: { hit: Hit }): ComponentChildren {
  switch (hit.__typename) {
    case 'Contract':
      return hit.codeHash === null ? 'runs no code' : ['runs ', h(HashText, { hash: hit.codeHash })]
    case 'Builder':
      return `has built ${formatAmount(hit.built, 'recipe')}, and failed with ${hit.failed}`
    case 'Policy':
      return hit.inForce ? 'in force' : 'not in force any more'
    case 'Source':
      return [
        'at ',
        h('code', null, h(ChainText, { text: hit.commit })),
        ...(hit.recipes?.edges ?? []).map(({ node: { recipeId } }) => [
          ', recipe ',
          h(HashText, { hash: recipeId, href: recipePath(recipeId), short: true }),
        ]),
      ]
    case 'Code':
    case 'Operator':
    case 'Recipe':
    case 'Attestation':
      return null
  }
}
