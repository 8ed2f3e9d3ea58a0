import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import { actions } from 'near-api-js'
import { createRpc, type Rpc } from '../../../chain/index.ts'
import { outcomeProof } from '../../../chain/light-client/answers.ts'
import { createLightClient, verifyOutcomeProof } from '../../../chain/light-client/index.ts'
import { PROTOCOL_VERSIONS } from '../../../devnet/index.ts'
import { type ListeningServer, serve } from '../../../devnet/server.ts'
import { compileText, NOTE_CONTRACT } from '../../devnet/support/contract.ts'
import { createNetwork, type Network, type Ran } from '../../devnet/support/network.ts'
import { prove } from './proofs.ts'

type Known = { network: Network; server: ListeningServer; rpc: Rpc }

const test = anyTest as TestFn<Known>

const TGAS = 10n ** 12n
// Making hundreds of blocks keeps the process busy for longer than a client usually waits.
const PATIENCE_MS = 60_000

test.beforeEach(async (t) => {
  const network = createNetwork()
  const server = await serve(network.node, { host: '127.0.0.1', port: 0 })
  t.context = {
    network,
    server,
    rpc: createRpc({ urls: [server.url], rounds: 1, timeoutMs: PATIENCE_MS }),
  }
})

test.afterEach.always(async (t) => {
  await t.context.server.close()
})

function call(method: string, input: string) {
  return actions.functionCall(method, new TextEncoder().encode(input), 100n * TGAS, 0n)
}

function blocksIn({ node }: Network, count: number): void {
  for (let block = 0; block < count; block++) node.produceBlock()
}

function hashAt({ node }: Network, height: number): string {
  return node.blocks.atHeight(height)?.header.hash ?? ''
}

type Expected = { id: string; logs: string[]; executor_id: string; receipt_ids: string[] }

function expectedOf(ran: Ran): Expected[] {
  return [ran.transaction_outcome, ...ran.receipts_outcome].map(({ id, outcome }) => ({
    id,
    ...outcome,
  }))
}

test.serial(
  'everything that came of transactions is proven: calls, logs, failures, local receipts, callbacks',
  async (t) => {
    const { network, rpc } = t.context
    const { root, run, create, deploy } = network
    const note = await create('note')
    const ran = [
      await deploy(note, compileText(NOTE_CONTRACT)),
      await run(root, note.accountId, [call('set', 'kept'), call('get', '')]),
      await run(root, note.accountId, [call('fail', 'lost')]),
      await run(root, note.accountId, [call('gather', note.accountId)]),
      await run(note, note.accountId, [call('set', 'own'), actions.transfer(1n)]),
    ]
    network.node.produceBlock({ skipHeights: 7 })
    blocksIn(network, 20)
    const client = await createLightClient({ rpc, trusted: { hash: hashAt(network, 1) } })
    t.is(await client.sync(), 1)
    let proven = 0
    for (const { id, logs, executor_id, receipt_ids } of ran.flatMap(expectedOf)) {
      const { outcome } = await client.proveReceipt({ id, receiverId: executor_id })
      t.deepEqual([outcome.id, outcome.logs, outcome.executorId], [id, logs, executor_id])
      t.deepEqual(outcome.receiptIds, receipt_ids)
      proven++
    }
    t.true(proven > 20, `${proven} outcomes`)
    const failed = ran[2]?.receipts_outcome[0]
    const { outcome } = await client.proveReceipt({
      id: failed?.id ?? '',
      receiverId: note.accountId,
    })
    t.deepEqual(outcome.status, { kind: 'failure' })
    t.deepEqual(outcome.logs, ['stored'])
  },
)

test.serial(
  'a client follows over epochs and skipped heights, and proves what is old to what is new',
  async (t) => {
    const { network, rpc } = t.context
    const { root, run, node } = network
    const ran = await run(root, 'a'.repeat(64), [actions.transfer(10n)])
    blocksIn(network, 700)
    node.produceBlock({ skipHeights: 2_000 })
    blocksIn(network, 900)
    const client = await createLightClient({ rpc, trusted: { hash: hashAt(network, 1) } })
    t.true((await client.sync()) >= 3)
    const { head } = client.state()
    t.is(head.height, node.blocks.head().header.height - 2)
    t.is(head.hash, hashAt(network, head.height))
    const hash = ran.transaction_outcome.id
    const { outcome, block } = await client.proveTransaction({ hash, senderId: 'test.near' })
    t.is(outcome.status.kind, 'receipt')
    t.is(block.hash, hashAt(network, 2))
    const { ordinal } = node.blocks.byHash(head.hash)?.header ?? { ordinal: 0 }
    for (const number of [1, 2, 3, 500, 501, 702, 703, 704, 1_024, 1_025, ordinal - 1, ordinal]) {
      const { hash, height } = node.blocks.atOrdinal(number)?.header ?? { hash: '', height: 0 }
      t.is((await client.proveBlock(hash)).height, height)
    }
    t.is(await client.sync(), 0)
    blocksIn(network, 1)
    t.is(await client.sync(), 1)
  },
)

test.serial(
  'a client can start from any block, whatever epoch it is of, and go on from what it has kept',
  async (t) => {
    const { network, rpc } = t.context
    blocksIn(network, 1_700)
    for (const height of [1, 499, 500, 501, 502, 999, 1_000, 1_001, 1_400, 1_501, 1_600, 1_697]) {
      const client = await createLightClient({ rpc, trusted: { hash: hashAt(network, height) } })
      await client.sync()
      t.is(client.state().head.height, 1_698, `from ${height}`)
      t.is(Object.keys(client.state().producers).length, 2)
    }
    const kept = await createLightClient({ rpc, trusted: { hash: hashAt(network, 700) } })
    const again = await createLightClient({ rpc, trusted: kept.state() })
    t.is(await again.sync(), 2)
  },
)

test.serial('outcomes of `tx` and of neardata carry the path that their proof has', async (t) => {
  const { network, server, rpc } = t.context
  const { root, run, create, deploy } = network
  const note = await create('note')
  await deploy(note, compileText(NOTE_CONTRACT))
  const ran = await run(root, note.accountId, [call('gather', note.accountId)])
  blocksIn(network, 3)
  const all = [ran.transaction_outcome, ...ran.receipts_outcome]
  t.true(all.length > 5)
  for (const { id, outcome, proof, block_hash: hash } of all as (Ran['receipts_outcome'][0] & {
    proof: unknown
    block_hash: string
  })[]) {
    const { ordinal, height } = network.node.blocks.byHash(hash)?.header ?? {
      ordinal: 0,
      height: 0,
    }
    const next = network.node.blocks.atOrdinal(ordinal + 1)?.header.hash
    const params = { type: 'receipt', receipt_id: id, receiver_id: outcome.executor_id }
    const asked = { ...params, light_client_head: next }
    const { outcome_proof: proven } = await rpc.ask('light_client_proof', asked, outcomeProof)
    t.deepEqual(proof, proven.proof)
    const message = await (await fetch(`${server.url}/v0/block/${height}`)).json()
    t.true(JSON.stringify(message).includes(`"proof":${JSON.stringify(proven.proof)}`), id)
  }
})

test.serial('a chain that was kept is proven after a restart as before', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'light-client-'))
  t.teardown(() => rm(home, { recursive: true }))
  const before = createNetwork({ home })
  const ran = await before.run(before.root, 'a'.repeat(64), [actions.transfer(10n)])
  blocksIn(before, 600)
  before.node.close()
  const network = createNetwork({ home })
  blocksIn(network, 10)
  const server = await serve(network.node, { host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    await server.close()
    network.node.close()
  })
  const rpc = createRpc({ urls: [server.url], rounds: 1, timeoutMs: PATIENCE_MS })
  const client = await createLightClient({ rpc, trusted: { hash: hashAt(network, 1) } })
  t.is(await client.sync(), 1)
  const hash = ran.transaction_outcome.id
  t.is((await client.proveTransaction({ hash, senderId: 'test.near' })).outcome.id, hash)
  for (const height of [0, 1, 512, 600, 604, 605, 610]) {
    t.is((await client.proveBlock(hashAt(network, height))).height, height)
  }
})

test.serial('chains of every protocol version are proven', async (t) => {
  for (const protocolVersion of PROTOCOL_VERSIONS) {
    const network = createNetwork({ protocolVersion })
    const ran = await network.run(network.root, 'test.near', [actions.transfer(1n)])
    blocksIn(network, 3)
    const { proof, trusted } = await prove(network, ran.transaction_outcome.id)
    const { outcome } = verifyOutcomeProof({ proof, trusted })
    t.is(outcome.id, ran.transaction_outcome.id, `version ${protocolVersion}`)
  }
})

test.serial('calls of sync at the same time read the chain once', async (t) => {
  const { network, rpc } = t.context
  blocksIn(network, 1_200)
  const client = await createLightClient({ rpc, trusted: { hash: hashAt(network, 1) } })
  t.deepEqual(await Promise.all([client.sync(), client.sync(), client.sync()]), [2, 2, 2])
})

test.serial('what the node cannot prove is told by its code', async (t) => {
  const { network, rpc } = t.context
  blocksIn(network, 10)
  const client = await createLightClient({ rpc, trusted: { hash: hashAt(network, 1) } })
  await client.sync()
  const unknown = { id: '11111111111111111111111111111112', receiverId: 'test.near' }
  t.like(await t.throwsAsync(client.proveReceipt(unknown)), { code: 'UNKNOWN_TRANSACTION' })
  const { root, run } = network
  const ran = await run(root, 'test.near', [actions.transfer(1n)])
  const receipt = { id: ran.receipts_outcome.at(-1)?.id ?? '', receiverId: 'test.near' }
  t.like(await t.throwsAsync(client.proveReceipt(receipt)), { code: 'NOT_SYNCED' })
  blocksIn(network, 3)
  const ahead = await t.throwsAsync(client.proveReceipt(receipt))
  t.like(ahead, { code: 'SERVER_ERROR' })
  t.regex(ahead?.message ?? '', /is ahead of head block/)
  await client.sync()
  t.is((await client.proveReceipt(receipt)).outcome.id, receipt.id)
  const nowhere = createLightClient({ rpc, trusted: { hash: unknown.id } })
  t.like(await t.throwsAsync(nowhere), { code: 'UNKNOWN_BLOCK' })
})
