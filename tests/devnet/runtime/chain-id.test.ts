import test from 'ava'
import { actions } from 'near-api-js'
import { callView } from '../../../devnet/call-view.ts'
import { TGAS } from '../support/client.ts'
import { compileText } from '../support/contract.ts'
import { createNetwork } from '../support/network.ts'

const teller = compileText(`(module
  (import "env" "chain_id" (func $chain_id (param i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (func (export "tell")
    (call $chain_id (i64.const 0))
    (call $value_return (i64.const -1) (i64.const 0))))`)

test('calls and views are told the id of the network that they run on', async (t) => {
  const network = createNetwork({ chainId: 'my-net' })
  const contract = await network.create('teller')
  await network.deploy(contract, teller)
  const call = actions.functionCall('tell', new Uint8Array(), TGAS, 0n)
  const { status } = await network.run(network.root, contract.accountId, [call])
  t.is(Buffer.from(status.SuccessValue ?? '', 'base64').toString(), 'my-net')

  const { node } = network
  const block = node.blocks.head()
  const state = node.stateAt(block.header.height)
  const account = state.get('account', contract.accountId)
  if (!account) throw new Error('The contract is gone.')
  const view = callView(node, {
    state,
    block,
    account,
    accountId: contract.accountId,
    method: 'tell',
    args: new Uint8Array(),
  })
  t.is(view.ok && Buffer.from(view.value).toString(), 'my-net')
})
