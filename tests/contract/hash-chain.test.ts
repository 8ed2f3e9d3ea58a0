import test from 'ava'
import fc from 'fast-check'
import { encodeBase58 } from '../../protocol/base58.ts'
import { readEvent } from '../../protocol/event.ts'
import { appendEvent, emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { buildRegistry, createRegistry } from './registry.ts'
import {
  built,
  DEPOSIT,
  HASH,
  OTHER_HASH,
  otherRecipe,
  otherRecipeId,
  recipe,
  recipeId,
} from './statements.ts'

const step = fc.oneof(
  fc.record({
    method: fc.constant('attest' as const),
    builder: fc.constantFrom('acme.near', 'beta.near'),
    other: fc.boolean(),
    hash: fc.constantFrom(HASH, OTHER_HASH, null),
  }),
  fc.record({
    method: fc.constant('withdraw' as const),
    builder: fc.constantFrom('acme.near', 'beta.near'),
    other: fc.boolean(),
    hash: fc.constant(null),
  }),
)

test('after any calls, replaying the logged events gives the registry’s own head and state', async (t) => {
  const { wasm } = await buildRegistry()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const registry = createRegistry(wasm)
      let chain = emptyChain()
      const live = new Map<string, { seq: number; code_hash: string | null }>()
      for (const { method, builder, other, hash } of steps) {
        const id = other ? otherRecipeId : recipeId
        const args =
          method === 'withdraw'
            ? { recipe_id: id }
            : {
                ...built,
                recipe: other ? otherRecipe : recipe,
                outcome: hash === null ? 'failed' : 'built',
                code_hash: hash,
              }
        const { events, error } = registry.call(method, args, { as: builder, deposit: DEPOSIT })
        const key = `${id} ${builder}`
        const refused = method === 'withdraw' && !live.has(key)
        t.is(error === undefined, !refused)
        t.is(events.length, refused ? 0 : 1)
        for (const json of events) {
          chain = appendEvent(chain, json, portableHasher)
          const { event, data } = readEvent(json)
          t.is(data.seq, chain.seq)
          if (event === 'attest') live.set(key, { seq: data.seq, code_hash: data.code_hash })
          else live.delete(key)
        }
      }
      const { value: head } = registry.call('get_head', {}, { view: true })
      t.deepEqual(head, { seq: chain.seq, head: encodeBase58(chain.head) })
      for (const id of [recipeId, otherRecipeId]) {
        for (const builder of ['acme.near', 'beta.near']) {
          const { value } = registry.call(
            'get_attestation',
            { recipe_id: id, builder },
            { view: true },
          )
          const expected = live.get(`${id} ${builder}`)
          if (expected === undefined) t.is(value, null)
          else t.like(value, expected)
        }
      }
    }),
    { numRuns: 40 },
  )
})
