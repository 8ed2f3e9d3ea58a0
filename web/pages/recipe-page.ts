import { h } from 'preact'
import { AttestationsTable } from '../components/attestations-table.ts'
import { PageHeading } from '../components/page-heading.ts'
import { RecipeView } from '../components/recipe-view.ts'
import { Section } from '../components/section.ts'
import { RECIPE } from '../documents/recipe.ts'
import { untilAttested } from '../live.ts'
import type { PageMaker } from '../page.ts'
import { formatAmount } from '../text/format.ts'
import { visibleText } from '../text/visible-text.ts'
import { notFoundPage, pageForProblem } from './problem-page.ts'

/** A recipe word for word, and what builders got from it. */
export const recipePage: PageMaker = async ({ ask, params, policy }) => {
  const [id = ''] = params
  const { data, problems } = await ask(RECIPE, { id })
  const mirror = data?.status ?? null
  if (problems.length > 0 && data?.recipe == null) {
    return pageForProblem({ problems, at: 'recipe', mirror, what: id })
  }
  if (data?.recipe == null) {
    return notFoundPage(`Nobody has attested a recipe ${visibleText(id)}.`, mirror)
  }
  const attestations = data.attestations?.edges.map(({ node }) => node) ?? []
  const results = new Set(
    attestations.flatMap(({ live, codeHash }) => (live && codeHash !== null ? [codeHash] : [])),
  )
  return {
    status: 200,
    title: `Recipe ${id}`,
    mirror,
    live: untilAttested({ recipeId: id }),
    main: [
      h(PageHeading, { kind: 'Recipe', name: id }),
      h(Section, { id: 'recipe', title: 'Word for word' }, h(RecipeView, { recipe: data.recipe })),
      h(
        Section,
        { id: 'results', title: 'What builders got' },
        results.size < 2
          ? null
          : h(
              'p',
              null,
              h('strong', null, `${formatAmount(results.size, 'different result')} stand. `),
              'One recipe should give one.',
            ),
        h(AttestationsTable, {
          caption:
            data.attestations?.pageInfo.hasNextPage === true
              ? `The newest ${attestations.length} statements on this recipe`
              : 'All statements on this recipe, newest first',
          attestations,
          policy,
          without: 'source',
        }),
      ),
    ],
  }
}
