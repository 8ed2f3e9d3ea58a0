import { ENTRY_FIELDS, readEntry, storeEntry } from '../attestation-entry.ts'
import { changeState } from '../change-state.ts'
import { call } from '../method.ts'

/**
 * Records what the caller got when it followed a recipe; supersedes what it stated before on that recipe.
 *
 * The caller's storage balance pays, to which an attached deposit is added. Answers `{seq, recipe_id}`.
 */
export const attest = call(ENTRY_FIELDS, (args, context) => {
  const entry = readEntry(args, '')
  return changeState(context, (events) => {
    const recorded = events.next()
    events.record(storeEntry(entry, context.caller, recorded))
    return { seq: recorded.seq, recipe_id: entry.recipe_id }
  })
})
