import { base58 } from '@scure/base'
import test from 'ava'
import { actions } from 'near-api-js'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import type { Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

const eth = `0x${'a'.repeat(40)}`
const universal = `0u${'0'.repeat(52)}`
const accountOf = ({ node }: Network, id: string) =>
  node.stateAt(node.blocks.head().header.height).get('account', id)

for (const [chainId, hash] of [
  ['mainnet', '2zodJZK2e4nnv5AqwCRnenNSmkikXhEd7PPY6BmfTmW4'],
  ['testnet', '3PpYvRxBfC5BkZxTw8ZFG3D52w1ZRhvDDWirKoxphMDn'],
] as const) {
  test(`on ${chainId} a transfer makes an ETH-implicit account, which runs the wallet contract`, async (t) => {
    const network = createNetwork({ chainId })
    const ran = await network.run(network.root, eth, [actions.transfer(NEAR)])
    t.is(ran.status.SuccessValue, '')
    // An account, and the reference to its code.
    t.deepEqual(accountOf(network, eth), {
      amount: NEAR,
      locked: 0n,
      storageUsage: 132n,
      contract: { kind: 'global', hash },
    })
    t.is(base58.decode(hash).length, 32)
  })
}

test('a wallet contract that nobody has deployed is no code', async (t) => {
  const network = createNetwork({ chainId: 'mainnet' })
  await network.run(network.root, eth, [actions.transfer(NEAR)])
  const ran = await network.run(network.root, eth, [
    actions.functionCall('rlp_execute', utf8(''), 30n * TGAS, 0n),
  ])
  t.deepEqual(ran.status.Failure?.ActionError.kind, {
    FunctionCallError: { CompilationError: { CodeDoesNotExist: { account_id: eth } } },
  })
})

test('nobody creates an ETH-implicit account as a named one', async (t) => {
  const { root, run } = createNetwork({ chainId: 'mainnet' })
  const ran = await run(root, eth, [actions.createAccount(), actions.transfer(NEAR)]).catch(
    (error: Error) => error,
  )
  if (ran instanceof Error) throw ran
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: 0,
    kind: { OnlyImplicitAccountCreationAllowed: { account_id: eth } },
  })
})

test('universal accounts are refused by name at 88, unfundable at 87, and named before', async (t) => {
  const send = [actions.transfer(NEAR)]
  const now = createNetwork({ protocolVersion: 88 })
  await t.throwsAsync(now.run(now.root, universal, send), {
    message: `not supported by devnet: creating the universal account ${universal}`,
  })
  const before = createNetwork({ protocolVersion: 87 })
  t.deepEqual(await before.refusal(before.root, universal, send), {
    ActionsValidation: { TransferToUniversalAccountNotAllowed: { account_id: universal } },
  })
  const early = createNetwork({ protocolVersion: 86 })
  const ran = await early.run(early.root, universal, send)
  t.deepEqual(ran.status.Failure?.ActionError.kind, {
    AccountDoesNotExist: { account_id: universal },
  })
})
