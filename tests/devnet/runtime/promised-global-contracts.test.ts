import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'
import test from 'ava'
import { actions } from 'near-api-js'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText } from '../support/contract.ts'
import { createNetwork } from '../support/network.ts'
import { globalContractUser } from '../support/promise-contracts.ts'

const code = compileText('(module (func (export "get")))')
const hashBytes = createHash('sha256').update(code).digest()

const call = (method: string, input: Uint8Array) =>
  actions.functionCall(method, input, 100n * TGAS, 0n)

async function withUser() {
  const network = createNetwork()
  const user = await network.create('user')
  await network.deploy(user, globalContractUser)
  return { ...network, user }
}

test('a contract deploys a global contract by its hash and by its account, and pays for it', async (t) => {
  for (const [method, type] of [
    ['deploy', 'view_global_contract_code'],
    ['deploy_as', 'view_global_contract_code_by_account_id'],
  ] as const) {
    const { root, run, node, user, amount } = await withUser()
    const before = amount(user.accountId)
    const ran = await run(root, user.accountId, [call(method, code)])
    t.is(ran.status.SuccessValue, '')
    t.true(before - amount(user.accountId) > BigInt(code.length) * 10n ** 20n - NEAR / 1_000n)
    const state = node.stateAt(node.blocks.head().header.height)
    const suffix =
      type === 'view_global_contract_code'
        ? `hash:${base58.encode(hashBytes)}`
        : `account:${user.accountId}`
    t.deepEqual(state.get('globalCode', '', suffix), Uint8Array.from(code))
  }
})

test('a contract makes its account run a global contract', async (t) => {
  const { root, run, user, create } = await withUser()
  const owner = await create('owner')
  await run(owner, owner.accountId, [actions.deployGlobalContract(code, 'codeHash')])
  const ran = await run(root, user.accountId, [call('use', hashBytes)])
  t.is(ran.status.SuccessValue, '')
  t.is((await run(root, user.accountId, [call('get', utf8(''))])).status.SuccessValue, '')
})

test('a contract makes its account run whatever another account deploys', async (t) => {
  const { root, run, user, create } = await withUser()
  const owner = await create('owner')
  await run(owner, owner.accountId, [actions.deployGlobalContract(code, 'accountId')])
  await run(root, user.accountId, [call('use_of', utf8(owner.accountId))])
  t.is((await run(root, user.accountId, [call('get', utf8(''))])).status.SuccessValue, '')
})

test('a global contract that is not there fails as an action', async (t) => {
  const { root, run, user } = await withUser()
  const ran = await run(root, user.accountId, [call('use', hashBytes)])
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: 0,
    kind: { GlobalContractDoesNotExist: { identifier: { hash: base58.encode(hashBytes) } } },
  })
})

test('a contract learns which code its account runs', async (t) => {
  const { root, run, user, create } = await withUser()
  const ownHash = createHash('sha256').update(globalContractUser).digest()
  const answer = async (accountId: string) => {
    const ran = await run(root, accountId, [call('who_am_i', utf8(''))])
    return Buffer.from(ran.status.SuccessValue ?? '', 'base64')
  }
  t.deepEqual(await answer(user.accountId), Buffer.of(1, ...ownHash))
  const owner = await create('owner')
  for (const mode of ['codeHash', 'accountId'] as const) {
    await run(owner, owner.accountId, [actions.deployGlobalContract(globalContractUser, mode)])
  }
  await run(user, user.accountId, [actions.useGlobalContract({ codeHash: ownHash })])
  t.deepEqual(await answer(user.accountId), Buffer.of(2, ...ownHash))
  await run(user, user.accountId, [actions.useGlobalContract({ accountId: owner.accountId })])
  t.deepEqual(await answer(user.accountId), Buffer.concat([Buffer.of(3), utf8(owner.accountId)]))
})

test('deposits go back to the predecessor unless it has named another', async (t) => {
  const { root, run, user } = await withUser()
  const ran = await run(root, user.accountId, [call('refund_to', utf8(''))])
  t.is(Buffer.from(ran.status.SuccessValue ?? '', 'base64').toString(), 'test.near')
})
