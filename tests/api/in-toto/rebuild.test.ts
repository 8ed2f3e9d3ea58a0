import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { type Attested, rebuildStatement } from '../../../api/in-toto/rebuild.ts'
import { rfc3339 } from '../../../api/in-toto/statement.ts'
import { NETWORK_MODES, PROVENANCES, readStatement } from '../../../protocol/attestation.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { bytesToHex } from '../../../protocol/hex.ts'
import { readRecipe } from '../../../protocol/recipe.ts'
import { idOf, recipeOf } from '../mirror.ts'
import { faultsOf } from './conformance.ts'

const BYTES = new Uint8Array(32).fill(7)
const CODE = encodeBase58(BYTES)

const RECIPE = {
  ...recipeOf('dapp'),
  link: 'https://example.org/dapp/tree/main',
}

const BUILT: Attested = {
  attestation: {
    builder: 'acme.near',
    recipe_id: idOf(RECIPE),
    seq: 5,
    block_height: 101,
    timestamp: '1700000060600000001',
    outcome: 'built',
    code_hash: CODE,
    platform: 'linux/amd64',
    network: 'fetch_then_none',
    tool: 'acme/builder/2.1.0',
    log_digest: 'ab'.repeat(32),
    provenance: 'onchain',
  },
  recipe: RECIPE,
  receiptId: 'Receipt1',
  network: 'mainnet',
}

test('an attestation of a wasm is SLSA provenance of it', (t) => {
  const commit = 'c7e7d9f7ef4565bfab367ad3751d397729b486c5'
  const statement = rebuildStatement(BUILT)
  t.deepEqual(faultsOf(statement), [])
  t.deepEqual(statement, {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: CODE, digest: { sha256: '07'.repeat(32) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType:
          'https://github.com/countersign/countersign/blob/main/docs/in-toto.md#nep-330-rebuild-v1',
        externalParameters: RECIPE,
        internalParameters: {
          platform: 'linux/amd64',
          network: 'fetch_then_none',
          provenance: 'onchain',
        },
        resolvedDependencies: [
          { uri: `git+https://example.org/dapp@${commit}`, digest: { gitCommit: commit } },
          {
            name: RECIPE.build_environment,
            digest: { sha256: RECIPE.build_environment.slice(-64) },
          },
        ],
      },
      runDetails: {
        builder: { id: 'near:mainnet:acme.near', version: { 'acme/builder': '2.1.0' } },
        metadata: { invocationId: 'Receipt1/5', finishedOn: '2023-11-14T22:14:20.600000001Z' },
        byproducts: [{ name: 'build log', digest: { sha256: 'ab'.repeat(32) } }],
      },
    },
  })
})

test('a rebuild that failed is about the source, since there is nothing else', (t) => {
  const { attestation } = BUILT
  const failed = { ...attestation, outcome: 'failed', code_hash: null, log_digest: null } as const
  const statement = rebuildStatement({ ...BUILT, attestation: failed })
  t.deepEqual(faultsOf(statement), [])
  t.is(
    statement.predicateType,
    'https://github.com/countersign/countersign/blob/main/docs/in-toto.md#failed-rebuild-v1',
  )
  const [source] = statement.predicate.buildDefinition.resolvedDependencies
  t.deepEqual(statement.subject, [source])
  t.false('byproducts' in statement.predicate.runDetails)
})

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((all) => bytesToHex(all))
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const account = fc.stringMatching(/^[a-z0-9]([-_.]?[a-z0-9]){1,20}$/)

const recipe = fc
  .record({
    image: text,
    digest: hex(32),
    command: fc.array(text, { minLength: 1, maxLength: 4 }),
    host: fc.domain(),
    path: text,
    commit: fc.oneof(hex(20), hex(32)),
    link: fc.option(text),
  })
  .map(({ image, digest, command, host, path, commit, link }) => ({
    build_environment: `${image}@sha256:${digest}`,
    build_command: command,
    contract_path: '',
    source_code_snapshot: `git+https://${host}/${path}?rev=${commit}`,
    output_wasm_path: null,
    link,
  }))
  .filter(isRecipe)

function isRecipe(value: unknown): boolean {
  try {
    readRecipe(value)
    return true
  } catch {
    return false
  }
}

const attested = fc
  .record({
    code: fc.option(hash),
    builder: account,
    seq: fc.integer({ min: 1 }),
    timestamp: fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map(String),
    tool: fc.stringMatching(/^[A-Za-z0-9._~!*'()-]{1,10}(\/[A-Za-z0-9._~-]{1,10}){1,2}$/),
    platform: fc.constantFrom('linux/amd64', 'linux/arm64'),
    network: fc.constantFrom(...NETWORK_MODES),
    provenance: fc.constantFrom(...PROVENANCES),
    log_digest: fc.option(hex(32)),
    recipe,
    chain: fc.constantFrom('mainnet', 'localnet', 'a network'),
  })
  .map(({ code, builder, seq, timestamp, recipe: given, chain, ...rest }): Attested => {
    const outcome = code === null ? 'failed' : 'built'
    const code_hash = code === null ? null : encodeBase58(code)
    const statement = readStatement({ ...rest, outcome, code_hash }, 'statement')
    const recorded = { builder, recipe_id: idOf(given), seq, block_height: 1, timestamp }
    const attestation = { ...statement, ...recorded }
    return { attestation, recipe: given, receiptId: `r${seq}`, network: chain }
  })

testProp('whatever has been attested, its Statement is one', [attested], (t, one) => {
  const statement = rebuildStatement(one)
  t.deepEqual(faultsOf(statement), [], JSON.stringify(statement))
  t.deepEqual(statement.predicate.buildDefinition.externalParameters, one.recipe)
  t.deepEqual(JSON.parse(JSON.stringify(statement)), statement)
})

const broken: [
  what: string,
  change: (statement: ReturnType<typeof rebuildStatement>) => unknown,
][] = [
  ['no subject', (s) => ({ ...s, subject: [] })],
  ['a subject without a digest', (s) => ({ ...s, subject: [{ name: 'x' }] })],
  ['a digest in base58', (s) => ({ ...s, subject: [{ digest: { sha256: CODE } }] })],
  ['another type', (s) => ({ ...s, _type: 'https://in-toto.io/Statement/v0.1' })],
  ['a predicate type that is no URI', (s) => ({ ...s, predicateType: 'provenance' })],
  ['a field of its own', (s) => ({ ...s, extra: 1 })],
  [
    'no build definition',
    ({ predicate: p, ...s }) => ({ ...s, predicate: { runDetails: p.runDetails } }),
  ],
  ['a misspelt field', ({ predicate: p, ...s }) => ({ ...s, predicate: { ...p, rundetails: {} } })],
  [
    'a time without a zone',
    ({ predicate: p, ...s }) => ({
      ...s,
      predicate: {
        ...p,
        runDetails: { ...p.runDetails, metadata: { finishedOn: '2023-11-14T22:14:20' } },
      },
    }),
  ],
]

for (const [what, change] of broken) {
  test(`the check finds ${what}`, (t) => {
    t.not(faultsOf(change(rebuildStatement(BUILT))).length, 0)
  })
}

const times: [nanoseconds: string, text: string][] = [
  ['0', '1970-01-01T00:00:00.000000000Z'],
  ['999999999', '1970-01-01T00:00:00.999999999Z'],
  ['1700000000123456789', '2023-11-14T22:13:20.123456789Z'],
  ['99999999999999999999', '5138-11-16T09:46:39.999999999Z'],
]

for (const [nanoseconds, written] of times) {
  test(`${nanoseconds} is ${written}`, (t) => {
    t.is(rfc3339(nanoseconds), written)
  })
}
