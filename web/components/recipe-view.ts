import { type ComponentChildren, h } from 'preact'
import type { RecipeParts } from '../answers.gen.ts'
import { recipePath, searchPath } from '../text/paths.ts'
import { commitLink, webLink } from '../text/web-link.ts'
import { ChainText } from './chain-text.ts'
import { type Fact, Facts } from './facts.ts'
import { HashText } from './hash-text.ts'
import { OutwardLink } from './outward-link.ts'

/** A recipe as it is stated, word for word; of its texts only the repository and its commit lead anywhere. */
export function RecipeView({ recipe, withId = false }: { recipe: RecipeParts; withId?: boolean }) {
  const { source } = recipe
  const facts: Fact[] = [
    [
      'Recipe id',
      withId ? h(HashText, { hash: recipe.recipeId, href: recipePath(recipe.recipeId) }) : null,
    ],
    ['Repository', source === null ? null : h(Repository, { repository: source.repository })],
    ['Commit', source === null ? null : h(Commit, source)],
    ['Folder', h(Verbatim, { text: recipe.contractPath, otherwise: 'the root of the repository' })],
    ['Source as stated', h(Verbatim, { text: recipe.sourceCodeSnapshot })],
    ['Build image', h(Verbatim, { text: recipe.buildEnvironment })],
    ['Command', h(BuildCommand, { words: recipe.buildCommand })],
    ['Output', h(Verbatim, { text: recipe.outputWasmPath, otherwise: 'where cargo puts it' })],
    ['Link', h(Verbatim, { text: recipe.link, otherwise: 'none' })],
  ]
  return h(Facts, { facts })
}

function Verbatim({ text, otherwise = 'empty' }: { text: string | null; otherwise?: string }) {
  if (text === null || text === '') return h('span', { class: 'quiet' }, otherwise)
  return h('code', null, h(ChainText, { text }))
}

function BuildCommand({ words }: { words: readonly string[] }): ComponentChildren {
  return h(
    'ol',
    { class: 'words', 'aria-label': 'Words of the command, in order' },
    words.map((word, i) => h('li', { key: i }, h('code', null, h(ChainText, { text: word })))),
  )
}

function Repository({ repository }: { repository: string }): ComponentChildren {
  const link = webLink(repository)
  const text = h(ChainText, { text: repository })
  return [
    link === null ? text : h(OutwardLink, { href: link }, text),
    ' ',
    h('a', { class: 'aside', href: searchPath(repository) }, 'all that is known of it'),
  ]
}

function Commit({ repository, commit }: { repository: string; commit: string }) {
  const link = commitLink(repository, commit)
  const text = h('code', null, h(ChainText, { text: commit }))
  return link === null ? text : h(OutwardLink, { href: link }, text)
}
