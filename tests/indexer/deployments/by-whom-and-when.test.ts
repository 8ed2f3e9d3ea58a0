import test, { type ExecutionContext } from 'ava'
import { actions } from 'near-api-js'
import { createFaults } from '../../../devnet/neardata/faults.ts'
import { serve } from '../../../devnet/server.ts'
import {
  createDeployments,
  createNeardataSource,
  createRpcSource,
  systemClock,
} from '../../../indexer/index.ts'
import { deploymentPage } from '../../../store/index.ts'
import { TGAS, utf8 } from '../../devnet/support/client.ts'
import { createNetwork, type Network } from '../../devnet/support/network.ts'
import { evidenceForCode } from '../../store/evidence-for-code.ts'
import { createMadeUpRegistry, logLine } from '../made-up-registry.ts'
import { silent } from '../quick-clock.ts'
import { CODE, HASH } from '../sources/deployments.ts'
import { ECHO } from '../sources/echo-contract.ts'
import { FACTORY, MADE_ACCOUNT } from '../sources/factory-contract.ts'
import { REGISTRY } from '../sources/history.ts'
import { allRows } from '../tables.ts'
import { indexTo, inMemory } from './index-devnet.ts'

/** Indexes a network that stands still, and returns the database. */
async function indexAll(
  t: ExecutionContext,
  { node }: Network,
  options: { sees: 'all' | 'followed'; keepsAll?: boolean; accounts?: string[] },
) {
  const last = node.blocks.head().header.height
  // What a block has done is proven by later ones.
  for (let block = 0; block < 4; block++) node.produceBlock()
  const devnet = await serve(node, { host: '127.0.0.1', port: 0, faults: createFaults([]) })
  t.teardown(() => devnet.close())
  const open = options.sees === 'all' ? createNeardataSource : createRpcSource
  const shared = { clock: systemClock, logger: silent }
  const deployments = createDeployments({ ...options, ...shared })
  const wanted = { executor: REGISTRY, code: deployments.wanted }
  const source = open({ urls: [devnet.url], wanted, ...shared })
  const store = await inMemory(t)
  await indexTo(last, { deployments, source, store, network: 'localnet' })
  return store.db
}

for (const [name, sees] of [
  ['neardata', 'all'],
  ['rpc', 'followed'],
] as const) {
  test(`${name}: a deployment names its receipt, its transaction and who signed it, also one by a contract's promise`, async (t) => {
    const network = createNetwork()
    const { create, deploy, run, root } = network
    const [factory, plain] = [await create('factory'), await create('plain')]
    await deploy(factory, FACTORY)
    const plainly = await deploy(plain, CODE)
    const make = actions.functionCall('make', CODE, 100n * TGAS, 0n)
    const byPromise = await run(root, factory.accountId, [make])

    const accounts = [plain.accountId, MADE_ACCOUNT]
    const rows = await allRows(await indexAll(t, network, { sees, accounts }))
    const receiptTo = ({ receipts }: typeof plainly, accountId: string) =>
      receipts.find((receipt) => receipt.receiver_id === accountId)?.receipt_id
    const common = { kind: 'local' as const, code_hash: HASH, found: 0, until_height: null }
    t.like(
      rows.deployments.findLast(({ account_id }) => account_id === plain.accountId),
      {
        ...common,
        signer: plain.accountId,
        tx_hash: plainly.transaction_outcome.id,
        receipt_id: receiptTo(plainly, plain.accountId),
      },
    )
    const made = rows.deployments.filter(({ account_id }) => account_id === MADE_ACCOUNT)
    t.is(made.length, 1)
    t.like(made[0], {
      ...common,
      signer: root.accountId,
      tx_hash: byPromise.transaction_outcome.id,
      receipt_id: receiptTo(byPromise, MADE_ACCOUNT),
    })
  })
}

/** Deploys the same code to two accounts; only then it is attested. */
async function attestedLater() {
  const network = createNetwork()
  const { node, create, deploy, run } = network
  const [registry, named, unnamed] = [
    await create('registry'),
    await create('named'),
    await create('unnamed'),
  ]
  await deploy(registry, ECHO)
  await deploy(named, CODE)
  await deploy(unnamed, CODE)
  const height = node.blocks.head().header.height + 1
  const step = { kind: 'attest', who: 0, what: 0, value: 1 } as const
  const made = createMadeUpRegistry().event(step, height)
  if (made?.event !== 'attest') throw new Error('nothing was attested')
  const event = { ...made, data: { ...made.data, code_hash: HASH } }
  await run(registry, REGISTRY, [actions.functionCall('log', utf8(logLine(event)), 30n * TGAS, 0n)])
  return { network, attestedAt: height, named: named.accountId, unnamed }
}

async function joined(db: Awaited<ReturnType<typeof indexAll>>) {
  const { rows } = await deploymentPage(db, { first: 10, filter: { codeHash: HASH } })
  const evidence = await evidenceForCode(db, HASH)
  return { accounts: rows.map(({ account_id }) => account_id), statements: evidence.length }
}

for (const sees of ['all', 'followed'] as const) {
  test(`an attestation after a deployment finds the accounts that are followed, by a source that sees ${sees}`, async (t) => {
    const { network, named } = await attestedLater()
    const db = await indexAll(t, network, { sees, accounts: [named] })
    t.deepEqual(await joined(db), { accounts: [named], statements: 1 })
  })
}

test('an attestation after a deployment finds every account where all contracts are kept', async (t) => {
  const { network, named, unnamed } = await attestedLater()
  const db = await indexAll(t, network, { sees: 'all', keepsAll: true })
  t.deepEqual(await joined(db), { accounts: [named, unnamed.accountId], statements: 1 })
})

test('an account that nobody follows is found when it deploys attested code again', async (t) => {
  const { network, unnamed, attestedAt } = await attestedLater()
  await network.deploy(unnamed, CODE)
  const db = await indexAll(t, network, { sees: 'all' })
  t.deepEqual(await joined(db), { accounts: [unnamed.accountId], statements: 1 })
  const { watched, deployments } = await allRows(db)
  t.like(watched[0], { account_id: unnamed.accountId, reason: 'attested' })
  t.true((deployments[0]?.block_height ?? 0) > attestedAt)
})
