import test from 'ava'
import { NO_CODE } from '../chain/answers.ts'
import { stage } from './ask.ts'
import { hashOf, recipeOf } from './mirror.ts'

const recipe = recipeOf('app')
const BATCH = `query ($ids: [AccountId!]!) { contracts(accountIds: $ids) {
  accountId codeHash codeSource verdict(policy: { text: "anyone 1" }) { status } } }`

test('200 accounts are answered by one query of theirs, with one question to NEAR for each', async (t) => {
  const ids = Array.from({ length: 200 }, (_, i) => `app${i}.near`)
  const code = Object.fromEntries(ids.map((id, i) => [id, hashOf(`code ${i}`)]))
  const { ask, near, mirror } = await stage(t, code)
  await mirror.record({ attest: 'a.near', recipe, got: hashOf('code 7') })
  const sql = mirror.countQueries('attestations')

  const { data, errors } = await ask(BATCH, { ids })
  t.deepEqual(errors, [])
  const contracts = data.contracts as { accountId: string; verdict: { status: string } }[]
  t.deepEqual(
    contracts.map(({ accountId }) => accountId),
    ids,
  )
  const verified = contracts.filter(({ verdict }) => verdict.status === 'VERIFIED')
  t.deepEqual(
    verified.map(({ accountId }) => accountId),
    ['app7.near'],
  )
  t.is(near.asked.length, 200)
  t.is(sql(), 1)

  await Promise.all([ask(BATCH, { ids }), ask(BATCH, { ids: ids.slice(0, 50) })])
  t.is(near.asked.length, 200, 'what was read a moment ago is not read again')
})

test('an account that fails gives an error at its own place, and the others are answered', async (t) => {
  const { ask, near, mirror } = await stage(t, {
    'a.near': hashOf('a'),
    'broken.near': hashOf('b'),
    'c.near': null,
  })
  await mirror.advanceTo(120)
  near.broken.reply = { status: 503, body: '' }
  near.broken.for = ['broken.near']
  const ids = ['a.near', 'broken.near', 'NO ACCOUNT', 'c.near', 'nobody.near', 'a.near']
  const { data, errors } = await ask(BATCH, { ids })
  const of = (accountId: string, codeHash: string | null, codeSource: string, status: string) => ({
    accountId,
    codeHash,
    codeSource,
    verdict: { status },
  })
  t.deepEqual(data.contracts, [
    of('a.near', hashOf('a'), 'LOCAL', 'UNATTESTED'),
    null,
    null,
    of('c.near', null, 'NONE', 'NO_CODE'),
    of('nobody.near', null, 'UNKNOWN_ACCOUNT', 'UNKNOWN_ACCOUNT'),
    of('a.near', hashOf('a'), 'LOCAL', 'UNATTESTED'),
  ])
  t.deepEqual(
    errors.map(({ path, extensions }) => [path, extensions?.code]),
    [
      [['contracts', 1], 'SERVER_ERROR'],
      [['contracts', 2], 'INVALID_ARGUMENT'],
    ],
  )
})

test('a batch has from 1 to 200 accounts', async (t) => {
  const { ask, near } = await stage(t)
  for (const ids of [[], Array.from({ length: 201 }, () => 'a.near')]) {
    const { errors } = await ask(BATCH, { ids })
    t.like(errors[0], { extensions: { code: 'INVALID_ARGUMENT', argument: 'accountIds' } })
  }
  t.deepEqual(near.asked, [])
})

const UPGRADES = `query ($id: AccountId!) { contract(accountId: $id) {
  upgradeability { fullAccessKeys globalOwner globalOwnerFullAccessKeys locked } } }`

test('a contract tells which keys are left that can change it', async (t) => {
  const { ask, near } = await stage(t, { 'open.near': hashOf('a'), 'locked.near': hashOf('a') })
  const calls = { FunctionCall: { allowance: null, receiver_id: 'a.near', method_names: [] } }
  const shared = { code_hash: NO_CODE, global_contract_account_id: 'owner.near' }
  near.accounts.set('shared.near', shared)
  near.accounts.set('shared2.near', { ...shared, global_contract_account_id: 'locked.near' })
  near.globalCode.set('owner.near', hashOf('g')).set('locked.near', hashOf('g'))
  near.keys.set('open.near', ['FullAccess', calls, 'FullAccess'])
  near.keys.set('locked.near', [calls])
  near.keys.set('shared.near', [])
  near.keys.set('shared2.near', [])
  const expected: [string, number, string | null, number | null, boolean][] = [
    ['open.near', 2, null, null, false],
    ['locked.near', 0, null, null, true],
    ['shared.near', 0, 'owner.near', 1, false],
    ['shared2.near', 0, 'locked.near', 0, true],
  ]
  for (const [id, fullAccessKeys, globalOwner, globalOwnerFullAccessKeys, locked] of expected) {
    const { data, errors } = await ask(UPGRADES, { id })
    t.deepEqual(errors, [])
    const upgradeability = { fullAccessKeys, globalOwner, globalOwnerFullAccessKeys, locked }
    t.deepEqual(data.contract, { upgradeability }, id)
  }
  t.deepEqual((await ask(UPGRADES, { id: 'nobody.near' })).data.contract, { upgradeability: null })
})

test('while the keys cannot be read, the contract is told all the same', async (t) => {
  const { ask, near } = await stage(t, { 'dapp.near': hashOf('code') })
  await ask('{ contract(accountId: "dapp.near") { codeHash } }')
  near.broken.reply = { status: 503, body: '' }
  const { data, errors } = await ask(
    '{ contract(accountId: "dapp.near") { codeHash upgradeability { locked } } }',
  )
  t.deepEqual(data.contract, { codeHash: hashOf('code'), upgradeability: null })
  t.like(errors[0], { path: ['contract', 'upgradeability'], extensions: { code: 'SERVER_ERROR' } })
})
