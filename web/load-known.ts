import type { AttestationParts, RecipeParts } from './answers.gen.ts'
import type { Ask } from './ask.ts'
import { ON_RECIPE } from './documents/on-recipe.ts'
import type { AskedVerdict } from './load-verdict.ts'

/** What is known of code, whoever counts. */
export type Known = {
  /** Recipes that gave it, each once. */
  recipes: RecipeParts[]
  /** Ids of those that a contract states itself. */
  stated: ReadonlySet<string>
  /** What stands on each recipe; empty where a verdict says it. */
  evidence: EvidenceOnRecipe[]
}

/** A recipe that gave the code in question, and what stands on it. */
export type EvidenceOnRecipe = {
  recipe: RecipeParts
  attestations: AttestationParts[]
  /** There are further statements. */
  hasMore: boolean
}

// Code has one recipe as a rule; a stranger who states others must not push it off the page, nor make it long.
const MOST_RECIPES = 3

type StatementOn = { recipe: RecipeParts | null; provenance: AttestationParts['provenance'] }

/** Finds the recipes of code, those that a verdict rests on first, and without a verdict what stands on them. */
export async function loadKnown(
  ask: Ask,
  { statements, asked }: { statements: readonly StatementOn[]; asked: AskedVerdict | null },
): Promise<Known> {
  const supporting = asked?.verdict?.supporting ?? []
  const found = [...supporting, ...statements].flatMap(({ recipe }) => recipe ?? [])
  const byId = new Map(found.map((recipe) => [recipe.recipeId, recipe]))
  const recipes = [...byId.values()].slice(0, MOST_RECIPES)
  const stated = statements.flatMap(({ recipe, provenance }) =>
    recipe !== null && provenance === 'ONCHAIN' ? [recipe.recipeId] : [],
  )
  const evidence =
    asked?.verdict == null ? await Promise.all(recipes.map((recipe) => standing(ask, recipe))) : []
  return { recipes, stated: new Set(stated), evidence }
}

async function standing(ask: Ask, recipe: RecipeParts): Promise<EvidenceOnRecipe> {
  const { data, problems } = await ask(ON_RECIPE, { id: recipe.recipeId })
  const found = data?.attestations
  // The recipe itself has just been read, so this is nothing that a page could foresee.
  if (found == null) throw new Error(problems[0]?.message ?? 'The API gave no attestations.')
  return {
    recipe,
    attestations: found.edges.map(({ node }) => node),
    hasMore: found.pageInfo.hasNextPage,
  }
}
