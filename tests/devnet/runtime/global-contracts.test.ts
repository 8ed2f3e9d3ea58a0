import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'
import test from 'ava'
import { actions } from 'near-api-js'
import { answerJsonRpc } from '../../../devnet/rpc/json-rpc.ts'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

const code = compileText(NOTE_CONTRACT)
const hashBytes = createHash('sha256').update(code).digest()
const hash = base58.encode(hashBytes)
const otherCode = compileText('(module (func (export "get")))')
const otherHashBytes = createHash('sha256').update(otherCode).digest()
const otherHash = base58.encode(otherHashBytes)
// near-api-js takes a hash in text to be hexadecimal, so hashes go to it as bytes.
const NO_CODE = '11111111111111111111111111111111'

async function query({ node }: Network, params: object): Promise<Record<string, unknown>> {
  const request = {
    jsonrpc: '2.0',
    id: 1,
    method: 'query',
    params: { finality: 'final', ...params },
  }
  const answer = await answerJsonRpc(node, JSON.stringify(request))
  return (answer.result ?? answer.error) as Record<string, unknown>
}

const viewAccount = (network: Network, account_id: string) =>
  query(network, { request_type: 'view_account', account_id })

const set = actions.functionCall('set', utf8('hello'), 50n * TGAS, 0n)

test('a global contract used by its hash runs at its user and shows itself in view_account', async (t) => {
  const network = createNetwork()
  const { create, run, amount, data } = network
  const [owner, user] = [await create('owner'), await create('user')]
  const before = amount(owner.accountId)
  const deployed = await run(owner, owner.accountId, [
    actions.deployGlobalContract(code, 'codeHash'),
  ])
  t.is(deployed.status.SuccessValue, '')
  // Ten times the storage stake, and for good.
  const price = BigInt(code.length) * 10n ** 20n
  t.true(before - amount(owner.accountId) > price)
  t.true(BigInt(deployed.receipts_outcome[0]?.outcome.tokens_burnt ?? 0) > price)

  const unused = await viewAccount(network, user.accountId)
  await run(user, user.accountId, [actions.useGlobalContract({ codeHash: hashBytes })])
  const used = await viewAccount(network, user.accountId)
  t.is(used.global_contract_hash, hash)
  t.is(used.code_hash, NO_CODE)
  t.false('global_contract_account_id' in used)
  t.is(Number(used.storage_usage) - Number(unused.storage_usage), 32)

  await run(owner, user.accountId, [set])
  t.is(data(user.accountId, 'value'), 'hello')
  const viewed = await query(network, { request_type: 'view_code', account_id: user.accountId })
  t.is(viewed.hash, hash)
  const global = await query(network, {
    request_type: 'view_global_contract_code',
    code_hash: hash,
  })
  t.like(global, { hash, code_base64: Buffer.from(code).toString('base64') })
})

test('a global contract used by its owner’s id changes for all users when the owner deploys', async (t) => {
  const network = createNetwork()
  const { create, run } = network
  const [owner, user] = [await create('owner'), await create('user')]
  await run(owner, owner.accountId, [actions.deployGlobalContract(code, 'accountId')])
  await run(user, user.accountId, [actions.useGlobalContract({ accountId: owner.accountId })])
  const used = await viewAccount(network, user.accountId)
  t.is(used.global_contract_account_id, owner.accountId)
  t.is(used.code_hash, NO_CODE)
  t.is((await run(owner, user.accountId, [set])).status.SuccessValue, '')

  await run(owner, owner.accountId, [actions.deployGlobalContract(otherCode, 'accountId')])
  const byOwner = {
    request_type: 'view_global_contract_code_by_account_id',
    account_id: owner.accountId,
  }
  t.is((await query(network, byOwner)).hash, otherHash)
  t.deepEqual((await run(owner, user.accountId, [set])).status.Failure?.ActionError.kind, {
    FunctionCallError: { MethodResolveError: 'MethodNotFound' },
  })
})

test('a global contract takes the place of the account’s own, and the reverse', async (t) => {
  const network = createNetwork()
  const { create, run, deploy } = network
  const [owner, user] = [await create('owner'), await create('user')]
  const empty = (await viewAccount(network, user.accountId)).storage_usage
  await run(owner, owner.accountId, [actions.deployGlobalContract(otherCode, 'codeHash')])
  await deploy(user, code)
  t.is((await viewAccount(network, user.accountId)).code_hash, hash)
  await run(user, user.accountId, [actions.useGlobalContract({ codeHash: otherHashBytes })])
  const used = await viewAccount(network, user.accountId)
  t.like(used, { code_hash: NO_CODE, global_contract_hash: otherHash })
  t.is(Number(used.storage_usage), Number(empty) + 32)
  await deploy(user, code)
  const own = await viewAccount(network, user.accountId)
  t.is(own.code_hash, hash)
  t.false('global_contract_hash' in own)
  t.is(Number(own.storage_usage), Number(empty) + code.length)
})

test('a global contract that is not there cannot be used or seen', async (t) => {
  const network = createNetwork()
  const user = await network.create('user')
  const cases: [Parameters<typeof actions.useGlobalContract>[0], unknown][] = [
    [{ codeHash: hashBytes }, { hash }],
    [{ accountId: 'test.near' }, { account_id: 'test.near' }],
  ]
  for (const [wanted, identifier] of cases) {
    const ran = await network.run(user, user.accountId, [actions.useGlobalContract(wanted)])
    t.deepEqual(ran.status.Failure?.ActionError, {
      index: 0,
      kind: { GlobalContractDoesNotExist: { identifier } },
    })
  }
  const seen = await query(network, { request_type: 'view_global_contract_code', code_hash: hash })
  t.like(seen, { cause: { name: 'NO_GLOBAL_CONTRACT_CODE' } })
})

test('who cannot pay for a global contract is told the price', async (t) => {
  const { create, run } = createNetwork()
  const owner = await create('owner', NEAR / 20n)
  const ran = await run(owner, owner.accountId, [actions.deployGlobalContract(code, 'codeHash')])
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: 0,
    kind: {
      LackBalanceForState: {
        account_id: owner.accountId,
        amount: (BigInt(code.length) * 10n ** 20n).toString(),
      },
    },
  })
})

test('transactions show the hash of global code, not the code', async (t) => {
  const { create, run } = createNetwork()
  const owner = await create('owner')
  const base64 = createHash('sha256').update(code).digest('base64')
  const byHash = await run(owner, owner.accountId, [actions.deployGlobalContract(code, 'codeHash')])
  t.like(byHash, { transaction: { actions: [{ DeployGlobalContract: { code: base64 } }] } })
  const byId = await run(owner, owner.accountId, [actions.deployGlobalContract(code, 'accountId')])
  t.like(byId, {
    transaction: { actions: [{ DeployGlobalContractByAccountId: { code: base64 } }] },
  })
})

for (const [protocolVersion, isDeleted] of [
  [84, false],
  [85, true],
] as const) {
  test(`at ${protocolVersion} what refers to a global contract ${isDeleted ? 'does not keep' : 'keeps'} an account from being deleted`, async (t) => {
    const { create, run, node } = createNetwork({ protocolVersion })
    const user = await create('user')
    const account = node.stateAt(node.blocks.head().header.height).get('account', user.accountId)
    if (!account) throw new Error('the account is not there')
    // 10,000 bytes may be deleted; the reference to the contract takes 32.
    const contract = { kind: 'global', hash } as const
    const value = { ...account, storageUsage: 10_020n, contract }
    const cause = { type: 'migration' } as const
    node.patch([{ column: 'account', accountId: user.accountId, suffix: '', value, cause }])
    const ran = await run(user, user.accountId, [actions.deleteAccount('test.near')])
    t.is(ran.status.SuccessValue === '', isDeleted, JSON.stringify(ran.status))
  })
}
