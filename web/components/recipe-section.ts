import { h } from 'preact'
import type { RecipeParts } from '../answers.gen.ts'
import { Command } from './command.ts'
import { RecipeView } from './recipe-view.ts'
import { Section } from './section.ts'

/** The recipes that gave the code, word for word, and how to follow each. */
export function RecipeSection({
  recipes,
  rebuild,
  needsRpc,
}: {
  recipes: readonly RecipeParts[]
  /** The command that follows a recipe. */
  rebuild: (recipe: RecipeParts) => string
  /** The command does not know the network by name. */
  needsRpc: boolean
}) {
  if (recipes.length === 0) return null
  return h(
    Section,
    { id: 'recipe', title: recipes.length === 1 ? 'Recipe' : 'Recipes' },
    recipes.map((recipe) =>
      h(
        'article',
        { key: recipe.recipeId, class: 'recipe' },
        h(RecipeView, { recipe, withId: true }),
        h('p', null, 'Follow it yourself, in a container without network, and compare the bytes:'),
        h(Command, { label: 'Rebuild and compare', text: rebuild(recipe) }),
        needsRpc
          ? h(
              'p',
              { class: 'hint' },
              'Set ',
              h('code', null, 'NEAR_RPC'),
              ' to the address of an RPC of this network.',
            )
          : null,
      ),
    ),
  )
}
