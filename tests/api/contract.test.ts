import test from 'ava'
import { NO_CODE, SEEN_AT } from '../chain/answers.ts'
import { stage } from './ask.ts'
import { hashOf } from './mirror.ts'

const CONTRACT = `query ($id: AccountId!) { contract(accountId: $id) {
  accountId codeHash codeSource globalAccountId blockHeight blockHash code { hash } } }`

const seen = { blockHeight: SEEN_AT.block_height, blockHash: SEEN_AT.block_hash }

test('a contract tells where its code comes from', async (t) => {
  const { ask, near } = await stage(t, { 'local.near': hashOf('local'), 'empty.near': null })
  near.accounts.set('byhash.near', { code_hash: NO_CODE, global_contract_hash: hashOf('global') })
  near.accounts.set('byowner.near', {
    code_hash: NO_CODE,
    global_contract_account_id: 'owner.near',
  })
  near.globalCode.set('owner.near', hashOf('shared'))
  const expected: [string, string | null, string, string | null][] = [
    ['local.near', hashOf('local'), 'LOCAL', null],
    ['byhash.near', hashOf('global'), 'GLOBAL_HASH', null],
    ['byowner.near', hashOf('shared'), 'GLOBAL_ACCOUNT', 'owner.near'],
    ['empty.near', null, 'NONE', null],
    ['nobody.near', null, 'UNKNOWN_ACCOUNT', null],
  ]
  for (const [id, codeHash, codeSource, globalAccountId] of expected) {
    const { data, errors } = await ask(CONTRACT, { id })
    t.deepEqual(errors, [])
    const code = codeHash === null ? null : { hash: codeHash }
    const contract = { accountId: id, codeHash, codeSource, globalAccountId, ...seen, code }
    t.deepEqual(data.contract, contract)
  }
})

test('NEAR is asked once for many questions of one moment, and again after three seconds', async (t) => {
  const { ask, near, clock } = await stage(t, { 'dapp.near': hashOf('old') })
  const question =
    '{ a: contract(accountId: "dapp.near") { codeHash } b: contract(accountId: "dapp.near") { codeHash } }'
  const both = (hash: string) => ({ a: { codeHash: hash }, b: { codeHash: hash } })
  const answers = await Promise.all([ask(question), ask(question), ask(question)])
  for (const { data } of answers) t.deepEqual(data, both(hashOf('old')))
  t.is(near.asked.length, 1)

  near.accounts.set('dapp.near', { code_hash: hashOf('new') })
  clock.ms += 2_999
  t.deepEqual((await ask(question)).data, both(hashOf('old')))
  clock.ms += 1
  t.deepEqual((await ask(question)).data, both(hashOf('new')))
  t.is(near.asked.length, 2)
})

test('accounts that share one global contract share its look-up, and see its change together', async (t) => {
  const { ask, near, clock } = await stage(t)
  const shared = { code_hash: NO_CODE, global_contract_account_id: 'owner.near' }
  for (const id of ['a.near', 'b.near', 'c.near']) near.accounts.set(id, shared)
  near.globalCode.set('owner.near', hashOf('v1'))
  const question =
    '{ a: contract(accountId: "a.near") { codeHash } b: contract(accountId: "b.near") { codeHash } c: contract(accountId: "c.near") { codeHash } }'
  const all = (codeHash: string) => ({ a: { codeHash }, b: { codeHash }, c: { codeHash } })
  t.deepEqual((await ask(question)).data, all(hashOf('v1')))
  const lookUps = () => near.asked.filter((what) => what.startsWith('view_global')).length
  t.is(lookUps(), 1)
  near.globalCode.set('owner.near', hashOf('v2'))
  clock.ms += 5_000
  t.deepEqual((await ask(question)).data, all(hashOf('v2')))
  t.is(lookUps(), 2)
})

test('while NEAR is away, accounts give an error and everything else an answer', async (t) => {
  const { ask, near, mirror, clock } = await stage(t, { 'dapp.near': hashOf('code') })
  await mirror.advanceTo(150)
  near.broken.reply = { status: 503, body: '' }
  const { data, errors } = await ask(`{
    contract(accountId: "dapp.near") { codeHash }
    code(hash: "${hashOf('code')}") { verdict(policy: {text: "anyone 1"}) { status } }
    attestations { edges { node { seq } } }
    status { indexedHeight chainHeight lag }
  }`)
  t.deepEqual(data, {
    contract: null,
    code: { verdict: { status: 'UNATTESTED' } },
    attestations: { edges: [] },
    status: { indexedHeight: 150, chainHeight: null, lag: null },
  })
  t.is(errors.length, 1)
  t.like(errors[0], { path: ['contract'], extensions: { code: 'SERVER_ERROR', retryable: true } })
  t.regex(errors[0]?.message ?? '', /^NEAR could not be asked/)

  await near.stop()
  clock.ms += 5_000
  const later = await ask('{ contract(accountId: "dapp.near") { codeHash } }')
  t.like(later.errors[0], { extensions: { code: 'RPC_UNREACHABLE', retryable: true } })
  t.false(JSON.stringify(later.errors).includes(near.url), 'the endpoint is nobody’s business')
})

test('an outage is not made worse by those who ask, and is over a second after it is over', async (t) => {
  const { ask, near, clock } = await stage(t, { 'dapp.near': hashOf('code') })
  const question = '{ contract(accountId: "dapp.near") { codeHash } }'
  near.broken.reply = { status: 503, body: '' }
  for (let i = 0; i < 5; i++) await ask(question)
  t.is(near.asked.length, 1)
  near.broken.reply = undefined
  clock.ms += 1_000
  t.deepEqual((await ask(question)).data, { contract: { codeHash: hashOf('code') } })
})
