import test from 'ava'
import { encodeBase58 } from '../../protocol/base58.ts'
import {
  attestEventJson,
  eventJson,
  eventJsonOf,
  type RegistryEvent,
  readEvent,
} from '../../protocol/event.ts'
import { appendEvent, emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { canonicalRecipe, type Recipe } from '../../protocol/recipe.ts'
import { chainVectors, policyVectors, recipeVectors } from './vectors.ts'

const recorded = { seq: 1, block_height: 7, timestamp: '1700000000000000000' }
const hash = 'F8NqkFhF97BxjYrweg3hFFhdH57k4qgqoPdLDwP6H9dL'
const vector = recipeVectors[0] as (typeof recipeVectors)[0]

const attest: RegistryEvent = {
  event: 'attest',
  data: {
    ...recorded,
    builder: 'acme.near',
    recipe_id: vector.recipe_id,
    recipe: vector.recipe,
    outcome: 'built',
    code_hash: hash,
    platform: 'linux/amd64',
    network: 'fetch_then_none',
    tool: 'countersign/1.0.0',
    log_digest: 'ab'.repeat(32),
    provenance: 'onchain',
  },
}
const events: RegistryEvent[] = [
  attest,
  {
    event: 'withdraw',
    data: { ...recorded, builder: 'acme.near', recipe_id: hash, reason: 'wrong image' },
  },
  {
    event: 'policy_set',
    data: {
      ...recorded,
      owner: 'dao.near',
      name: 'main',
      policy_version: 1,
      digest: hash,
      policy: (policyVectors[0] as (typeof policyVectors)[0]).policy,
    },
  },
  { event: 'policy_removed', data: { ...recorded, owner: 'dao.near', name: 'main' } },
  { event: 'operator_set', data: { ...recorded, account: 'ci.acme.near', operator: null } },
]

for (const event of events) {
  test(`a ${event.event} event reads back as it was written`, (t) => {
    const json = eventJsonOf(`EVENT_JSON:${eventJson(event)}`)
    t.deepEqual(readEvent(json as string), event)
  })
}

test('an attest event around a canonical recipe reads as one that was written whole', (t) => {
  if (attest.event !== 'attest') return t.fail()
  const { data } = attest
  const json = attestEventJson(data, data, data, canonicalRecipe(data.recipe))
  t.deepEqual(readEvent(json), attest)
  // Texts that JSON would escape cannot be in any but the recipe, and fields stand in the order of the type.
  const { recipe, builder, recipe_id, seq, block_height, timestamp, ...statement } = data
  const whole = { seq, block_height, timestamp, builder, recipe_id, ...statement }
  const canonical = JSON.parse(canonicalRecipe(recipe)) as Recipe
  t.is(json, eventJson({ event: 'attest', data: { ...whole, recipe: canonical } }))
})

test('the hash chain has the heads that another implementation gives', (t) => {
  let chain = emptyChain()
  for (const { event_json, head } of chainVectors) {
    chain = appendEvent(chain, event_json, portableHasher)
    t.is(encodeBase58(chain.head), head)
  }
  t.is(chain.seq, chainVectors.length)
})

test('lines of other standards, and lines that are no events, are passed over', (t) => {
  for (const line of [
    '',
    'hello',
    'EVENT_JSON:',
    'EVENT_JSON:{',
    'EVENT_JSON:null',
    'EVENT_JSON:{"standard":"nep171"}',
    ' EVENT_JSON:{"standard":"countersign"}',
  ]) {
    t.is(eventJsonOf(line), undefined)
  }
})

const withData = (change: object) =>
  JSON.stringify({
    standard: 'countersign',
    version: '1.0.0',
    event: 'attest',
    data: [{ ...attest.data, ...change }],
  })
const refusals: [string, string, RegExp][] = [
  ['no JSON', '{', /`event` must be JSON/],
  [
    'another version',
    eventJson(attest).replace('1.0.0', '2.0.0'),
    /event\.version` must be one of 1\.0\.0/,
  ],
  [
    'an unknown kind',
    eventJson(attest).replace('"event":"attest"', '"event":"__proto__"'),
    /event\.event` must be one of/,
  ],
  [
    'two data items',
    JSON.stringify({ standard: 'countersign', version: '1.0.0', event: 'attest', data: [1, 2] }),
    /event\.data` must have 1 to 1 items/,
  ],
  ['seq 0', withData({ seq: 0 }), /seq` must be a whole number from 1/],
  ['a timestamp in words', withData({ timestamp: 'now' }), /timestamp` must be decimal/],
  ['a failed outcome with a hash', withData({ outcome: 'failed' }), /code_hash` must be null when/],
  ['a built outcome without hash', withData({ code_hash: null }), /code_hash` must be given when/],
  [
    'an unknown outcome',
    withData({ outcome: 'mismatch' }),
    /outcome` must be one of built, failed/,
  ],
  ['a bad builder', withData({ builder: 'Acme' }), /builder` must be a NEAR account id/],
  ['a bad platform', withData({ platform: 'linux' }), /platform` must be parts/],
  [
    'a bad log digest',
    withData({ log_digest: 'AB'.repeat(32) }),
    /log_digest` must be 64 lower-case/,
  ],
  ['an unknown field', withData({ note: 'x' }), /event\.data\.note` is not a known field/],
]
for (const [name, json, message] of refusals) {
  test(`an event with ${name} is refused by name`, (t) => {
    t.throws(() => readEvent(json), { code: 'INVALID_FIELD', message })
  })
}
