import test from 'ava'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { stage } from './ask.ts'
import { hashOf, recipeOf } from './mirror.ts'

const GOOD = hashOf('good code')
const ACME = readPolicy({ operators: [{ name: 'acme', accounts: ['acme.near'] }], quorum: 'acme' })
const BETA = readPolicy({ operators: [{ name: 'beta', accounts: ['beta.near'] }], quorum: 'beta' })

const QUERIES = [
  'query ($id: String!) { policy(policy: { id: $id }) { digest } }',
  'query ($id: String!) { contract(accountId: "dapp.near") { verdict(policy: { id: $id }) { status policyDigest } } }',
  `query ($id: String!) { code(hash: "${GOOD}") { verdict(policy: { id: $id }) { status policyDigest } } }`,
] as const

test('a policy on chain is named by its owner and its name, and followed as it changes', async (t) => {
  const { ask, mirror, clock } = await stage(t, { 'dapp.near': GOOD })
  await mirror.record(
    { attest: 'acme.near', recipe: recipeOf('dapp'), got: GOOD },
    { set: 'dao.near/main', version: 1, policy: ACME },
  )
  const expect = async (status: string, policy: typeof ACME) => {
    clock.ms += 1_000
    const digest = policyDigest(policy, portableHasher)
    const [byItself, byAccount, byCode] = await Promise.all(
      QUERIES.map((query) => ask(query, { id: 'dao.near/main' })),
    )
    t.deepEqual(byItself?.data, { policy: { digest } })
    t.deepEqual(byAccount?.data, { contract: { verdict: { status, policyDigest: digest } } })
    t.deepEqual(byCode?.data, { code: { verdict: { status, policyDigest: digest } } })
  }
  await expect('VERIFIED', ACME)
  await mirror.record({ set: 'dao.near/main', version: 2, policy: BETA })
  await expect('UNATTESTED', BETA)
  await mirror.record({ set: 'other.near/main', version: 1, policy: ACME })
  await expect('UNATTESTED', BETA)
})

test('a policy that is not in force, or not any more, is said to be unknown', async (t) => {
  const { ask, mirror, clock } = await stage(t, { 'dapp.near': GOOD })
  await mirror.record({ set: 'dao.near/main', version: 1, policy: ACME })
  await mirror.record({ remove: 'dao.near/main', version: 1 })
  clock.ms += 1_000
  for (const id of ['dao.near/main', 'dao.near/mine', 'nobody.near/main']) {
    for (const query of QUERIES) {
      const { errors } = await ask(query, { id })
      t.is(errors.length, 1)
      t.like(errors[0], { extensions: { code: 'UNKNOWN_POLICY', id } })
    }
  }
})

test('a policy id that is none is refused as a policy', async (t) => {
  const { ask, mirror } = await stage(t, { 'dapp.near': GOOD })
  await mirror.advanceTo(200)
  for (const id of ['', 'main', 'dao.near/', '/main', 'dao.near/main/more', 'DAO/main']) {
    const { errors } = await ask(QUERIES[0], { id })
    t.is(errors.length, 1)
    t.like(errors[0], { extensions: { code: 'INVALID_POLICY', field: 'policy.id' } }, id)
  }
})
