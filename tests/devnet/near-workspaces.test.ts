import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import type { NearAccount } from 'near-workspaces'
import { hashContract, Worker } from 'near-workspaces'
import { NEAR } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'

// near-workspaces asks the package near-sandbox for the executable. That looks in the second directory, but only if the first is set.
// NEAR_NODE=sandbox leaves it to find the real one.
if (process.env.NEAR_NODE !== 'sandbox') {
  process.env.NEAR_SANDBOX_BIN_PATH = 'set'
  process.env.NEAR_SANDBOX_BINARY_PATH = fileURLToPath(new URL('../../devnet/bin', import.meta.url))
}

const code = Buffer.from(compileText(NOTE_CONTRACT))

/** What near-workspaces takes over from near-api-js 5, whose types it does not pass on. */
type Rpc = {
  connection: { url: string }
  block: (query: { finality: 'final' }) => Promise<{ header: { height: number } }>
}

function rpcOf(worker: Worker): Rpc {
  return worker.provider as unknown as Rpc
}

async function withWorker(
  use: (root: NearAccount, worker: Worker) => Promise<void>,
): Promise<void> {
  const worker = await Worker.init()
  try {
    await use(worker.rootAccount, worker)
  } finally {
    await worker.tearDown()
  }
}

async function processesOn(url: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
  const port = new URL(url).port
  return stdout.split('\n').filter((line) => line.includes(`--rpc-addr 0.0.0.0:${port} `))
}

test.serial('near-workspaces creates, deploys, calls and views on the stand-in', async (t) => {
  await withWorker(async (root) => {
    t.is(root.accountId, 'test.near')
    const note = await root.createSubAccount('note', { initialBalance: 10n * NEAR })
    await note.deploy(code)
    const result = await root.callRaw(note, 'set', Buffer.from('from a workspace'))
    t.true(result.succeeded)
    t.deepEqual(result.logs, ['stored'])
    t.is(await note.view('get', Buffer.from('')), 'from a workspace')
    t.deepEqual((await note.viewState()).getRaw('value'), Buffer.from('from a workspace'))
    t.deepEqual(await note.viewCode(), code)

    const failed = await root.callRaw(note, 'fail', Buffer.from('never kept'), {
      attachedDeposit: NEAR,
    })
    t.true(failed.failed)
    t.true(failed.receiptFailureMessagesContain('Smart contract panicked: on purpose'))
    t.is(await note.view('get', Buffer.from('')), 'from a workspace')
  })
})

test.serial('near-workspaces moves NEAR, deletes, patches and goes forward in time', async (t) => {
  await withWorker(async (root, worker) => {
    const alice = await root.createSubAccount('alice', { initialBalance: 5n * NEAR })
    const bob = await root.devCreateAccount()
    const before = await bob.balance()
    await alice.transfer(bob, NEAR)
    t.is(BigInt((await bob.balance()).total) - BigInt(before.total), NEAR)

    const devDeployed = await root.devDeploy(code, { initialBalance: 3n * NEAR })
    t.is((await devDeployed.accountView()).code_hash, hashContract(code))
    await devDeployed.patchStateRecords({
      records: [
        {
          Data: {
            account_id: devDeployed.accountId,
            data_key: Buffer.from('value').toString('base64'),
            value: Buffer.from('patched').toString('base64'),
          },
        },
      ],
    })
    t.is(await devDeployed.view('get', Buffer.from('')), 'patched')

    const { header: start } = await rpcOf(worker).block({ finality: 'final' })
    await worker.provider.fastForward(1_000)
    const { header: later } = await rpcOf(worker).block({ finality: 'final' })
    t.true(later.height >= start.height + 1_000)

    t.true((await alice.delete(root.accountId)).succeeded)
    t.false(await alice.exists())
  })
})

test.serial('tearing a worker down leaves no process', async (t) => {
  const worker = await Worker.init()
  const { url } = rpcOf(worker).connection
  t.is((await processesOn(url)).length, 1)
  await worker.tearDown()
  // The process is told to end and not waited for.
  for (let tries = 0; tries < 50 && (await processesOn(url)).length > 0; tries++) await sleep(100)
  t.deepEqual(await processesOn(url), [])
})
