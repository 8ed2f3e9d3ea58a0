import anyTest, { type TestFn } from 'ava'
import { actions, PublicKey } from 'near-api-js'
import {
  callView,
  createKeys,
  createRpc,
  createSender,
  type Rpc,
  resolveCode,
  type Sender,
  viewAccessKeys,
  viewAccount,
  viewBlock,
  viewCode,
  viewGlobalCode,
  viewStatus,
} from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { decodeBase58 } from '../../protocol/base58.ts'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { compileText, NOTE_CONTRACT } from '../devnet/support/contract.ts'

const NEAR = 10n ** 24n
const WASM = compileText(NOTE_CONTRACT)
const HASH = codeHashOf(WASM, portableHasher)
// The same contract with a custom section more, and so with another hash.
const OTHER_WASM = new Uint8Array([...WASM, 0, 2, 1, 0x78])
const OTHER_HASH = codeHashOf(OTHER_WASM, portableHasher)

type Known = { devnet: Devnet; rpc: Rpc; root: Sender; create: (name: string) => Promise<Sender> }

const test = anyTest as TestFn<Known>

test.before(async (t) => {
  const devnet = await startDevnet()
  const rpc = createRpc({ urls: [devnet.rpcUrl] })
  const root = createSender({ rpc, ...devnet.rootAccount })
  const create = async (name: string) => {
    const accountId = `${name}.${root.accountId}`
    const keys = createKeys()
    await root.createAccount({ accountId, publicKey: keys.publicKey, balance: 20n * NEAR })
    return createSender({ rpc, accountId, secretKey: keys.secretKey })
  }
  t.context = { devnet, rpc, root, create }
})

test.after.always((t) => t.context.devnet.close())

test('an account is created with its balance and its key', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('fresh')
  t.is((await viewAccount(rpc, sender.accountId)).amount, String(20n * NEAR))
  const { keys } = await viewAccessKeys(rpc, sender.accountId)
  t.deepEqual(
    keys.map(({ public_key }) => public_key),
    [sender.publicKey],
  )
})

test('the code of an account is read back whole', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('read-back')
  await sender.deploy({ code: WASM })
  const { hash, code_base64 } = await viewCode(rpc, sender.accountId)
  t.is(hash, HASH)
  t.deepEqual(Buffer.from(code_base64, 'base64'), Buffer.from(WASM))
})

test('keys are removed together, the one that signs among them', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('keyless')
  const other = createKeys().publicKey
  const added = actions.addFullAccessKey(PublicKey.fromString(other))
  await sender.send(sender.accountId, [added], 'Adding a key')
  await sender.deleteKeys([other, sender.publicKey])
  t.deepEqual((await viewAccessKeys(rpc, sender.accountId)).keys, [])
})

test('code is deployed and called, with its logs and what it returns', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('note')
  await sender.deploy({ code: WASM })
  const contractId = sender.accountId
  const args = new TextEncoder().encode('"kept"')
  const outcome = await sender.call({ contractId, method: 'set', args })
  t.deepEqual(outcome.logs, ['stored'])
  t.true(outcome.gasBurnt > 0n && outcome.tokensBurnt > 0n)
  t.is((await callView(rpc, contractId, 'get')).value, 'kept')
})

test('a panic on chain is told with its message', async (t) => {
  const sender = await t.context.create('panics')
  await sender.deploy({ code: WASM })
  const call = { contractId: sender.accountId, method: 'fail' }
  const error = await t.throwsAsync(sender.call(call))
  t.like(error, { code: 'TRANSACTION_FAILED', details: { executorId: sender.accountId } })
  t.regex(error.message, /^`fail` on panics\.\S+ failed: .*on purpose/)
})

test('calling and viewing what is not there is told', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('lost')
  const contractId = sender.accountId
  const call = await t.throwsAsync(sender.call({ contractId, method: 'set' }))
  t.like(call, { code: 'TRANSACTION_FAILED' })
  const view = await t.throwsAsync(callView(rpc, contractId, 'get'))
  t.like(view, { code: 'CONTRACT_EXECUTION_ERROR' })
  t.regex(view.message, /CodeDoesNotExist/)
  const nobody = await t.throwsAsync(sender.transfer(`nobody.${contractId}`, 1n))
  t.regex(nobody.message, /AccountDoesNotExist/)
})

test('a sender whose key the account does not have is told', async (t) => {
  const { rpc, root } = t.context
  const { secretKey } = createKeys()
  const stranger = createSender({ rpc, accountId: root.accountId, secretKey })
  t.like(await t.throwsAsync(stranger.transfer('a.near', 1n)), { code: 'UNKNOWN_ACCESS_KEY' })
})

test('more than the account has is refused, and nothing is sent', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('poor')
  t.like(await t.throwsAsync(sender.transfer('test.near', 900n * NEAR)), {
    code: 'INVALID_TRANSACTION',
  })
  t.is((await viewAccount(rpc, sender.accountId)).amount, String(20n * NEAR))
})

test('transactions of two senders with one key all go through', async (t) => {
  const { rpc, root, create } = t.context
  const till = await create('till')
  const keys = createKeys()
  const accountId = `shared.${root.accountId}`
  await root.createAccount({ accountId, publicKey: keys.publicKey, balance: 20n * NEAR })
  const senders = [1, 2].map(() => createSender({ rpc, accountId, secretKey: keys.secretKey }))
  // Two transactions that are alike to the last byte are one, so each has an amount of its own.
  const sent = senders.flatMap((sender, i) =>
    [0n, 1n, 2n].map((n) => sender.transfer(till.accountId, NEAR + BigInt(i) * 3n + n)),
  )
  const hashes = (await Promise.all(sent)).map(({ transactionHash }) => transactionHash)
  t.is(new Set(hashes).size, 6)
  t.is((await viewAccount(rpc, till.accountId)).amount, String(26n * NEAR + 15n))
})

test('code is resolved for local code, for none and for no account', async (t) => {
  const { rpc, create } = t.context
  const sender = await create('local')
  const empty = await resolveCode(rpc, sender.accountId)
  t.like(empty, { kind: 'none', codeHash: null })
  await sender.deploy({ code: WASM })
  const code = await resolveCode(rpc, sender.accountId)
  t.like(code, { kind: 'local', codeHash: HASH, globalAccountId: null })
  t.true((code.blockHeight ?? 0) > (empty.blockHeight ?? 0))
  const nobody = await resolveCode(rpc, `nobody.${sender.accountId}`)
  t.like(nobody, { kind: 'unknown_account', codeHash: null })
  t.is(typeof nobody.blockHeight, 'number')
})

test('code is resolved for global contracts, and follows the owner where he can change it', async (t) => {
  const { rpc, create } = t.context
  const [owner, byHash, byOwner] = [
    await create('owner'),
    await create('byhash'),
    await create('byowner'),
  ]
  await owner.send(
    owner.accountId,
    [actions.deployGlobalContract(WASM, 'codeHash')],
    'Sharing by hash',
  )
  await owner.send(
    owner.accountId,
    [actions.deployGlobalContract(WASM, 'accountId')],
    'Sharing by name',
  )
  await byHash.send(
    byHash.accountId,
    [actions.useGlobalContract({ codeHash: decodeBase58(HASH, 32, 'hash') })],
    'Using',
  )
  await byOwner.send(
    byOwner.accountId,
    [actions.useGlobalContract({ accountId: owner.accountId })],
    'Using',
  )

  t.like(await resolveCode(rpc, byHash.accountId), { kind: 'global_hash', codeHash: HASH })
  const before = await resolveCode(rpc, byOwner.accountId)
  t.like(before, { kind: 'global_account', codeHash: HASH, globalAccountId: owner.accountId })
  t.is((await viewGlobalCode(rpc, HASH)).hash, HASH)

  await owner.send(
    owner.accountId,
    [actions.deployGlobalContract(OTHER_WASM, 'accountId')],
    'Changing',
  )
  t.like(await resolveCode(rpc, byOwner.accountId), { codeHash: OTHER_HASH })
  t.like(await resolveCode(rpc, byHash.accountId), { codeHash: HASH })
})

test('blocks and status are read', async (t) => {
  const { rpc, devnet } = t.context
  const { header } = await viewBlock(rpc)
  t.is((await viewBlock(rpc, { at: { block_id: header.hash } })).header.height, header.height)
  t.is((await viewStatus(rpc)).chain_id, devnet.chainId)
  const error = await t.throwsAsync(viewBlock(rpc, { at: { block_id: 10_000_000 } }))
  t.like(error, { code: 'UNKNOWN_BLOCK' })
})

test('a method that the node does not have is told', async (t) => {
  const { z } = await import('zod')
  const error = await t.throwsAsync(t.context.rpc.ask('no_such_method', {}, z.unknown()))
  t.like(error, { code: 'METHOD_NOT_FOUND' })
})
