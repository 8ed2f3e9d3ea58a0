// An attest event holds its recipe in full, and the recipe stands in a table of its own. So that each recipe is stored once, however
// many attest it, it is cut out of the event's text, and put back when the text is read.

/** An event's text as it is stored, with the place where the recipe was cut out; null: nowhere. */
export type CompactEvent = { event_json: string; recipe_at: number | null }

// SMALLINT's largest number. The registry's texts are at most half as long.
const MAX_RECIPE_AT = 32_767

/** Cuts a recipe's canonical form out of an event's text, if it stands there letter for letter. */
export function cutRecipe(eventJson: string, canonicalRecipe: string | undefined): CompactEvent {
  const at = canonicalRecipe === undefined ? -1 : eventJson.indexOf(canonicalRecipe)
  if (canonicalRecipe === undefined || at < 0 || at > MAX_RECIPE_AT) {
    return { event_json: eventJson, recipe_at: null }
  }
  const rest = eventJson.slice(0, at) + eventJson.slice(at + canonicalRecipe.length)
  return { event_json: rest, recipe_at: at }
}

/** Returns the text as it was logged. Where the recipe is not to be found it stays cut out, which breaks the hash chain. */
export function wholeEvent(
  { event_json, recipe_at }: CompactEvent,
  canonicalRecipe: string | null,
): string {
  if (recipe_at === null || canonicalRecipe === null) return event_json
  return event_json.slice(0, recipe_at) + canonicalRecipe + event_json.slice(recipe_at)
}
