import { h } from 'preact'
import type { RecipeParts } from '../answers.gen.ts'
import { recipePath } from '../text/paths.ts'
import { ChainText } from './chain-text.ts'

/** Leads to a recipe by where its source is. */
export function RecipeLink({
  recipeId,
  source,
}: {
  recipeId: string
  source: RecipeParts['source']
}) {
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
