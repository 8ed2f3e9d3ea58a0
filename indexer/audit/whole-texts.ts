import { encodeBase58 } from '../../protocol/base58.ts'
import type { Hasher } from '../../protocol/hasher.ts'
import { hashRecipe, type RecipeId } from '../../protocol/recipe.ts'
import { type Database, type RecipeRow, recipesByIds, type StoredEvent } from '../../store/index.ts'
import type { Findings } from './findings.ts'

/** Gives the texts of events as they were logged, in their order; undefined where one cannot be put together. */
export type TextReader = (
  db: Database,
  events: readonly StoredEvent[],
) => Promise<(string | undefined)[]>

/**
 * Makes a reader of texts that tells `findings` of what it cannot put together.
 *
 * A recipe is looked up by the id that the text itself names, not through the attestation: the attestation is what is to be checked.
 */
export function createTextReader(findings: Findings, hasher: Hasher): TextReader {
  // So that each is told of once, however many events are of it.
  const wrong = new Set<RecipeId>()

  const isRight = (id: RecipeId, recipe: RecipeRow | undefined, seq: number): boolean => {
    const computed = recipe && encodeBase58(hashRecipe(recipe.canonical_json, hasher))
    if (computed === id) return true
    if (wrong.has(id)) return false
    wrong.add(id)
    findings.add(
      recipe === undefined
        ? {
            table: 'recipes',
            key: id,
            column: null,
            problem: `is missing, and event ${seq} names it`,
          }
        : {
            table: 'recipes',
            key: id,
            column: 'canonical_json',
            problem: `is that of the recipe ${computed}`,
          },
    )
    return false
  }

  /** `named` has the first event of each recipe. */
  const recipesOf = async (db: Database, named: ReadonlyMap<RecipeId, number>) => {
    const rows = await recipesByIds(db, [...named.keys()])
    return new Map(
      [...named].map(([id, seq], i) => [id, isRight(id, rows[i], seq) ? rows[i] : undefined]),
    )
  }

  return async (db, events) => {
    const cuts = events.map(cutOf)
    const named = new Map<RecipeId, number>()
    for (const [i, { seq }] of events.entries()) {
      const id = cuts[i]?.recipeId
      if (id != null && !named.has(id)) named.set(id, seq)
    }
    const recipes = await recipesOf(db, named)
    return events.map(({ seq: key, event_json }, i) => {
      const cut = cuts[i]
      if (cut === undefined) {
        const problem = 'is no event, neither as it stands nor with its recipe put back'
        findings.add({ table: 'events', key, column: 'event_json', problem })
        return undefined
      }
      if (cut.recipeId === null) return event_json
      const recipe = recipes.get(cut.recipeId)?.canonical_json
      return recipe && event_json.slice(0, cut.at) + recipe + event_json.slice(cut.at)
    })
  }
}

/** Where an event's recipe belongs, and which it is; `recipeId` is null if the text is whole as it stands. */
type Cut = { at: number; recipeId: string } | { recipeId: null }

function cutOf({ event_json, recipe_at }: StoredEvent): Cut | undefined {
  if (parsed(event_json) !== undefined) return { recipeId: null }
  // The second is where the registry writes it, should the first have been altered.
  for (const at of [recipe_at, event_json.indexOf(RECIPE_FIELD) + RECIPE_FIELD.length]) {
    if (at === null) continue
    const id = recipeIdIn(parsed(`${event_json.slice(0, at)}null${event_json.slice(at)}`))
    if (id !== undefined) return { at, recipeId: id }
  }
  return undefined
}

const RECIPE_FIELD = '"recipe":'

function recipeIdIn(event: unknown): string | undefined {
  const id = (event as { data?: { recipe_id?: unknown }[] } | null | undefined)?.data?.[0]
    ?.recipe_id
  return typeof id === 'string' ? id : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
