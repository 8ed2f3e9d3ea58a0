import { fileURLToPath } from 'node:url'
import anyTest, { type TestFn } from 'ava'
import { createKeyPair, type NearAccount, Worker } from 'near-workspaces'
import { NEAR } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'

// The flows that near-workspaces documents: README.md and its examples.

if (process.env.NEAR_NODE !== 'sandbox') {
  process.env.NEAR_SANDBOX_BIN_PATH = 'set'
  process.env.NEAR_SANDBOX_BINARY_PATH = fileURLToPath(new URL('../../devnet/bin', import.meta.url))
}

const test = anyTest as TestFn<{ worker: Worker; root: NearAccount; note: NearAccount }>
const code = Buffer.from(compileText(NOTE_CONTRACT))

test.beforeEach(async (t) => {
  const worker = await Worker.init()
  const root = worker.rootAccount
  t.context = { worker, root, note: await root.devDeploy(code) }
})

test.afterEach.always(async (t) => {
  await t.context.worker.tearDown()
})

test.serial('a call with named arguments is seen by a view', async (t) => {
  const { root, note } = t.context
  const ali = await root.createSubAccount('ali')
  await ali.call(note, 'set', { message: 'hello' })
  t.deepEqual(await note.view('get'), { message: 'hello' })
})

test.serial('calls that run at the same time are all answered', async (t) => {
  const { root, note } = t.context
  const accounts = await Promise.all(
    ['a', 'b', 'c'].map((name) => root.createSubAccount(`${name}x`)),
  )
  const results = await Promise.all(
    accounts.map((account) => account.callRaw(note, 'set', Buffer.from(account.accountId))),
  )
  t.true(results.every(({ succeeded }) => succeeded))
})

test.serial('a function-call key signs for one method of one contract', async (t) => {
  const { root, note } = t.context
  const key = createKeyPair()
  const carol = await root.createSubAccount('carol', { initialBalance: 5n * NEAR })
  // As near-api-js 5 makes it, which near-workspaces does not pass on.
  const functionCall = {
    allowance: NEAR / 4n,
    receiverId: note.accountId,
    methodNames: ['set'],
  }
  const permission = { nonce: 0n, permission: { functionCall } }
  const added = await carol
    .batch(carol)
    .addKey(key.getPublicKey(), permission as never)
    .transact()
  t.true(added.succeeded)
  const may = await carol.callRaw(note, 'set', Buffer.from('by key'), { signWithKey: key })
  t.true(may.succeeded)
  await t.throwsAsync(carol.callRaw(note, 'fail', Buffer.from(''), { signWithKey: key }))
})

test.serial('a batch does all or nothing', async (t) => {
  const { root, note } = t.context
  const created = await root
    .batch('batched.test.near')
    .createAccount()
    .transfer(3n * NEAR)
    .addKey(createKeyPair().getPublicKey())
    .deployContract(code)
    .functionCall('set', Buffer.from('batched'), { gas: 30_000_000_000_000n })
    .transact()
  t.true(created.succeeded)
  t.is(await root.getAccount('batched.test.near').view('get', Buffer.from('')), 'batched')
  const failed = await root
    .batch(note)
    .transfer(NEAR)
    .functionCall('fail', Buffer.from('x'))
    .transact()
  t.true(failed.failed)
})

test.serial('state is viewed by key and patched', async (t) => {
  const { root, note } = t.context
  await root.call(note, 'set', Buffer.from('before'))
  const state = await note.viewState()
  t.is(state.getRaw('value').toString(), 'before')
  await note.patchState('value', Buffer.from('after'))
  t.is(await note.view('get', Buffer.from('')), 'after')
})

test.serial('an account, its key and its code are patched into being', async (t) => {
  const { root, note } = t.context
  const bob = root.getAccount('bob.test.near')
  t.false(await bob.exists())
  const public_key = await bob.setKey()
  const { code_hash } = await note.accountView()
  await bob.updateAccount({ amount: (100n * NEAR).toString(), code_hash })
  await bob.updateAccessKey(public_key, { nonce: 0, permission: 'FullAccess' })
  await bob.updateContract(await note.viewCode())
  t.true(await bob.exists())
  await root.call(bob, 'set', Buffer.from('patched in'))
  t.is(await bob.view('get', Buffer.from('')), 'patched in')
  t.true((await bob.transfer(root, NEAR)).succeeded)
})

test.serial('time goes forward for contracts', async (t) => {
  const { worker } = t.context
  const provider = worker.provider as unknown as {
    fastForward(blocks: number): Promise<void>
    block(query: { finality: 'final' }): Promise<{ header: { height: number; timestamp: number } }>
  }
  const before = await provider.block({ finality: 'final' })
  await provider.fastForward(10_000)
  const after = await provider.block({ finality: 'final' })
  t.true(after.header.height >= before.header.height + 10_000)
  t.true(after.header.timestamp > before.header.timestamp)
})

test.serial('money moves, and an account that is deleted leaves it to another', async (t) => {
  const { root } = t.context
  const alice = await root.createSubAccount('alice', { initialBalance: 5n * NEAR })
  const bob = await root.createSubAccount('bob', { initialBalance: 1n * NEAR })
  await alice.transfer(bob, NEAR)
  const before = BigInt((await bob.balance()).total)
  t.is(before, 2n * NEAR)
  t.true((await alice.delete(bob.accountId)).succeeded)
  t.false(await alice.exists())
  t.true(BigInt((await bob.balance()).total) > before)
})
