import { readFileSync } from 'node:fs'
import type { Policy } from '../../protocol/policy.ts'
import type { Recipe } from '../../protocol/recipe.ts'
import type { Source } from '../../protocol/source.ts'

// The expected values were computed outside this project, with Python's json and hashlib.

type RecipeVector = {
  recipe: Recipe
  canonical: string
  recipe_id: string
  source: Source
  source_id: string
}

export const recipeVectors = read<RecipeVector[]>('recipes.json')
export const policyVectors =
  read<{ text: string; policy: Policy; digest: string }[]>('policies.json')
export const chainVectors = read<{ event_json: string; head: string }[]>('hash-chain.json')

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as T
}
