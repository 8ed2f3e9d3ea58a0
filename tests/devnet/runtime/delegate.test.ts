import test from 'ava'
import type { Action, SignedDelegate } from 'near-api-js'
import { actions, buildDelegateAction, KeyPair, KeyPairSigner } from 'near-api-js'
import { NEAR } from '../support/client.ts'
import type { Account } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

type Terms = { receiverId: string; list: Action[]; nonce: bigint; maxBlockHeight?: bigint }

async function signDelegate(sender: Account, terms: Terms): Promise<SignedDelegate> {
  const delegateAction = buildDelegateAction({
    senderId: sender.accountId,
    receiverId: terms.receiverId,
    actions: terms.list,
    nonce: terms.nonce,
    maxBlockHeight: terms.maxBlockHeight ?? 1_000n,
    publicKey: sender.key.getPublicKey(),
  })
  const { signedDelegate } = await new KeyPairSigner(sender.key).signDelegateAction(delegateAction)
  return signedDelegate
}

async function withTwo() {
  const network = createNetwork()
  const [alice, relayer] = [await network.create('alice'), await network.create('relayer')]
  const { height } = network.node.blocks.head().header
  const key = network.node
    .stateAt(height)
    .get('accessKey', alice.accountId, alice.key.getPublicKey().toString())
  return { ...network, alice, relayer, nonce: (key?.nonce ?? 0n) + 1n }
}

test('a relayer pays the gas and the deposit of what another has signed', async (t) => {
  const { alice, relayer, nonce, run, amount } = await withTwo()
  const before = amount(alice.accountId)
  const list = [actions.transfer(NEAR)]
  const signed = await signDelegate(alice, { receiverId: 'test.near', list, nonce })
  const ran = await run(relayer, alice.accountId, [actions.signedDelegate(signed)])
  t.is(ran.status.SuccessValue, '')
  t.is(amount(alice.accountId), before)
  t.deepEqual(
    ran.receipts
      .slice(0, 2)
      .map(({ predecessor_id, receiver_id }) => [predecessor_id, receiver_id]),
    [
      [relayer.accountId, alice.accountId],
      [alice.accountId, 'test.near'],
    ],
  )
})

test('a delegate action counts once', async (t) => {
  const { alice, relayer, nonce, run } = await withTwo()
  const list = [actions.transfer(1n)]
  const signed = await signDelegate(alice, { receiverId: 'test.near', list, nonce })
  await run(relayer, alice.accountId, [actions.signedDelegate(signed)])
  const again = await run(relayer, alice.accountId, [actions.signedDelegate(signed)])
  t.deepEqual(again.status.Failure?.ActionError.kind, {
    DelegateActionInvalidNonce: { delegate_nonce: nonce, ak_nonce: nonce },
  })
})

test('delegate actions that are late, misdirected or signed by another fail', async (t) => {
  const { alice, relayer, nonce, run } = await withTwo()
  const list = [actions.transfer(1n)]
  const late = await signDelegate(alice, {
    receiverId: 'test.near',
    list,
    nonce,
    maxBlockHeight: 1n,
  })
  const good = await signDelegate(alice, { receiverId: 'test.near', list, nonce })
  const stranger = { ...alice, key: KeyPair.fromRandom('ed25519') }
  const strange = await signDelegate(stranger, { receiverId: 'test.near', list, nonce })
  const { delegateAction } = good
  const forged: SignedDelegate = { delegateAction, signature: strange.signature }
  const cases: [SignedDelegate, string, unknown][] = [
    [late, alice.accountId, 'DelegateActionExpired'],
    [forged, alice.accountId, 'DelegateActionInvalidSignature'],
    [
      good,
      relayer.accountId,
      {
        DelegateActionSenderDoesNotMatchTxReceiver: {
          sender_id: alice.accountId,
          receiver_id: relayer.accountId,
        },
      },
    ],
    [
      strange,
      alice.accountId,
      {
        DelegateActionAccessKeyError: {
          AccessKeyNotFound: {
            account_id: alice.accountId,
            public_key: stranger.key.getPublicKey().toString(),
          },
        },
      },
    ],
  ]
  for (const [signed, receiver, kind] of cases) {
    const ran = await run(relayer, receiver, [actions.signedDelegate(signed)])
    t.deepEqual(ran.status.Failure?.ActionError, { index: 0, kind })
  }
})
