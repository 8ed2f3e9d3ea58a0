import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { encodeGlobalId, NODE_TYPES, readGlobalId } from '../../../api/schema/global-id.ts'
import { stage } from '../ask.ts'
import { hashOf, idOf, recipeOf } from '../mirror.ts'

const recipe = recipeOf('app')

test('what was given with an id is found again by it', async (t) => {
  const { ask, mirror } = await stage(t, { 'dapp.near': hashOf('code') })
  await mirror.record({ attest: 'a.near', recipe, got: hashOf('code') })
  const given = await ask(`{
    contract(accountId: "dapp.near") { id accountId code { id hash } }
    attestation(seq: 1) { id seq recipe { id recipeId source { id sourceId } } }
  }`)
  t.deepEqual(given.errors, [])
  const contract = given.data.contract as { id: string; accountId: string; code: { id: string } }
  const attestation = given.data.attestation as {
    id: string
    recipe: { id: string; source: { id: string; sourceId: string } }
  }
  const { recipe: node } = attestation
  const { data, errors } = await ask(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id
      ... on Contract { accountId codeHash } ... on Code { hash } ... on Attestation { seq builder }
      ... on Recipe { recipeId } ... on Source { sourceId repository } } }`,
    { ids: [contract.id, contract.code.id, attestation.id, node.id, node.source.id] },
  )
  t.deepEqual(errors, [])
  t.deepEqual(data.nodes, [
    { __typename: 'Contract', id: contract.id, accountId: 'dapp.near', codeHash: hashOf('code') },
    { __typename: 'Code', id: contract.code.id, hash: hashOf('code') },
    { __typename: 'Attestation', id: attestation.id, seq: 1, builder: 'a.near' },
    { __typename: 'Recipe', id: node.id, recipeId: idOf(recipe) },
    {
      __typename: 'Source',
      id: node.source.id,
      sourceId: node.source.sourceId,
      repository: 'https://example.org/app',
    },
  ])
  const one = await ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id: node.id })
  t.deepEqual(one.data.node, { __typename: 'Recipe', id: node.id })
})

test('an id of what nobody has recorded is null, and one that was never given is refused at its place', async (t) => {
  const { ask, mirror } = await stage(t)
  await mirror.advanceTo(120)
  const ids = [
    encodeGlobalId('Attestation', 99),
    encodeGlobalId('Recipe', hashOf('none')),
    encodeGlobalId('Source', hashOf('none')),
    encodeGlobalId('Source', 'no hash'),
    encodeGlobalId('Attestation', '1e3'),
    'nonsense',
    encodeGlobalId('Query', 1),
    encodeGlobalId('__proto__', 1),
    `${encodeGlobalId('Attestation', 1)}=`,
    encodeGlobalId('Contract', 'a'.repeat(5_000)),
    '\u{1f600}',
    '',
  ]
  const { data, errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
  t.deepEqual(
    data.nodes,
    ids.map(() => null),
  )
  t.deepEqual(
    errors.map(({ path, extensions }) => [path?.[1], extensions?.code, extensions?.argument]),
    [5, 6, 7, 8, 9, 10, 11].map((i) => [i, 'INVALID_ARGUMENT', `ids[${i}]`]),
  )
})

test('nodes are from 1 to 100', async (t) => {
  const { ask } = await stage(t)
  for (const ids of [[], Array.from({ length: 101 }, () => encodeGlobalId('Attestation', 1))]) {
    const { errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
    t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'ids' } })
  }
})

testProp(
  'an id that is written is read, and nothing else is read to the same',
  [
    fc.constantFrom(...NODE_TYPES),
    fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme-ascii' }),
    fc.string(),
  ],
  (t, type, key, other) => {
    const id = encodeGlobalId(type, key)
    t.deepEqual(readGlobalId(id, 'id'), { type, key })
    if (other === id) return
    try {
      t.notDeepEqual(readGlobalId(other, 'id'), { type, key })
    } catch (error) {
      t.like(error, { code: 'INVALID_ARGUMENT' })
    }
  },
)
