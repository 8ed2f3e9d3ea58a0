import type { ExecutionContext } from 'ava'
import type { ApiOptions } from '../../../api/index.ts'
import { readPolicy } from '../../../protocol/policy.ts'
import { type Stage, stage } from '../ask.ts'
import { hashOf, recipeOf } from '../mirror.ts'

export const GOOD = hashOf('good code')
export const BAD = hashOf('bad code')
export const DAPP = recipeOf('dapp')
export const OTHER = recipeOf('other', 'other-image')

export const BOTH = `operator acme acme.near
operator beta beta.near
group both all acme beta
quorum both`

export const ACME = readPolicy({
  operators: [{ name: 'acme', accounts: ['acme.near'] }],
  quorum: 'acme',
})

/**
 * Sets up accounts and what was attested about them.
 *
 * `dapp.near` runs what acme and beta built; gamma built something else from the same recipe and delta nothing; on another recipe epsilon
 * got the same bytes, and zeta did and took it back.
 */
export async function attested(
  t: ExecutionContext,
  options: Partial<ApiOptions> = {},
): Promise<Stage> {
  const code = { 'dapp.near': GOOD, 'new.near': hashOf('new'), 'empty.near': null }
  const all = await stage(t, code, options)
  await all.mirror.record(
    { attest: 'acme.near', recipe: DAPP, got: BAD },
    { attest: 'acme.near', recipe: DAPP, got: GOOD },
    { attest: 'beta.near', recipe: DAPP, got: GOOD },
    { attest: 'gamma.near', recipe: DAPP, got: BAD },
    { attest: 'delta.near', recipe: DAPP, got: null },
  )
  await all.mirror.record(
    { attest: 'epsilon.near', recipe: OTHER, got: GOOD },
    { attest: 'zeta.near', recipe: OTHER, got: GOOD },
    { withdraw: 'zeta.near', recipe: OTHER },
    { set: 'acme.near/main', version: 1, policy: ACME },
  )
  await all.mirror.advanceTo(120)
  // Past the time for which the first cursor is kept.
  all.clock.ms += 1_000
  return all
}
