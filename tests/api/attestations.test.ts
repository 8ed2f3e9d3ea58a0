import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { stage } from './ask.ts'
import { hashOf, idOf, recipeOf } from './mirror.ts'

type Page = {
  edges: { cursor: string; node: Record<string, unknown> }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
}

const PAGE = `query ($first: Int, $after: String, $filter: AttestationFilter) {
  attestations(first: $first, after: $after, filter: $filter) {
    edges { cursor node { seq builder } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

const one = recipeOf('one')
const two = recipeOf('two')

test('an attestation has all that was stated, and what became of it', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.record(
    { attest: 'a.near', recipe: one, got: hashOf('x'), network: 'fetch_then_none' },
    { attest: 'a.near', recipe: one, got: null },
    { attest: 'b.near', recipe: two, got: hashOf('y') },
    { withdraw: 'b.near', recipe: two },
  )
  const query = `query ($seq: Int!) { attestation(seq: $seq) {
    seq builder recipeId outcome codeHash platform network tool logDigest provenance blockHeight timestamp
    live endedBy endedBySeq recipe { recipeId } } }`
  const stated = {
    builder: 'a.near',
    recipeId: idOf(one),
    recipe: { recipeId: idOf(one) },
    platform: 'linux/amd64',
    tool: 'countersign/1.0.0',
    logDigest: null,
    provenance: 'ONCHAIN',
    blockHeight: 101,
    timestamp: '1700000060600000000',
  }
  t.deepEqual((await ask(query, { seq: 1 })).data.attestation, {
    ...stated,
    seq: 1,
    outcome: 'BUILT',
    codeHash: hashOf('x'),
    network: 'FETCH_THEN_NONE',
    live: false,
    endedBy: 'SUPERSEDED',
    endedBySeq: 2,
  })
  const superseding = { seq: 2, outcome: 'FAILED', codeHash: null, live: true, endedBy: null }
  t.like((await ask(query, { seq: 2 })).data.attestation, superseding)
  const withdrawn = { live: false, endedBy: 'WITHDRAWN', endedBySeq: 4 }
  t.like((await ask(query, { seq: 3 })).data.attestation, withdrawn)
  t.is((await ask(query, { seq: 4 })).data.attestation, null, 'event 4 is no attestation')
  const zero = await ask(query, { seq: 0 })
  t.like(zero.errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'seq' } })
})

test('a recipe is given word for word, with its source', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.record({ attest: 'a.near', recipe: one, got: hashOf('x') })
  const query = `query ($id: Hash!) { recipe(id: $id) { recipeId buildEnvironment environmentDigest buildCommand
    contractPath sourceCodeSnapshot outputWasmPath link canonicalJson source { repository commit path } } }`
  const { data } = await ask(query, { id: idOf(one) })
  t.like(data.recipe, {
    recipeId: idOf(one),
    buildEnvironment: one.build_environment,
    environmentDigest: one.build_environment.slice(-64),
    buildCommand: one.build_command,
    contractPath: 'contract',
    sourceCodeSnapshot: one.source_code_snapshot,
    outputWasmPath: '/home/near/code/out.wasm',
    link: null,
    source: {
      repository: 'https://example.org/one',
      commit: one.source_code_snapshot.slice(-40),
      path: 'contract',
    },
  })
  t.deepEqual(JSON.parse((data.recipe as { canonicalJson: string }).canonicalJson), one)
  t.is((await ask(query, { id: hashOf('no such recipe') })).data.recipe, null)
})

test('attestations are filtered by each field, alone and together', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.record(
    { attest: 'a.near', recipe: one, got: hashOf('x') },
    { attest: 'b.near', recipe: one, got: null },
    { attest: 'a.near', recipe: two, got: hashOf('y') },
    { attest: 'b.near', recipe: two, got: hashOf('x') },
    { withdraw: 'b.near', recipe: two },
  )
  const filters: [object | undefined, number[]][] = [
    [undefined, [4, 3, 2, 1]],
    [{}, [4, 3, 2, 1]],
    [{ builder: 'a.near' }, [3, 1]],
    [{ recipeId: idOf(one) }, [2, 1]],
    [{ codeHash: hashOf('x') }, [4, 1]],
    [{ outcome: 'FAILED' }, [2]],
    [{ live: true }, [3, 2, 1]],
    [{ live: false }, [4]],
    [{ codeHash: hashOf('x'), live: true }, [1]],
    [{ builder: 'a.near', recipeId: idOf(one), codeHash: hashOf('y') }, []],
    [{ builder: null, live: null }, [4, 3, 2, 1]],
  ]
  for (const [filter, seqs] of filters) {
    const { data } = await ask(PAGE, { filter })
    const { edges } = data.attestations as Page
    t.deepEqual(
      edges.map(({ node }) => node.seq),
      seqs,
      JSON.stringify(filter),
    )
  }
  const { data } = await ask(
    `{ code(hash: "${hashOf('x')}") { attestations(first: 1) { edges { node { seq } } pageInfo { hasNextPage } } } }`,
  )
  t.deepEqual(data.code, {
    attestations: { edges: [{ node: { seq: 4 } }], pageInfo: { hasNextPage: true } },
  })
})

test('the second page stays the same while new attestations come in', async (t) => {
  const { ask, mirror } = await stage(t)
  const builders = ['a.near', 'b.near', 'c.near', 'd.near']
  await mirror.record(...builders.map((attest) => ({ attest, recipe: one, got: null })))
  const first = (await ask(PAGE, { first: 2 })).data.attestations as Page
  await mirror.record({ attest: 'e.near', recipe: one, got: null })
  const after = first.pageInfo.endCursor
  const second = (await ask(PAGE, { first: 2, after })).data.attestations as Page
  t.deepEqual(
    second.edges.map(({ node }) => node.builder),
    ['b.near', 'a.near'],
  )
  t.like(second.pageInfo, { hasNextPage: false, hasPreviousPage: true })
})

testProp(
  'pages of any size give every attestation once, in order',
  [fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 100 })],
  async (t, count, first) => {
    const { ask, mirror } = await stage(t)
    const builders = Array.from({ length: count }, (_, i) => `b${i}.near`)
    await mirror.record(...builders.map((attest) => ({ attest, recipe: one, got: null })))
    const seen: unknown[] = []
    let after: string | null = null
    for (;;) {
      const page: Page = (await ask(PAGE, { first, after })).data.attestations as Page
      seen.push(...page.edges.map(({ node }) => node.builder))
      t.true(page.edges.length <= first)
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    t.deepEqual(seen, builders.reverse())
  },
  { numRuns: 15 },
)

test('an empty page has no cursors', async (t) => {
  const { ask } = await stage(t)
  t.deepEqual((await ask(PAGE)).data.attestations, {
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  })
})
