import { h } from 'preact'
import type { EvidenceOnRecipe } from '../load-known.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { AttestationsTable } from './attestations-table.ts'
import { ChainText } from './chain-text.ts'

/** What builders got from each recipe that gave the code, whoever they are: everybody's statements, and nobody's verdict. */
export function Evidence({
  evidence,
  codeHash,
  policy,
}: {
  evidence: readonly EvidenceOnRecipe[]
  codeHash: string
  policy: GivenPolicy | null
}) {
  if (evidence.length === 0) {
    return h('p', null, 'Nobody has attested that a build gave this code.')
  }
  return evidence.map(({ recipe, attestations, hasMore }) =>
    h(
      'div',
      { key: recipe.recipeId, class: 'evidence' },
      h(AttestationsTable, {
        caption: captionOf(recipe.source, hasMore),
        attestations,
        policy,
        without: 'source',
        compareWith: codeHash,
      }),
    ),
  )
}

function captionOf(source: EvidenceOnRecipe['recipe']['source'], hasMore: boolean) {
  const which = hasMore ? 'The newest statements' : 'What stands'
  if (source === null) return `${which} on one recipe`
  return [
    `${which} on `,
    h(ChainText, { text: source.repository.replace('https://', '') }),
    ' at ',
    h('code', null, source.commit.slice(0, 8)),
  ]
}
