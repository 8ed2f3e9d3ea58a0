import test from 'ava'
import type { Action, SignedDelegate } from 'near-api-js'
import { actions, buildDelegateAction, KeyPair, KeyPairSigner } from 'near-api-js'
import { DEFAULT_PROTOCOL_VERSION } from '../../../devnet/index.ts'
import { NEAR, TGAS } from '../support/client.ts'
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

async function withTwo(protocolVersion = DEFAULT_PROTOCOL_VERSION) {
  const network = createNetwork({ protocolVersion })
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

const WRONG_RECEIVER = { ReceiverMismatch: { tx_receiver: 'test.near', ak_receiver: 'other.near' } }
for (const [protocolVersion, expected] of [
  [84, WRONG_RECEIVER],
  [85, 'DepositWithFunctionCall'],
] as const) {
  test(`at ${protocolVersion} of a deposit and a wrong receiver ${expected === WRONG_RECEIVER ? 'the receiver' : 'the deposit'} is named`, async (t) => {
    const { alice, relayer, run, node } = await withTwo(protocolVersion)
    const key = KeyPair.fromRandom('ed25519')
    await run(alice, alice.accountId, [
      actions.addFunctionCallAccessKey(key.getPublicKey(), 'other.near', []),
    ])
    const nonce = BigInt(node.blocks.head().header.height) * 1_000_000n - 1n
    const list = [actions.functionCall('m', new Uint8Array(), TGAS, 1n)]
    const limited = { accountId: alice.accountId, key }
    const signed = await signDelegate(limited, { receiverId: 'test.near', list, nonce })
    const ran = await run(relayer, alice.accountId, [actions.signedDelegate(signed)])
    t.deepEqual(ran.status.Failure?.ActionError.kind, { DelegateActionAccessKeyError: expected })
  })
}
