import test from 'ava'
import { buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import { built, DEPOSIT, failed, HASH, recipe, recipeId } from './statements.ts'

let registry: TestRegistry
let before: string
test.before(async () => {
  registry = createRegistry((await buildRegistry()).wasm)
  registry.call('attest', built, { deposit: DEPOSIT })
  before = registry.state()
})

const text = (value: string) => new TextEncoder().encode(value)
const nested = (depth: number) => text(`${'['.repeat(depth)}${']'.repeat(depth)}`)

const refusals: [string, string, unknown, RegExp][] = [
  ['no arguments', 'attest', undefined, /^`recipe` must be an object/],
  ['an array of arguments', 'attest', [], /^`args` must be an object/],
  ['a number', 'attest', 7, /^`args` must be an object/],
  ['text that is no JSON', 'attest', text('{"recipe":'), /^`args` must be JSON/],
  ['bytes that are no UTF-8', 'attest', Uint8Array.of(0xff, 0xfe, 0x80), /^`args` must be UTF-8/],
  [
    'JSON nested 5,000 deep',
    'attest',
    nested(5000),
    /^`args` must be JSON \(nested more than 512 deep\)/,
  ],
  ['JSON nested 256 deep', 'attest', nested(256), /^`args` must be an object/],
  [
    '33 kB',
    'attest',
    { ...built, tool: 'x'.repeat(33_000) },
    /^`args` must be at most 32768 bytes/,
  ],
  ['an unknown argument', 'attest', { ...built, note: 1 }, /^`args\.note` is not a known field/],
  [
    '__proto__ as argument',
    'attest',
    text('{"__proto__":{"recipe":1}}'),
    /^`args\.__proto__` is not a known/,
  ],
  ['a recipe of null', 'attest', { ...built, recipe: null }, /^`recipe` must be an object/],
  [
    'a recipe with an unknown field',
    'attest',
    { ...built, recipe: { ...recipe, a: 1 } },
    /^`recipe\.a` is not/,
  ],
  [
    'a recipe without digest',
    'attest',
    { ...built, recipe: { ...recipe, build_environment: 'x' } },
    /^`recipe\.build_environment` must be image/,
  ],
  [
    'no outcome',
    'attest',
    { ...built, outcome: undefined },
    /^`outcome` must be one of built, failed/,
  ],
  ['an unknown outcome', 'attest', { ...built, outcome: 'mismatch' }, /^`outcome` must be one of/],
  [
    'a built outcome without hash',
    'attest',
    { ...built, code_hash: null },
    /^`code_hash` must be given/,
  ],
  [
    'a failed outcome with a hash',
    'attest',
    { ...failed, code_hash: HASH },
    /^`code_hash` must be null/,
  ],
  [
    'a short hash',
    'attest',
    { ...built, code_hash: HASH.slice(0, 30) },
    /^`code_hash` must be 32 bytes in base58/,
  ],
  [
    'a hex hash',
    'attest',
    { ...built, code_hash: 'ab'.repeat(32) },
    /^`code_hash` must be 32 bytes/,
  ],
  [
    'a hash that is a number',
    'attest',
    { ...built, code_hash: 5 },
    /^`code_hash` must be 32 bytes/,
  ],
  [
    'a platform without slash',
    'attest',
    { ...built, platform: 'linux' },
    /^`platform` must be parts/,
  ],
  [
    'a network of its own',
    'attest',
    { ...built, network: 'vpn' },
    /^`network` must be one of none/,
  ],
  [
    'a tool of 65 bytes',
    'attest',
    { ...built, tool: `a/${'b'.repeat(63)}` },
    /^`tool` must be at most 64 bytes/,
  ],
  [
    'an upper-case log digest',
    'attest',
    { ...built, log_digest: 'AB'.repeat(32) },
    /^`log_digest` must be 64 lower-case/,
  ],
  [
    'an unknown provenance',
    'attest',
    { ...built, provenance: 'hearsay' },
    /^`provenance` must be one of onchain/,
  ],
  ['no recipe id', 'withdraw', {}, /^`recipe_id` must be 32 bytes in base58, but is "missing"/],
  [
    'a recipe id that is an object',
    'withdraw',
    { recipe_id: {} },
    /^`recipe_id` must be 32 bytes in base58, but is an object/,
  ],
  [
    'a reason of 257 bytes',
    'withdraw',
    { recipe_id: recipeId, reason: 'x'.repeat(257) },
    /^`reason` must be at most 256/,
  ],
  [
    'a reason with a newline',
    'withdraw',
    { recipe_id: recipeId, reason: 'a\nb' },
    /^`reason` must not hold a control/,
  ],
  [
    'no builder',
    'get_attestation',
    { recipe_id: recipeId },
    /^`builder` must be a NEAR account id/,
  ],
  [
    'no builders',
    'get_attestations',
    { recipe_id: recipeId, builders: [] },
    /^`builders` must have 1 to 64 items/,
  ],
  [
    '65 builders',
    'get_attestations',
    { recipe_id: recipeId, builders: new Array(65).fill('a.near') },
    /^`builders` must have 1 to 64/,
  ],
  [
    'a bad builder',
    'get_attestations',
    { recipe_id: recipeId, builders: ['a.near', 'A'] },
    /^`builders\[1\]` must be a NEAR account id/,
  ],
]

/** The arguments of a good `attest` as JSON, with `link` given as it is, unescaped. */
const withRawLink = (link: string | Uint8Array): Uint8Array => {
  const [before, after] = JSON.stringify({ ...built, recipe: { ...recipe, link: 'LINK' } }).split(
    'LINK',
  )
  return Buffer.concat([text(before ?? ''), Buffer.from(link), text(after ?? '')])
}
refusals.push(
  ['a raw line feed in a text', 'attest', withRawLink('a\nb'), /^`args` must be JSON/],
  ['a raw control character', 'attest', withRawLink('a\u0001b'), /^`args` must be JSON/],
  [
    'an escaped control character',
    'attest',
    withRawLink('a\\u0001b'),
    /^`recipe\.link` must not hold a control/,
  ],
  [
    'an escaped lone surrogate',
    'attest',
    withRawLink('a\\ud800b'),
    /^`recipe\.link` must not hold .* \(U\+d800/,
  ],
  [
    'a delete character',
    'attest',
    withRawLink('a\u007fb'),
    /^`recipe\.link` must not hold .* \(U\+7f/,
  ],
  [
    'a C1 control character',
    'attest',
    withRawLink('a\u009bb'),
    /^`recipe\.link` must not hold .* \(U\+9b/,
  ],
  [
    'one byte that is no UTF-8',
    'attest',
    withRawLink(Uint8Array.of(0x61, 0xff)),
    /^`args` must be UTF-8/,
  ],
  [
    'a surrogate in UTF-8',
    'attest',
    withRawLink(Uint8Array.of(0xed, 0xa0, 0x80)),
    /^`(args` must be UTF-8|recipe\.link` must not)/,
  ],
  [
    'a link of 3,000 two-byte letters',
    'attest',
    withRawLink('ö'.repeat(3000)),
    /^`recipe\.link` must be at most 4096 bytes/,
  ],
)

for (const [name, method, args, message] of refusals) {
  test(`${method} refuses ${name} with a sentence, and changes nothing`, (t) => {
    const raw = args instanceof Uint8Array ? { raw: args } : {}
    const { panic, logs } = registry.call(method, args, { deposit: DEPOSIT, ...raw })
    t.regex(panic ?? 'it was accepted', message)
    t.deepEqual(logs, [])
    t.is(registry.state(), before)
  })
}

test('a long but allowed recipe is taken', (t) => {
  const wide = { ...recipe, link: `https://example.org/${'ö'.repeat(1500)}` }
  const { error } = registry.call('attest', { ...built, recipe: wide }, { view: true })
  t.regex(JSON.stringify(error), /ProhibitedInView/, 'it got as far as writing')
})
