import test from 'ava'
import { type Action, actions, buildDelegateAction, KeyPair, KeyPairSigner } from 'near-api-js'
import { readEvent } from '../../protocol/event.ts'
import { buildRegistry } from '../contract/registry.ts'
import { built, recipeId } from '../contract/statements.ts'
import { NEAR, TGAS, utf8 } from '../devnet/support/client.ts'
import { type Account, createNetwork, type Ran } from '../devnet/support/network.ts'

// With which keys builders use the registry on a chain: a restricted one, and through a relayer (NEP-366).

let wasm: Uint8Array
test.before(async () => {
  wasm = (await buildRegistry()).wasm
})

const REGISTRY = 'registry.test.near'
const BOT_METHODS = ['attest', 'attest_many', 'withdraw']

const callAction = (method: string, args: object, deposit = 0n): Action =>
  actions.functionCall(method, utf8(JSON.stringify(args)), 100n * TGAS, deposit)

async function withRegistry() {
  const network = createNetwork()
  const [registry, acme, relayer] = [
    await network.create('registry', 40n * NEAR),
    await network.create('acme'),
    await network.create('relayer'),
  ]
  await network.deploy(registry, wasm)
  await network.run(acme, REGISTRY, [callAction('storage_deposit', {}, NEAR / 10n)])
  return { ...network, registry, acme, relayer }
}

const logs = (ran: Ran): string[] => ran.receipts_outcome.flatMap(({ outcome }) => outcome.logs)
const eventOf = (ran: Ran) => readEvent((logs(ran)[0] ?? '').replace('EVENT_JSON:', ''))

test('a key restricted to attest, attest_many and withdraw is enough for a builder that has prepaid', async (t) => {
  const { run, refusal, acme } = await withRegistry()
  const key = KeyPair.fromRandom('ed25519')
  const limited = actions.addFunctionCallAccessKey(key.getPublicKey(), REGISTRY, BOT_METHODS, NEAR)
  t.is((await run(acme, acme.accountId, [limited])).status.Failure, undefined)
  const bot: Account = { accountId: acme.accountId, key }

  t.is(eventOf(await run(bot, REGISTRY, [callAction('attest', built)])).event, 'attest')
  const many = await run(bot, REGISTRY, [callAction('attest_many', { attestations: [built] })])
  t.like(eventOf(many).data, { seq: 2, builder: acme.accountId })
  const withdrawn = await run(bot, REGISTRY, [callAction('withdraw', { recipe_id: recipeId })])
  t.is(eventOf(withdrawn).event, 'withdraw')

  for (const action of [
    callAction('storage_withdraw', {}, 1n),
    callAction('set_policy', { name: 'a', policy: { anyone: 1 } }),
    callAction('attest', built, 1n),
  ]) {
    t.regex(JSON.stringify(await refusal(bot, REGISTRY, [action])), /InvalidAccessKeyError/)
  }
})

test('what a relayer sends for a builder (NEP-366) is the builder’s own attestation, on its own storage', async (t) => {
  const { run, node, acme, relayer, amount } = await withRegistry()
  const { height } = node.blocks.head().header
  const publicKey = acme.key.getPublicKey()
  const known = node.stateAt(height).get('accessKey', acme.accountId, publicKey.toString())
  const delegateAction = buildDelegateAction({
    senderId: acme.accountId,
    receiverId: REGISTRY,
    actions: [callAction('attest', built)],
    nonce: (known?.nonce ?? 0n) + 1n,
    maxBlockHeight: BigInt(height) + 100n,
    publicKey,
  })
  const signer = new KeyPairSigner(acme.key)
  const { signedDelegate } = await signer.signDelegateAction(delegateAction)
  const before = amount(acme.accountId)

  const ran = await run(relayer, acme.accountId, [actions.signedDelegate(signedDelegate)])
  t.is(ran.status.Failure, undefined)
  t.like(eventOf(ran), { event: 'attest', data: { seq: 1, builder: acme.accountId } })
  t.is(amount(acme.accountId), before, 'the relayer paid the gas')
  const view = callAction('get_attestation', { recipe_id: recipeId, builder: acme.accountId })
  const answer = await run(relayer, REGISTRY, [view])
  t.like(JSON.parse(Buffer.from(answer.status.SuccessValue ?? '', 'base64').toString()), {
    builder: acme.accountId,
    seq: 1,
  })
})
