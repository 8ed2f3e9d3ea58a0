import type { ExecutionContext } from 'ava'
import { type Stage, stage } from '../ask.ts'
import { recipeOf } from '../mirror.ts'
import { ACME, BAD, GOOD } from './stage.ts'

/** What docs/rest.md is written about. */
export async function documented(t: ExecutionContext): Promise<Stage> {
  const all = await stage(t, { 'app.near': GOOD })
  const recipe = recipeOf('dapp')
  await all.mirror.record(
    { attest: 'acme.near', recipe, got: GOOD },
    { attest: 'beta.near', recipe, got: GOOD },
    { attest: 'gamma.near', recipe, got: BAD },
    { set: 'acme.near/main', version: 1, policy: ACME },
    { attest: 'delta.near', recipe: recipeOf('other'), got: null },
  )
  await all.mirror.advanceTo(120)
  all.clock.ms += 1_000
  return all
}
