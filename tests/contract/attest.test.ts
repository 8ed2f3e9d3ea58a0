import test from 'ava'
import { readEvent } from '../../protocol/event.ts'
import { BYTE_COST, buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import {
  built,
  DEPOSIT,
  failed,
  HASH,
  OTHER_HASH,
  otherRecipe,
  recipe,
  recipeId,
  sourceId,
} from './statements.ts'

let code: Uint8Array
let registry: TestRegistry
test.before(async () => {
  code = (await buildRegistry()).wasm
})
test.beforeEach(() => {
  registry = createRegistry(code)
})
// Each test has the registry to itself.
const serial = test.serial

const read = (builder = 'acme.near') =>
  registry.call('get_attestation', { recipe_id: recipeId, builder }, { view: true }).value

serial('attest records the statement under its recipe and builder', (t) => {
  const { value, error } = registry.call('attest', built, { deposit: DEPOSIT })
  t.is(error, undefined)
  t.deepEqual(value, { seq: 1, recipe_id: recipeId })
  const { recipe: _, ...statement } = built
  t.deepEqual(read(), {
    builder: 'acme.near',
    recipe_id: recipeId,
    ...statement,
    seq: 1,
    block_height: 101,
    timestamp: '1700000000000000101',
    source_id: sourceId,
    environment: '7467038bdddc86484b73b416eeadce926ff59013e128e53dec5a19e1cb4b2234',
    equivocated: false,
  })
})

serial('attest logs one event that holds the whole record, the recipe in full', (t) => {
  const { events, logs } = registry.call('attest', built, { deposit: DEPOSIT })
  t.is(logs.length, 1)
  const { event, data } = readEvent(events[0] as string)
  t.is(event, 'attest')
  t.like(data, { seq: 1, builder: 'acme.near', recipe_id: recipeId, recipe, code_hash: HASH })
})

serial('a failed build is recorded without a hash', (t) => {
  registry.call('attest', failed, { deposit: DEPOSIT })
  t.like(read(), { outcome: 'failed', code_hash: null, log_digest: null })
})

serial('builders do not touch each other', (t) => {
  registry.call('attest', built, { deposit: DEPOSIT })
  registry.call('attest', failed, { deposit: DEPOSIT, as: 'beta.near' })
  t.like(read(), { outcome: 'built', seq: 1 })
  t.like(read('beta.near'), { outcome: 'failed', seq: 2 })
  t.is(read('gamma.near'), null)
})

serial(
  'a later statement supersedes, and another hash marks the builder as equivocating for good',
  (t) => {
    registry.call('attest', built, { deposit: DEPOSIT })
    registry.call('attest', { ...built, code_hash: OTHER_HASH }, { deposit: DEPOSIT })
    t.like(read(), { seq: 2, code_hash: OTHER_HASH, equivocated: true })
    registry.call('attest', { ...built, code_hash: OTHER_HASH }, { deposit: DEPOSIT })
    t.like(read(), { seq: 3, equivocated: true })
  },
)

serial('repeating a statement is no equivocation', (t) => {
  registry.call('attest', built, { deposit: DEPOSIT })
  registry.call('attest', built, { deposit: DEPOSIT })
  t.like(read(), { seq: 2, equivocated: false })
})

serial('a hash is remembered while a failed build stands in between', (t) => {
  registry.call('attest', built, { deposit: DEPOSIT })
  registry.call('attest', failed)
  t.like(read(), { outcome: 'failed', code_hash: null, equivocated: false })
  registry.call('attest', { ...failed, tool: 'countersign/0.2.0' })
  registry.call('attest', { ...built, code_hash: OTHER_HASH })
  t.like(read(), { code_hash: OTHER_HASH, equivocated: true })
})

serial('the same hash after a failed build is no equivocation', (t) => {
  registry.call('attest', failed, { deposit: DEPOSIT })
  registry.call('attest', built)
  registry.call('attest', failed)
  registry.call('attest', built)
  t.like(read(), { code_hash: HASH, equivocated: false })
})

serial('attest needs no deposit while the storage balance lasts', (t) => {
  registry.call('storage_deposit', {}, { deposit: DEPOSIT })
  t.is(registry.call('attest', built).error, undefined)
  t.is(registry.call('attest', { ...built, recipe: otherRecipe }).error, undefined)
  t.like(read(), { code_hash: HASH })
})

serial('the exact price is enough, one yocto less is refused with the amounts', (t) => {
  const before = registry.state()
  const short = registry.call('attest', built, { deposit: 5n })
  const asked =
    /^The storage balance of acme\.near is \d+ yocto with what is attached, and \d+ bytes of storage need (\d+); attach (\d+) more, or prepay with storage_deposit\.$/
  const [, price, more] = asked.exec(short.panic ?? '') ?? []
  t.is(BigInt(price ?? 0), BigInt(more ?? 0) + 5n)
  t.is(registry.state(), before)
  t.regex(registry.call('attest', built, { deposit: BigInt(price ?? 0) - 1n }).panic ?? '', asked)
  t.is(registry.state(), before)
  t.is(registry.call('attest', built, { deposit: BigInt(price ?? 0) }).error, undefined)
  t.deepEqual(registry.balance('acme.near'), { total: BigInt(price ?? 0), available: 0n })
})

serial('superseding takes or gives back the difference', (t) => {
  registry.call('attest', { ...built, tool: 'a/1' }, { deposit: DEPOSIT })
  const available = () => registry.balance('acme.near')?.available ?? 0n
  const short = available()
  registry.call('attest', { ...built, tool: 'a/1.0.0' })
  t.is(short - available(), 4n * BYTE_COST)
  registry.call('attest', { ...built, tool: 'a/1' })
  t.is(available(), short)
})

serial('withdraw ends the attestation and makes the price of its storage available', (t) => {
  registry.call('storage_deposit', {}, { deposit: DEPOSIT })
  const paidIn = registry.balance('acme.near')
  registry.call('attest', built)
  const result = registry.call('withdraw', { recipe_id: recipeId, reason: 'wrong image' })
  t.deepEqual(result.value, { seq: 2 })
  t.is(result.refund, 0n)
  t.deepEqual(registry.balance('acme.near'), paidIn)
  t.is(read(), null)
  const event = readEvent(result.events[0] as string)
  t.is(event.event, 'withdraw')
  t.like(event.data, { seq: 2, builder: 'acme.near', recipe_id: recipeId, reason: 'wrong image' })
})

serial('withdraw refuses what is not there, and what is of another builder', (t) => {
  registry.call('attest', built, { deposit: DEPOSIT })
  const before = registry.state()
  const { panic } = registry.call('withdraw', { recipe_id: recipeId }, { as: 'beta.near' })
  t.is(panic, `beta.near has no live attestation on recipe ${recipeId} to withdraw.`)
  t.is(registry.state(), before)
})

serial('get_attestations answers in the order of the builders, null where there is none', (t) => {
  registry.call('attest', built, { deposit: DEPOSIT, as: 'beta.near' })
  registry.call('attest', built, { deposit: DEPOSIT })
  const builders = ['nobody.near', 'acme.near', 'beta.near']
  const { value } = registry.call(
    'get_attestations',
    { recipe_id: recipeId, builders },
    { view: true },
  )
  t.deepEqual(
    (value as ({ builder: string } | null)[]).map((entry) => entry?.builder ?? null),
    [null, 'acme.near', 'beta.near'],
  )
})

serial('contract_source_metadata is in the form of NEP-330 1.3.0', (t) => {
  const { value } = registry.call('contract_source_metadata', undefined, { view: true })
  const { version, link, standards, build_info } = value as Record<string, unknown>
  t.is(typeof version, 'string')
  t.true(URL.canParse(link as string))
  t.deepEqual((standards as object[])[0], { standard: 'nep330', version: '1.3.0' })
  t.is(build_info, null)
})
