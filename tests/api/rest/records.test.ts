import test from 'ava'
import { canonicalRecipe } from '../../../protocol/recipe.ts'
import { SEEN_AT } from '../../chain/answers.ts'
import { stage } from '../ask.ts'
import { hashOf, idOf } from '../mirror.ts'
import { get } from './get.ts'
import { attested, DAPP, GOOD, OTHER } from './stage.ts'

test('an attestation is found by its number, with its recipe', async (t) => {
  const { json } = await get(await attested(t), '/v1/attestations/7')
  t.like(json, {
    seq: 7,
    builder: 'zeta.near',
    outcome: 'BUILT',
    codeHash: GOOD,
    network: 'NONE',
    provenance: 'ONCHAIN',
    live: false,
    endedBy: 'WITHDRAWN',
    endedBySeq: 8,
    recipe: { recipeId: idOf(OTHER), canonicalJson: canonicalRecipe(OTHER) },
  })
})

test('a recipe is found by its id', async (t) => {
  const all = await attested(t)
  const { json, headers } = await get(all, `/v1/recipes/${idOf(DAPP)}`)
  t.like(json, {
    recipeId: idOf(DAPP),
    buildCommand: DAPP.build_command,
    contractPath: 'contract',
    source: { repository: 'https://example.org/dapp', path: 'contract' },
  })
  t.is(headers.get('cache-control'), 'public, max-age=86400')
  const some = await get(all, `/v1/recipes/${idOf(DAPP)}?fields=source.repository`)
  t.deepEqual(some.json, { source: { repository: 'https://example.org/dapp' } })
})

test('the status tells how far the mirror and the chain have come', async (t) => {
  const all = await attested(t)
  const { json } = await get(all, '/v1/status')
  t.like(json, {
    network: 'localnet',
    registry: 'registry.near',
    indexedHeight: 120,
    chainHeight: SEEN_AT.block_height,
    seq: 9,
  })
  t.deepEqual((await get(all, '/v1/status?fields=seq&omit=seq')).json, {})
})

for (const path of [
  '/v1/attestations/9',
  '/v1/attestations/10',
  '/v1/attestations/999999999999999',
  `/v1/recipes/${hashOf('none')}`,
  '/v1',
  '/v1/',
  '/v1/nothing',
  '/v1/contracts',
  '/v1/contracts/',
  '/v1/contracts/dapp.near/',
  '/v1/contracts/dapp.near/else',
  '/V1/status/../../v1/x',
  '/badge',
]) {
  test(`${path} is not there`, async (t) => {
    const { status, json } = await get(await attested(t), path)
    const isContract = path === '/v1/contracts/'
    t.is(status, isContract ? 400 : 404)
    t.like(json.error, { code: isContract ? 'INVALID_ARGUMENT' : 'NOT_FOUND' })
  })
}

for (const seq of ['0', '-1', '1.5', '1e3', 'x', '%20', '9999999999999999', '٣']) {
  test(`${seq} is no number of an attestation`, async (t) => {
    const { status, json } = await get(await attested(t), `/v1/attestations/${seq}`)
    t.is(status, 400)
    t.like(json.error, { code: 'INVALID_ARGUMENT', argument: 'seq' })
  })
}

test('a mirror without a block gives 503 and says what to do', async (t) => {
  const { status, json, headers } = await get(await stage(t), '/v1/status')
  t.is(status, 503)
  t.like(json.error, { code: 'MIRROR_NOT_READY' })
  t.is(headers.get('retry-after'), '1')
})
