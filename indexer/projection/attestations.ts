import type { RegistryEvent } from '../../protocol/event.ts'
import type { Hasher } from '../../protocol/hasher.ts'
import { canonicalRecipe, environmentDigest } from '../../protocol/recipe.ts'
import { sourceId, sourceOf } from '../../protocol/source.ts'
import type { EventRow } from '../../store/index.ts'
import { type Live, liveKey } from './live.ts'
import { nothingToEnd } from './nothing-to-end.ts'
import type { Rows } from './rows.ts'

type Attest = Extract<RegistryEvent, { event: 'attest' }>
type Withdraw = Extract<RegistryEvent, { event: 'withdraw' }>

/** Adds a statement, and ends the builder's earlier one on the same recipe. */
export function projectAttest(rows: Rows, event: Attest, live: Live, hasher: Hasher): void {
  const { recipe, ...statement } = event.data
  const source = sourceOf(recipe)
  const source_id = sourceId(source, hasher)
  rows.sources.push({ source_id, ...source, first_seq: statement.seq })
  rows.recipes.push({
    recipe_id: statement.recipe_id,
    canonical_json: canonicalRecipe(recipe),
    source_id,
    environment: environmentDigest(recipe),
    first_seq: statement.seq,
  })
  const key = liveKey(event) as string
  const earlier = live.get(key)
  if (earlier !== undefined) {
    rows.attestationEndings.push({
      seq: earlier,
      ended_by_seq: statement.seq,
      ended_by: 'superseded',
    })
  }
  rows.attestations.push({ ...statement, ended_by_seq: null, ended_by: null })
  live.set(key, statement.seq)
}

/** Ends the builder's statement on the recipe. */
export function projectWithdraw(rows: Rows, event: Withdraw, live: Live, row: EventRow): void {
  const { seq, builder, recipe_id } = event.data
  const key = liveKey(event) as string
  const ended = live.get(key)
  if (ended === undefined) {
    throw nothingToEnd(row, `${builder} withdraws its attestation of recipe ${recipe_id}`)
  }
  rows.attestationEndings.push({ seq: ended, ended_by_seq: seq, ended_by: 'withdrawn' })
  live.set(key, undefined)
}
