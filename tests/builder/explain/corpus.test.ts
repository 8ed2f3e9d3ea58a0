import test, { type ExecutionContext } from 'ava'
import { explain, type Reason } from '../../../builder/explain/index.ts'
import { type CompileOptions, type Compiler, loadCompiler } from './support/compile.ts'
import { rewrite } from './support/rewrite.ts'
import { EMPTY, producers, withCustom, withoutCustom } from './support/sections.ts'
import { type ContractSource, contractSource } from './support/source.ts'

// Pairs of real builds in which one thing was changed, with the reasons that must be found, in their order.

let compile: Compiler
test.before(async () => {
  compile = await loadCompiler()
})

const { serial } = test

type Expected = `${Reason['sure']} ${Reason['code']}`[]

const stripped: CompileOptions = { linkFlags: ['-Wl,--strip-all'] }
const changed = (change: Partial<ContractSource>): CompileOptions => ({
  source: contractSource(change),
})
const both = (options: CompileOptions, more: CompileOptions): CompileOptions => ({
  ...options,
  ...more,
})

/** Each is compiled as it is, and with the options given; some with other options in place of none. */
const compiled: [what: string, b: CompileOptions, expected: Expected, a?: CompileOptions][] = [
  ['nothing else', {}, []],
  [
    'another source path of the same length',
    { path: 'lib/vault.c' },
    ['likely PATHS_DIFFER', 'possible DATA_DIFFERS'],
  ],
  [
    'another source path of another length',
    { path: '/home/alice/vault/src/vault.c' },
    ['likely PATHS_DIFFER', 'possible CONSTANTS_DIFFER', 'possible DATA_DIFFERS'],
    { path: '/home/near/code/src/vault.c' },
  ],
  [
    'another text of the same length',
    changed({ greeting: 'Welcome to the vault of ACME' }),
    ['likely TEXTS_DIFFER', 'possible DATA_DIFFERS'],
  ],
  [
    'a shorter text',
    changed({ greeting: 'Hello' }),
    ['likely TEXTS_DIFFER', 'possible CONSTANTS_DIFFER', 'possible DATA_DIFFERS'],
  ],
  ['another constant', changed({ fee: 1201 }), ['likely CONSTANTS_DIFFER']],
  [
    'another constant, without names',
    both(changed({ fee: 1201 }), stripped),
    ['likely CONSTANTS_DIFFER'],
    stripped,
  ],
  ['another level of optimisation', { flags: ['-O1'] }, ['likely FUNCTIONS_CHANGED']],
  [
    'no optimisation',
    { flags: ['-O0', '-mllvm', '-fast-isel=false'] },
    ['likely FUNCTIONS_CHANGED'],
  ],
  ['debugging information', { flags: ['-O2', '-g'] }, ['certain ONLY_CUSTOM_SECTIONS']],
  ['all custom sections stripped', stripped, ['certain ONLY_CUSTOM_SECTIONS']],
  [
    'a method added',
    changed({ more: 'EXPORT(peek) int peek(void) { return balance * 3; }' }),
    ['likely INTERFACE_DIFFERS', 'likely FUNCTIONS_CHANGED', 'possible CUSTOM_SECTIONS_DIFFER'],
  ],
  [
    'an expression',
    changed({ total: 'amount - 2 * fee_of(amount)' }),
    ['likely FUNCTIONS_CHANGED'],
  ],
  [
    'an expression, without names',
    both(changed({ total: 'amount - 2 * fee_of(amount)' }), stripped),
    ['likely FUNCTIONS_CHANGED'],
    stripped,
  ],
  [
    'two methods in another order',
    changed({ reversed: true }),
    ['likely FUNCTIONS_REORDERED', 'possible CONSTANTS_DIFFER', 'possible CUSTOM_SECTIONS_DIFFER'],
  ],
  [
    'the order of linking',
    { behind: { 'lib.c': LIBRARY() }, linkFlags: ['-Wl,--strip-all'] },
    ['likely FUNCTIONS_REORDERED'],
    { before: { 'lib.c': LIBRARY() }, linkFlags: ['-Wl,--strip-all'] },
  ],
  [
    'target features that the code does not use',
    { flags: ['-O2', '-msign-ext'] },
    ['certain ONLY_CUSTOM_SECTIONS', 'possible TARGET_FEATURES_DIFFER'],
  ],
  [
    'target features that the code uses',
    both(changed({ total: '(signed char)amount' }), { flags: ['-O2', '-msign-ext'] }),
    [
      'likely FUNCTIONS_CHANGED',
      'possible TARGET_FEATURES_DIFFER',
      'possible CUSTOM_SECTIONS_DIFFER',
    ],
    changed({ total: '(signed char)amount' }),
  ],
  [
    'the commit',
    changed({ commit: 'fedcba9876543210fedcba9876543210fedcba98' }),
    ['certain ONLY_METADATA'],
  ],
  ['a shorter commit', changed({ commit: 'v1.4.0' }), metadataAndWhatMoves()],
  ['the link', changed({ link: 'https://github.com/ACME/vault' }), ['certain ONLY_METADATA']],
  [
    'a longer link',
    changed({ link: 'https://github.com/acme-laboratories/vault' }),
    metadataAndWhatMoves(),
  ],
  [
    'the image',
    changed({ image: 'sourcescan/cargo-near:0.22.1@sha256:7467038bdddc86484b73b416eeadce92' }),
    ['certain ONLY_METADATA'],
  ],
  [
    'the image under a longer name',
    changed({
      image: 'docker.io/sourcescan/cargo-near:0.22.0@sha256:7467038bdddc86484b73b416eeadce92',
    }),
    metadataAndWhatMoves(),
  ],
  [
    'a longer link, before data that points to other data',
    both(changed({ link: 'https://github.com/acme-laboratories/vault', more: POINTERS() }), {}),
    metadataAndWhatMoves(),
    changed({ more: POINTERS() }),
  ],
  [
    'the commit and a number in a table',
    changed({ commit: 'fedcba9876543210fedcba9876543210fedcba98', weight: 15 }),
    ['likely METADATA_DIFFERS', 'possible DATA_DIFFERS'],
  ],
  ['a number in a table', changed({ weight: 15 }), ['likely DATA_DIFFERS']],
  [
    'the commit and an expression',
    changed({
      commit: 'fedcba9876543210fedcba9876543210fedcba98',
      total: 'amount - 2 * fee_of(amount)',
    }),
    ['likely METADATA_DIFFERS', 'likely FUNCTIONS_CHANGED'],
  ],
]
for (const [what, b, expected, a = {}] of compiled) {
  serial(`the reason is found when what changed is: ${what}`, async (t) => {
    expectReasons(t, await compile(a), await compile(b), expected)
  })
}

/** Made of one build without the compiler. */
const rewritten: [
  what: string,
  change: (wasm: Uint8Array) => Uint8Array,
  expected: Expected,
  of?: (wasm: Uint8Array) => Uint8Array,
][] = [
  [
    'written anew',
    (wasm) => rewrite(withoutCustom(wasm, 'name')),
    ['likely OPTIMISED_ON_ONE_SIDE'],
    (wasm) => withoutCustom(wasm, 'name'),
  ],
  [
    'optimised',
    (wasm) => rewrite(wasm, (module) => module.optimize()),
    [
      'likely OPTIMISED_ON_ONE_SIDE',
      'likely FUNCTIONS_CHANGED',
      'possible DATA_DIFFERS',
      'possible SETTINGS_DIFFER',
      'possible CUSTOM_SECTIONS_DIFFER',
    ],
  ],
  [
    'producers stripped by wasm-opt',
    (wasm) => rewrite(wasm, (module) => module.runPasses(['strip-producers'])),
    ['certain ONLY_CUSTOM_SECTIONS'],
    rewrite,
  ],
  [
    'functions in the order of wasm-opt',
    (wasm) => rewrite(wasm, (module) => module.runPasses(['reorder-functions'])),
    ['likely FUNCTIONS_REORDERED'],
    rewrite,
  ],
  ['names stripped', (wasm) => withoutCustom(wasm, 'name'), ['certain ONLY_CUSTOM_SECTIONS']],
  [
    'another compiler, same code',
    (wasm) => withCustom(wasm, 'producers', producers('rustc', '1.98.0')),
    ['certain ONLY_CUSTOM_SECTIONS', 'possible COMPILERS_DIFFER'],
    (wasm) => withCustom(wasm, 'producers', producers('rustc', '1.97.1')),
  ],
  [
    'a source map',
    (wasm) => withCustom(wasm, 'sourceMappingURL', [1, 0x78]),
    ['certain ONLY_CUSTOM_SECTIONS'],
  ],
  [
    'a custom section elsewhere',
    (wasm) => withCustom(withoutCustom(wasm, 'build_id'), 'build_id', [1]),
    ['likely LAYOUT_DIFFERS'],
    (wasm) =>
      new Uint8Array([...EMPTY, 0, 10, 8, ...Buffer.from('build_id'), 1, ...wasm.subarray(8)]),
  ],
]
for (const [what, change, expected, of = (wasm: Uint8Array) => wasm] of rewritten) {
  serial(`the reason is found in a build that was changed afterwards: ${what}`, async (t) => {
    const wasm = await compile()
    expectReasons(t, of(wasm), change(wasm), expected)
  })
}

serial('another compiler that makes other code is the likely reason', async (t) => {
  const a = withCustom(await compile(), 'producers', producers('clang', '21.1.0'))
  const b = withCustom(await compile({ flags: ['-O1'] }), 'producers', producers('clang', '22.1.0'))
  const { reasons } = explain(a, b)
  t.like(reasons[0], {
    code: 'COMPILERS_DIFFER',
    sure: 'likely',
    producers: [{ field: 'processed-by', name: 'clang', a: '21.1.0', b: '22.1.0' }],
  })
})

serial('contracts that have nothing to do with each other have nothing in common', async (t) => {
  const other = await compile({ source: UNRELATED, linkFlags: ['-Wl,--strip-all'] })
  const { reasons } = explain(await compile(stripped), other)
  t.like(reasons[0], { code: 'NOTHING_IN_COMMON', sure: 'likely', sharedCode: 0, sharedTexts: 0 })
})

serial('a module without anything has nothing in common with a contract', async (t) => {
  const { reasons, functions } = explain(await compile(), EMPTY)
  t.is(reasons[0]?.code, 'NOTHING_IN_COMMON')
  t.is(functions.count.b, 0)
  t.true(explain(EMPTY, EMPTY).identical)
})

const UNRELATED = `
__attribute__((export_name("fib"))) int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
__attribute__((export_name("gcd"))) int gcd(int a, int b) { while (b) { int t = a % b; a = b; b = t; } return a; }
`

function LIBRARY(): string {
  return `
__attribute__((export_name("first"))) int first(int a) { return a * 31 + 7; }
__attribute__((export_name("second"))) int second(int a) { return a / 31 - 7; }
`
}

function POINTERS(): string {
  return `
static const char *const names[] = { "gold of the vault", "silver of the vault", "copper of the vault" };
EXPORT(name_of) const char *name_of(int i) { return names[i & 1]; }
`
}

function metadataAndWhatMoves(): Expected {
  return ['likely ONLY_METADATA', 'possible CONSTANTS_DIFFER']
}

function expectReasons(
  t: ExecutionContext,
  a: Uint8Array,
  b: Uint8Array,
  expected: Expected,
): void {
  const { reasons, identical } = explain(a, b)
  t.is(identical, expected.length === 0)
  t.deepEqual(
    reasons.map(({ sure, code }) => `${sure} ${code}`),
    expected,
    JSON.stringify(reasons, null, 1),
  )
}
