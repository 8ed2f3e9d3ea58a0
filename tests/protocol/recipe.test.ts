import test from 'ava'
import { canonicalJson } from '../../protocol/canonical-json.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import {
  canonicalRecipe,
  environmentDigest,
  MAX_RECIPE_BYTES,
  readRecipe,
  recipeId,
} from '../../protocol/recipe.ts'
import { sourceId, sourceOf } from '../../protocol/source.ts'
import { recipeVectors } from './vectors.ts'

const valid = recipeVectors[0]?.recipe as (typeof recipeVectors)[0]['recipe']
const COMMIT = 'd76a82548ce6a7aea346aa6c56f4af914366abf8'

for (const [i, vector] of recipeVectors.entries()) {
  test(`recipe vector ${i} has the canonical form, id and source that another implementation gives`, (t) => {
    const recipe = readRecipe(vector.recipe)
    t.is(canonicalRecipe(recipe), vector.canonical)
    t.is(canonicalRecipe(recipe), canonicalJson(recipe))
    t.is(recipeId(recipe, portableHasher), vector.recipe_id)
    t.deepEqual(sourceOf(recipe), vector.source)
    t.is(sourceId(sourceOf(recipe), portableHasher), vector.source_id)
  })
}

test('a field that may be null may also be missing, with the same id', (t) => {
  const { link: _, ...without } = { ...valid, link: null }
  t.is(
    recipeId(readRecipe(without), portableHasher),
    recipeId(readRecipe({ ...valid, link: null }), portableHasher),
  )
})

test('the environment digest is the hex behind @sha256:', (t) => {
  t.is(environmentDigest(valid), '7467038bdddc86484b73b416eeadce926ff59013e128e53dec5a19e1cb4b2234')
})

const HEX = 'a'.repeat(64)
const refusals: [string, unknown, RegExp][] = [
  ['null', null, /`recipe` must be an object/],
  ['an array', [], /`recipe` must be an object/],
  ['an unknown field', { ...valid, extra: 1 }, /`recipe\.extra` is not a known field/],
  [
    'no build environment',
    { ...valid, build_environment: undefined },
    /build_environment` must be a string/,
  ],
  [
    'an image without digest',
    { ...valid, build_environment: 'rust:1.80' },
    /build_environment` must be image/,
  ],
  [
    'an upper-case digest',
    { ...valid, build_environment: `rust@sha256:${HEX.toUpperCase()}` },
    /build_environment` must be image/,
  ],
  [
    'a short digest',
    { ...valid, build_environment: `rust@sha256:${HEX.slice(1)}` },
    /build_environment` must be image/,
  ],
  [
    'a digest without image',
    { ...valid, build_environment: `@sha256:${HEX}` },
    /build_environment` must be image/,
  ],
  [
    'an image with a space',
    { ...valid, build_environment: `ru st@sha256:${HEX}` },
    /build_environment` must be image/,
  ],
  [
    'a command that is text',
    { ...valid, build_command: 'make' },
    /build_command` must be an array/,
  ],
  ['an empty command', { ...valid, build_command: [] }, /build_command` must have 1 to 64 items/],
  [
    'an empty token',
    { ...valid, build_command: ['make', ''] },
    /build_command\[1\]` must not be empty/,
  ],
  [
    '65 command items',
    { ...valid, build_command: new Array(65).fill('a') },
    /build_command` must have 1 to 64 items/,
  ],
  [
    'a number in the command',
    { ...valid, build_command: [1] },
    /build_command\[0\]` must be a string/,
  ],
  [
    'a path that climbs',
    { ...valid, contract_path: 'a/../b' },
    /contract_path` must be a relative path/,
  ],
  ['an absolute path', { ...valid, contract_path: '/a' }, /contract_path` must be a relative path/],
  [
    'an empty segment',
    { ...valid, contract_path: 'a//b' },
    /contract_path` must be a relative path/,
  ],
  ['a trailing slash', { ...valid, contract_path: 'a/' }, /contract_path` must be a relative path/],
  ['a backslash', { ...valid, contract_path: 'a\\b' }, /contract_path` must not hold a backslash/],
  [
    'plain https',
    { ...valid, source_code_snapshot: `https://h/a/b?rev=${COMMIT}` },
    /must begin with git\+https/,
  ],
  [
    'ssh',
    { ...valid, source_code_snapshot: `git+ssh://h/a/b?rev=${COMMIT}` },
    /must begin with git\+https/,
  ],
  ['no commit', { ...valid, source_code_snapshot: 'git+https://h/a/b' }, /must name a commit/],
  [
    'a branch',
    { ...valid, source_code_snapshot: 'git+https://h/a/b?rev=main' },
    /40 or 64 lower-case/,
  ],
  [
    'an upper-case commit',
    { ...valid, source_code_snapshot: `git+https://h/a/b#${COMMIT.toUpperCase()}` },
    /40 or 64 lower-case/,
  ],
  [
    'two commits that disagree',
    { ...valid, source_code_snapshot: `git+https://h/a/b?rev=${COMMIT}#${'0'.repeat(40)}` },
    /two commits/,
  ],
  [
    'another query',
    { ...valid, source_code_snapshot: `git+https://h/a/b?ref=${COMMIT}` },
    /no query but/,
  ],
  [
    'two queries',
    { ...valid, source_code_snapshot: `git+https://h/a/b?rev=${COMMIT}&x=1` },
    /no query but/,
  ],
  [
    'credentials',
    { ...valid, source_code_snapshot: `git+https://me:secret@h/a/b?rev=${COMMIT}` },
    /no user or password/,
  ],
  [
    'no repository path',
    { ...valid, source_code_snapshot: `git+https://h/?rev=${COMMIT}` },
    /must name a repository/,
  ],
  [
    'a repository path that climbs',
    { ...valid, source_code_snapshot: `git+https://h/a/../b?rev=${COMMIT}` },
    /must name a repository/,
  ],
  [
    'an output outside the code',
    { ...valid, output_wasm_path: '/tmp/a.wasm' },
    /must lie below \/home\/near\/code/,
  ],
  [
    'an output beside the code',
    { ...valid, output_wasm_path: '/home/near/code2/a.wasm' },
    /must lie below/,
  ],
  [
    'an output that climbs out',
    { ...valid, output_wasm_path: '/home/near/code/../a.wasm' },
    /must be a relative path/,
  ],
  [
    'the code itself as output',
    { ...valid, output_wasm_path: '/home/near/code/' },
    /must be a relative path/,
  ],
  [
    'a control character',
    { ...valid, link: 'https://a\u0000b' },
    /link` must not hold a control character/,
  ],
  [
    'a newline in the command',
    { ...valid, build_command: ['a\nb'] },
    /build_command\[0\]` must not hold a control/,
  ],
  ['a lone surrogate', { ...valid, link: 'a\ud800b' }, /lone surrogate \(U\+d800 at position 1\)/],
  [
    'more than 4,096 bytes in all',
    { ...valid, link: 'ö'.repeat(2000) },
    /must be at most 4096 bytes in canonical form/,
  ],
  [
    'one field of more than 4,096 bytes',
    { ...valid, link: 'x'.repeat(MAX_RECIPE_BYTES + 1) },
    /link` must be at most 4096 bytes long/,
  ],
]

const refuses = test.macro<[unknown, RegExp]>((t, value, message) => {
  t.throws(() => readRecipe(value), { name: 'ProtocolError', code: 'INVALID_FIELD', message })
})

for (const [name, value, message] of refusals) {
  test(`a recipe with ${name} is refused by name`, refuses, value, message)
}

test('spellings of one source give one source id', (t) => {
  const spellings = [
    `git+https://github.com/near/mpc?rev=${COMMIT}`,
    `git+https://GitHub.com/near/mpc.git#${COMMIT}`,
    `git+https://github.com/near/mpc/?rev=${COMMIT}#${COMMIT}`,
    `git+https://github.com/near/mpc.git?rev=${COMMIT}`,
  ]
  const ids = spellings.map((source_code_snapshot) =>
    sourceId(sourceOf(readRecipe({ ...valid, source_code_snapshot })), portableHasher),
  )
  t.is(new Set(ids).size, 1)
})
