import test from 'ava'
import { actions, KeyPair } from 'near-api-js'
import { NEAR } from '../support/client.ts'
import { createNetwork } from '../support/network.ts'

function publicKey() {
  return KeyPair.fromRandom('ed25519').getPublicKey()
}

test('an account with one full key takes 182 bytes', async (t) => {
  const { create, node } = createNetwork()
  const { accountId } = await create('alice')
  const account = node.stateAt(node.blocks.head().header.height).get('account', accountId)
  t.is(account?.storageUsage, 182n)
})

test('creating an account burns what nearcore burns', async (t) => {
  const { root, run } = createNetwork({ protocolVersion: 84 })
  const ran = await run(root, 'alice.test.near', [
    actions.createAccount(),
    actions.transfer(NEAR),
    actions.addFullAccessKey(publicKey()),
  ])
  // 108,059,500,000 (receipt) + 3,850,000,000,000 (account) + 115,123,062,500 (transfer) + 101,765,125,000 (key).
  t.is(ran.transaction_outcome.outcome.gas_burnt, 4_174_947_687_500n)
  t.is(ran.receipts_outcome[0]?.outcome.gas_burnt, 4_174_947_687_500n)
})

test('since 85 most of that is burnt where the account is made, and the account costs 0.007 NEAR in all', async (t) => {
  const { root, run, amount } = createNetwork()
  const before = amount('test.near')
  const ran = await run(root, 'alice.test.near', [
    actions.createAccount(),
    actions.transfer(NEAR),
    actions.addFullAccessKey(publicKey()),
  ])
  // 500,000,000,000 to send the account and 7,200,000,000,000 to make it; the rest as before.
  t.is(ran.transaction_outcome.outcome.gas_burnt, 824_947_687_500n)
  const made = ran.receipts_outcome[0]?.outcome
  t.is(made?.gas_burnt, 7_524_947_687_500n)
  // At 100,000,000 yocto a gas; the 7.2 Tgas are a part of the 0.007 NEAR.
  const charge = (7n * NEAR) / 1_000n - 7_200_000_000_000n * 100_000_000n
  t.is(made?.tokens_burnt, (7_524_947_687_500n * 100_000_000n + charge).toString())
  const sent = 824_947_687_500n * 100_000_000n
  t.is(before - amount('test.near'), NEAR + sent + BigInt(made?.tokens_burnt ?? 0))
})

test('an account that is not made in the end costs no more than its gas', async (t) => {
  const { root, run } = createNetwork()
  const ran = await run(root, 'alice.test.near', [
    actions.createAccount(),
    actions.deleteKey(publicKey()),
  ])
  t.truthy(ran.status.Failure)
  const failed = ran.receipts_outcome[0]?.outcome
  t.is(failed?.tokens_burnt, (BigInt(failed?.gas_burnt ?? 0) * 100_000_000n).toString())
})

test('accounts are made by their parent, top-level ones by the registrar, and once', async (t) => {
  const { root, run, create } = createNetwork()
  await create('alice')
  const cases: [string, unknown][] = [
    ['alice.test.near', { AccountAlreadyExists: { account_id: 'alice.test.near' } }],
    [
      'a.alice.test.near',
      { CreateAccountNotAllowed: { account_id: 'a.alice.test.near', predecessor_id: 'test.near' } },
    ],
    [
      'short',
      {
        CreateAccountOnlyByRegistrar: {
          account_id: 'short',
          registrar_account_id: 'registrar',
          predecessor_id: 'test.near',
        },
      },
    ],
    ['a'.repeat(64), { OnlyImplicitAccountCreationAllowed: { account_id: 'a'.repeat(64) } }],
  ]
  for (const [receiver, kind] of cases) {
    const ran = await run(root, receiver, [actions.createAccount()])
    t.deepEqual(ran.status.Failure?.ActionError, { index: 0, kind })
  }
})

test('a small account needs no balance', async (t) => {
  const { root, run } = createNetwork()
  const ran = await run(root, 'poor.test.near', [
    actions.createAccount(),
    actions.addFullAccessKey(publicKey()),
  ])
  t.is(ran.status.SuccessValue, '')
})

test('a transfer makes an implicit account, which its key controls', async (t) => {
  const { root, run, amount } = createNetwork()
  const key = KeyPair.fromRandom('ed25519')
  const accountId = Buffer.from(key.getPublicKey().data).toString('hex')
  const ran = await run(root, accountId, [actions.transfer(NEAR)])
  // As a transfer, and the account and its key: 108,059,500,000 + 115,123,062,500 + 500,000,000,000 + 101,765,125,000.
  t.is(ran.transaction_outcome.outcome.gas_burnt, 824_947_687_500n)
  // The account costs 0.007 NEAR, of which 7.2 Tgas are burnt as gas.
  const burnt = 7_524_947_687_500n * 100_000_000n + (7n * NEAR) / 1_000n - 72n * 10n ** 19n
  t.is(ran.receipts_outcome[0]?.outcome.tokens_burnt, burnt.toString())
  t.is(amount(accountId), NEAR)
  const back = await run({ accountId, key }, 'test.near', [actions.transfer(1n)])
  t.is(back.status.SuccessValue, '')
})

test('two actions make no implicit account, and a transfer makes no named one', async (t) => {
  const { root, run } = createNetwork()
  const hex = 'b'.repeat(64)
  const twice = await run(root, hex, [actions.transfer(1n), actions.transfer(1n)])
  t.deepEqual(twice.status.Failure?.ActionError, {
    index: 0,
    kind: { AccountDoesNotExist: { account_id: hex } },
  })
  const named = await run(root, 'nobody.near', [actions.transfer(1n)])
  t.deepEqual(named.status.Failure?.ActionError.kind, {
    AccountDoesNotExist: { account_id: 'nobody.near' },
  })
})

test('only the account itself adds keys, deploys and deletes', async (t) => {
  const { root, run, create } = createNetwork()
  await create('alice')
  const kind = { ActorNoPermission: { account_id: 'alice.test.near', actor_id: 'test.near' } }
  for (const action of [
    actions.addFullAccessKey(publicKey()),
    actions.deleteKey(publicKey()),
    actions.deployContract(new Uint8Array(1)),
    actions.deleteAccount('test.near'),
  ]) {
    const ran = await run(root, 'alice.test.near', [action])
    t.deepEqual(ran.status.Failure?.ActionError, { index: 0, kind })
  }
})

test('a key is added once and deleted once, and starts at the block’s nonces', async (t) => {
  const { run, create, node } = createNetwork()
  const alice = await create('alice')
  const key = publicKey()
  await run(alice, alice.accountId, [actions.addFullAccessKey(key)])
  const { height } = node.blocks.head().header
  const added = node.stateAt(height).get('accessKey', alice.accountId, key.toString())
  t.is((added?.nonce ?? 1n) % 1_000_000n, 0n)
  const twice = await run(alice, alice.accountId, [actions.addFullAccessKey(key)])
  const fields = { account_id: alice.accountId, public_key: key.toString() }
  t.deepEqual(twice.status.Failure?.ActionError.kind, { AddKeyAlreadyExists: fields })
  await run(alice, alice.accountId, [actions.deleteKey(key)])
  const gone = await run(alice, alice.accountId, [actions.deleteKey(key)])
  t.deepEqual(gone.status.Failure?.ActionError.kind, { DeleteKeyDoesNotExist: fields })
})

test('deleting an account pays its balance out and leaves nothing', async (t) => {
  const { run, create, amount, node } = createNetwork()
  const [alice, bob] = [await create('alice', 5n * NEAR), await create('bob', NEAR)]
  const ran = await run(alice, alice.accountId, [actions.deleteAccount(bob.accountId)])
  t.is(ran.status.SuccessValue, '')
  t.true(amount(bob.accountId) > 5n * NEAR)
  const state = node.stateAt(node.blocks.head().header.height)
  t.is(state.get('account', alice.accountId), undefined)
  t.deepEqual(state.list('accessKey', alice.accountId), [])
})

test('the validator’s account is at stake and stays', async (t) => {
  const { root, run } = createNetwork()
  const ran = await run(root, 'test.near', [actions.deleteAccount('test.near')])
  t.deepEqual(ran.status.Failure?.ActionError.kind, {
    DeleteAccountStaking: { account_id: 'test.near' },
  })
})
