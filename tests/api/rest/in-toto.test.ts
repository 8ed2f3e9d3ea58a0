import { createHash } from 'node:crypto'
import test from 'ava'
import type { VerificationSummary } from '../../../api/in-toto/verification-summary.ts'
import { decodeBase58 } from '../../../protocol/base58.ts'
import { bytesToHex } from '../../../protocol/hex.ts'
import { faultsOf } from '../in-toto/conformance.ts'
import { hashOf, recipeOf } from '../mirror.ts'
import { type Got, get } from './get.ts'
import { attested, BOTH, DAPP, GOOD } from './stage.ts'

const hexOf = (hash: string) => bytesToHex(decodeBase58(hash, 32, 'hash'))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const BOTH_TEXT = `policyText=${encodeURIComponent(BOTH)}`
const DISPUTE = encodeURIComponent(
  'operator acme acme.near\noperator gamma gamma.near\ngroup any any acme gamma\nquorum any',
)

type Summary = { subject: unknown; predicate: VerificationSummary }

const summaryOf = ({ text }: Got): Summary => JSON.parse(text) as Summary

test('an attestation is a Statement, with its media type and for a day', async (t) => {
  const all = await attested(t)
  const got = await get(all, '/v1/attestations/2/provenance')
  t.is(got.status, 200)
  t.is(got.headers.get('content-type'), 'application/vnd.in-toto+json')
  t.is(got.headers.get('cache-control'), 'public, max-age=86400')
  const statement = JSON.parse(got.text) as Record<string, unknown>
  t.deepEqual(faultsOf(statement), [])
  t.like(statement, {
    subject: [{ name: GOOD, digest: { sha256: hexOf(GOOD) } }],
    predicate: {
      buildDefinition: { externalParameters: DAPP },
      runDetails: {
        builder: { id: 'near:localnet:acme.near', version: { countersign: '1.0.0' } },
        metadata: {
          invocationId: `${hashOf('receipt 2')}/2`,
          finishedOn: '2023-11-14T22:14:20.600000000Z',
        },
      },
    },
  })
})

test('all that has been attested conforms, also what failed, was superseded or taken back', async (t) => {
  const all = await attested(t)
  for (const seq of [1, 2, 3, 4, 5, 6, 7]) {
    const { text } = await get(all, `/v1/attestations/${seq}/provenance`)
    const statement = JSON.parse(text) as { predicateType: string }
    t.deepEqual(faultsOf(statement), [])
    t.is(statement.predicateType.endsWith('#failed-rebuild-v1'), seq === 5)
  }
})

test('a Statement stays as it is when the attestation is taken back', async (t) => {
  const all = await attested(t)
  const path = '/v1/attestations/6/provenance'
  const before = await get(all, path)
  await all.mirror.record({ withdraw: 'epsilon.near', recipe: recipeOf('other', 'other-image') })
  all.clock.ms += 5_000
  t.is((await get(all, '/v1/attestations/6')).json.endedBy, 'WITHDRAWN')
  t.is((await get(all, path)).text, before.text)
  const another = await attested(t)
  t.is((await get(another, path)).text, before.text, 'it is the same in every mirror')
})

test('a verdict that is VERIFIED has passed, with all that it was made from', async (t) => {
  const all = await attested(t)
  const got = await get(all, `/v1/contracts/dapp.near/vsa?${BOTH_TEXT}%0Amax_dissent%201`)
  t.is(got.status, 200)
  t.is(got.headers.get('content-type'), 'application/vnd.in-toto+json')
  const statement = summaryOf(got)
  t.deepEqual(faultsOf(statement), [])
  t.deepEqual(statement.subject, [{ name: 'dapp.near', digest: { sha256: hexOf(GOOD) } }])
  const { json } = await get(
    all,
    `/v1/contracts/dapp.near?${BOTH_TEXT}%0Amax_dissent%201&fields=verdict.policyDigest,verdict.asOf`,
  )
  const { policyDigest, asOf } = json.verdict as { policyDigest: string; asOf: { head: string } }
  const inputs = await Promise.all(
    [2, 3].map(async (seq) => {
      const { text } = await get(all, `/v1/attestations/${seq}/provenance`)
      const uri = `near:localnet:registry.near/attestations/${seq}`
      return { uri, digest: { sha256: sha256(text) } }
    }),
  )
  t.like(statement.predicate, {
    resourceUri: 'near:localnet:dapp.near',
    timeVerified: '2023-11-14T22:14:32.000000000Z',
    policy: {
      uri: `countersign:policy:${policyDigest}`,
      digest: { sha256: hexOf(policyDigest) },
    },
    verificationResult: 'PASSED',
    verifiedLevels: ['COUNTERSIGN_QUORUM'],
    inputAttestations: inputs,
  })
  const [extension] = Object.entries(statement.predicate).filter(([name]) => name.includes(':'))
  t.like(extension?.[1], { status: 'VERIFIED', open: false, asOf: { head: asOf.head, seq: 9 } })
})

const others: [
  path: string,
  result: 'PASSED' | 'FAILED',
  level: string,
  status: string,
  inputs: number[],
][] = [
  [
    'contracts/dapp.near/vsa?policy=acme.near/main',
    'PASSED',
    'COUNTERSIGN_QUORUM',
    'VERIFIED',
    [2],
  ],
  [`code/${GOOD}/vsa?anyone=2`, 'PASSED', 'COUNTERSIGN_OPEN_QUORUM', 'VERIFIED', [2, 3, 6, 4, 5]],
  [`code/${GOOD}/vsa?anyone=3`, 'FAILED', 'FAILED', 'PARTIAL', [2, 3, 6, 4, 5]],
  [`contracts/dapp.near/vsa?policyText=${DISPUTE}`, 'FAILED', 'FAILED', 'DISPUTED', [2, 4]],
  ['contracts/new.near/vsa?anyone=1', 'FAILED', 'FAILED', 'UNATTESTED', []],
]

for (const [path, result, level, status, inputs] of others) {
  test(`${decodeURIComponent(path)} is ${status} and has ${result}`, async (t) => {
    const statement = summaryOf(await get(await attested(t), `/v1/${path}`))
    t.deepEqual(faultsOf(statement), [])
    const { predicate } = statement
    t.is(predicate.verificationResult, result)
    t.deepEqual(predicate.verifiedLevels, [level])
    t.true(JSON.stringify(predicate).includes(`"status":"${status}"`))
    t.deepEqual(
      predicate.inputAttestations?.map(({ uri }) => uri),
      inputs.map((seq) => `near:localnet:registry.near/attestations/${seq}`),
    )
  })
}

test('a policy on chain is named by where it is', async (t) => {
  const all = await attested(t)
  const { predicate } = summaryOf(await get(all, `/v1/code/${GOOD}/vsa?policy=acme.near/main`))
  t.is(predicate.policy.uri, 'near:localnet:registry.near/policies/acme.near/main')
  t.is(predicate.resourceUri, `near:localnet/code:${GOOD}`)
})

test('more attestations than can be listed are not listed at all', async (t) => {
  const all = await attested(t)
  const deeds = Array.from({ length: 996 }, (_, i) => ({
    attest: `b${i}.near`,
    recipe: DAPP,
    got: GOOD,
  }))
  await all.mirror.record(...deeds.slice(1))
  all.clock.ms += 5_000
  const path = `/v1/code/${GOOD}/vsa?anyone=2`
  t.is(summaryOf(await get(all, path)).predicate.inputAttestations?.length, 1_000)
  await all.mirror.record(...deeds.slice(0, 1))
  all.clock.ms += 5_000
  const { predicate } = summaryOf(await get(all, path))
  t.false('inputAttestations' in predicate)
  t.is(predicate.verificationResult, 'PASSED')
})

test('a summary is asked for again by its ETag, which stays while blocks go on', async (t) => {
  const all = await attested(t)
  const path = `/v1/code/${GOOD}/vsa?anyone=2`
  const first = await get(all, path)
  t.is(first.headers.get('cache-control'), 'public, max-age=3')
  await all.mirror.advanceTo(150)
  all.clock.ms += 5_000
  const again = await get(all, path, { 'if-none-match': first.headers.get('etag') ?? '' })
  t.is(again.status, 304)
  t.not((await get(all, path)).text, first.text)
})

const refused: [path: string, status: number, code: string][] = [
  ['attestations/9/provenance', 404, 'NOT_FOUND'],
  ['attestations/0/provenance', 400, 'INVALID_ARGUMENT'],
  ['attestations/1/provenance?policy=acme.near/main', 400, 'INVALID_ARGUMENT'],
  ['contracts/dapp.near/vsa', 400, 'INVALID_ARGUMENT'],
  ['contracts/dapp.near/vsa?policyText=x', 400, 'INVALID_POLICY'],
  ['contracts/dapp.near/vsa?policy=acme.near/none', 404, 'UNKNOWN_POLICY'],
  ['contracts/empty.near/vsa?anyone=1', 404, 'NOT_FOUND'],
  ['contracts/nobody.near/vsa?anyone=1', 404, 'NOT_FOUND'],
  ['code/x/vsa?anyone=1', 400, 'INVALID_ARGUMENT'],
]

for (const [path, status, code] of refused) {
  test(`/v1/${path} is refused with ${status}`, async (t) => {
    const got = await get(await attested(t), `/v1/${path}`)
    t.is(got.status, status)
    t.like(got.json.error, { code })
  })
}
