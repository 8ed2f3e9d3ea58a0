import test from 'ava'
import fc from 'fast-check'
import { readEvent } from '../../protocol/event.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import { type Policy, readPolicy } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { environmentDigest } from '../../protocol/recipe.ts'
import { sourceId, sourceOf } from '../../protocol/source.ts'
import { evaluate, type Verdict } from '../../protocol/verdict.ts'
import { buildRegistry, createRegistry } from './registry.ts'
import {
  built,
  DEPOSIT,
  failed,
  HASH,
  OTHER_HASH,
  otherRecipe,
  otherRecipeId,
  recipe,
  recipeId,
} from './statements.ts'

const BUILDERS = ['acme.near', 'ci.acme.near', 'beta.near', 'gamma.near']
const CONDITIONS = [
  {},
  { max_dissent: 1 },
  { network: ['none'] },
  { min_environments: 2 },
  { max_age: 1 },
]

const policies = fc.constantFrom(...CONDITIONS).chain((conditions) =>
  fc.constantFrom<object>(
    { anyone: 2, ...conditions },
    {
      operators: [
        { name: 'acme', accounts: ['acme.near', 'ci.acme.near'] },
        { name: 'beta', accounts: ['beta.near'] },
      ],
      groups: [{ name: 'both', k: 2, members: ['acme', 'beta'] }],
      quorum: 'both',
      ...conditions,
    },
  ),
)

const statement = fc.record({
  as: fc.constantFrom(...BUILDERS),
  recipe: fc.constantFrom(recipe, otherRecipe),
  result: fc.constantFrom(built, { ...built, code_hash: OTHER_HASH }, failed),
  network: fc.constantFrom('none', 'online'),
})

/** Reads the evidence that a mirror has: every statement that was logged, also those that are superseded. */
function evidenceOf(json: string): Evidence {
  const { event, data } = readEvent(json)
  if (event !== 'attest') throw new Error(`The call logged ${event}.`)
  const source_id = sourceId(sourceOf(data.recipe), portableHasher)
  return { ...data, source_id, environment: environmentDigest(data.recipe) }
}

test('the registry answers as the protocol does from the events alone', async (t) => {
  const { wasm } = await buildRegistry()
  const statuses = new Set<string>()
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 8 }), policies, (statements, json) => {
      const registry = createRegistry(wasm)
      const events = statements.flatMap(({ as, result, ...more }) => {
        const args = { ...result, ...more }
        return registry.call('attest', args, { as, deposit: 2n * DEPOSIT }).events
      })
      const policy: Policy = readPolicy(json)
      const about = {
        code_hash: HASH,
        recipe_ids: [recipeId, otherRecipeId],
        account_id: 'app.near',
      }
      const open = 'anyone' in json
      const args = { ...about, policy: json, ...(open ? { builders: BUILDERS } : {}) }
      const answer = registry.call('verdict', args, { view: true }).value as Verdict

      const listed = open ? BUILDERS : BUILDERS.slice(0, 3)
      const evidence = events.map(evidenceOf).filter(({ builder }) => listed.includes(builder))
      const subject = { code_hash: HASH, account_id: 'app.near', as_of: answer.as_of }
      t.deepEqual(answer, evaluate(policy, evidence, subject, portableHasher))
      const { panic } = registry.call('require_verified', args)
      const said = panic?.split('.')[0]
      t.is(said, answer.status === 'VERIFIED' ? undefined : `NOT_VERIFIED: ${answer.status}`)
      statuses.add(answer.status)
    }),
    { numRuns: 200 },
  )
  t.deepEqual([...statuses].sort(), ['DISPUTED', 'PARTIAL', 'UNATTESTED', 'VERIFIED'])
})
