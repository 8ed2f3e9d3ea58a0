import test from 'ava'
import { readEvent } from '../../protocol/event.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { recipeId as idOf } from '../../protocol/recipe.ts'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import {
  built,
  DEPOSIT,
  failed,
  HASH,
  otherRecipe,
  otherRecipeId,
  recipe,
  recipeId,
} from './statements.ts'

let code: Uint8Array
let registry: TestRegistry
test.before(async () => {
  code = (await buildRegistry()).wasm
})
test.beforeEach(() => {
  registry = createRegistry(code)
})
const serial = test.serial

// nearcore, `max_total_log_length`.
const MAX_LOG_BYTES = 16_384

const numbered = (n: number) => ({
  ...built,
  recipe: { ...recipe, link: `https://example.org/${n}` },
})
const many = (count: number) => Array.from({ length: count }, (_, i) => numbered(i))
const logBytes = (logs: string[]) => logs.reduce((sum, line) => sum + Buffer.byteLength(line), 0)
const rich = { deposit: 100n * DEPOSIT }

serial('all statements are recorded, each with its own event, and numbered in order', (t) => {
  registry.call('attest', failed, { deposit: DEPOSIT, as: 'beta.near' })
  const attestations = [built, { ...failed, recipe: otherRecipe }]
  const { value, events, panic } = registry.call('attest_many', { attestations }, rich)
  t.is(panic, undefined)
  t.deepEqual(value, [
    { seq: 2, recipe_id: recipeId },
    { seq: 3, recipe_id: otherRecipeId },
  ])
  const data = events.map((json) => readEvent(json).data)
  t.like(data[0], { seq: 2, recipe, code_hash: HASH, builder: 'acme.near' })
  t.like(data[1], { seq: 3, recipe: otherRecipe, outcome: 'failed', code_hash: null })
})

serial('state and events are those of as many single calls', (t) => {
  const single = createRegistry(code)
  // The same height and time, so that the records can be compared.
  const texts = many(1)
  single.call('attest', texts[0], rich)
  registry.call('attest_many', { attestations: texts }, rich)
  t.is(registry.state(), single.state())
})

serial('it costs less than single calls, since head and balance are written once', (t) => {
  const single = createRegistry(code)
  const each = many(10).map((one) => single.call('attest', one, rich).instructions)
  const { instructions } = registry.call('attest_many', { attestations: many(10) }, rich)
  t.true(instructions < each.reduce((a, b) => a + b, 0n))
})

serial('a prepaid balance is enough, and one that is not leaves nothing behind', (t) => {
  registry.call('storage_deposit', {}, { deposit: DEPOSIT })
  const before = registry.state()
  const { panic, logs } = registry.call('attest_many', { attestations: many(5) })
  t.regex(panic ?? '', /^The storage balance of acme\.near is .* or prepay with storage_deposit\.$/)
  t.deepEqual(logs, [])
  t.is(registry.state(), before)
  t.is(registry.call('attest_many', { attestations: many(2) }).error, undefined)
})

serial('as many as the log holds are taken, and one more is refused with both numbers', (t) => {
  const fits = Array.from({ length: 30 }, (_, i) => i + 1).findLast(
    (count) =>
      createRegistry(code).call('attest_many', { attestations: many(count) }, rich).error ===
      undefined,
  )
  const { logs } = registry.call('attest_many', { attestations: many(fits ?? 0) }, rich)
  t.is(logs.length, fits ?? 0)
  t.true(logBytes(logs) <= MAX_LOG_BYTES)
  const before = registry.state()
  const { panic, logs: none } = registry.call(
    'attest_many',
    { attestations: many((fits ?? 0) + 1) },
    rich,
  )
  const [, bytes] =
    /^`attestations` must log at most 16384 bytes of events in one call, so send fewer at once, but is (\d+)\.$/.exec(
      panic ?? '',
    ) ?? []
  t.true(Number(bytes) > MAX_LOG_BYTES && Number(bytes) < logBytes(logs) + 1500)
  t.deepEqual(none, [])
  t.is(registry.state(), before)
})

const refusals: [string, unknown, RegExp][] = [
  ['none at all', [], /^`attestations` must have 1 to 100 items/],
  [
    '101',
    new Array(101).fill(1),
    /^`attestations` must have 1 to 100 items, but is an array of 101/,
  ],
  ['an object', {}, /^`attestations` must be an array/],
  ['a number among them', [built, 3], /^`attestations\[1\]` must be an object, but is 3/],
  ['an unknown field', [{ ...built, a: 1 }], /^`attestations\[0\]\.a` is not a known field/],
  [
    'a wrong hash',
    [built, { ...numbered(1), code_hash: 'x' }],
    /^`attestations\[1\]\.code_hash` must be 32 bytes in base58/,
  ],
  [
    'a wrong recipe',
    [built, { ...built, recipe: { ...recipe, build_command: ['a', ''] } }],
    /^`attestations\[1\]\.recipe\.build_command\[1\]` must not be empty/,
  ],
  [
    'one recipe twice',
    [built, numbered(1), { ...failed, recipe: { ...recipe } }],
    /^`attestations\[2\]\.recipe` is that of attestations\[0\] again; state each recipe once\.$/,
  ],
]
for (const [what, attestations, message] of refusals) {
  serial(`attest_many refuses ${what}, whole`, (t) => {
    const before = registry.state()
    const { panic, logs } = registry.call('attest_many', { attestations }, rich)
    t.regex(panic ?? 'it was accepted', message)
    t.deepEqual(logs, [])
    t.is(registry.state(), before)
  })
}

serial('the recipe ids are those of the protocol', (t) => {
  const { value } = registry.call('attest_many', { attestations: many(3) }, rich)
  t.deepEqual(
    (value as { recipe_id: string }[]).map(({ recipe_id }) => recipe_id),
    many(3).map((one) => idOf(one.recipe, portableHasher)),
  )
})
