import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { actions } from 'near-api-js'
import type { NodeOptions } from '../../../devnet/node.ts'
import { isFinished } from '../../../devnet/views/execution-level.ts'
import { finalOutcomeView } from '../../../devnet/views/transaction-view.ts'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText } from '../support/contract.ts'
import type { Account, Network, Ran } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'
import { yielder } from '../support/promise-contracts.ts'

type Waiting = { hash: string; outcome: () => Ran; isFinished: () => boolean }

async function withYielder(
  options: NodeOptions = {},
): Promise<Network & { contract: Account; wait: (method: string) => Promise<Waiting> }> {
  const network = createNetwork(options)
  const contract = await network.create('yielder')
  await network.deploy(contract, yielder)
  /** Sends a call and makes blocks until nothing of it can run without an answer. */
  const wait = async (method: string, input = ''): Promise<Waiting> => {
    const { node, root, sign } = network
    const bytes = await sign({
      signer: root,
      receiverId: contract.accountId,
      actions: [call(method, input)],
    })
    const submitted = node.submit(bytes)
    if (!submitted.accepted || (await submitted.included)) throw new Error('refused')
    for (let blocks = 0; blocks < 4; blocks++) node.produceBlock()
    const { transaction } = submitted
    return {
      hash: transaction.hash,
      isFinished: () => isFinished(node.blocks, transaction.hash),
      outcome: () =>
        finalOutcomeView(node.blocks, transaction, { receipts: true }) as unknown as Ran,
    }
  }
  return { ...network, contract, wait }
}

function call(method: string, input = '') {
  return actions.functionCall(method, utf8(input), 100n * TGAS, 0n)
}

function text({ status }: Ran): string {
  return Buffer.from(status.SuccessValue ?? 'nothing', 'base64').toString()
}

/** The height that a chain is at. */
const heightOf = ({ node }: Network) => node.blocks.head().header.height

test('a call that yields answers once its contract resumes it', async (t) => {
  const network = await withYielder()
  const { root, run, contract, wait, node } = network
  const waiting = await wait('wait')
  t.false(waiting.isFinished())
  t.is(waiting.outcome().status as unknown, 'Started')
  const resumed = await run(root, contract.accountId, [call('resume', 'forty-two')])
  t.is(text(resumed), '\x01')
  t.is(text(waiting.outcome()), 'forty-two')
  // The gas that was left is on its way back.
  node.produceBlock()
  t.true(waiting.isFinished())
})

test('a callback of a yield gets the answer’s own answer', async (t) => {
  const { root, run, contract, wait, node } = await withYielder()
  const waiting = await wait('wait_then')
  await run(root, contract.accountId, [call('resume', 'on')])
  node.produceBlock()
  t.is(text(waiting.outcome()), 'on')
})

test('a yield that its own call resumes needs nobody else', async (t) => {
  const { root, run, contract } = await withYielder()
  t.is(text(await run(root, contract.accountId, [call('wait_and_resume', 'at once')])), 'at once')
})

test('a yield and its answer can be two actions of one transaction', async (t) => {
  const { root, run, contract } = await withYielder()
  const half = (method: string) => actions.functionCall(method, utf8('both'), 50n * TGAS, 0n)
  const ran = await run(root, contract.accountId, [half('wait'), half('resume')])
  t.is(text(ran), '\x01')
  const answered = ran.receipts_outcome.find(
    ({ outcome }) =>
      (outcome.status as { SuccessValue?: string }).SuccessValue ===
      Buffer.from('both').toString('base64'),
  )
  t.truthy(answered)
})

test('an answer comes once: later ones find nothing', async (t) => {
  const { root, run, contract, wait } = await withYielder()
  const waiting = await wait('wait')
  t.is(text(await run(root, contract.accountId, [call('resume', 'first')])), '\x01')
  t.is(text(await run(root, contract.accountId, [call('resume', 'second')])), '\x00')
  t.is(text(waiting.outcome()), 'first')
})

test('of two answers in one call the first counts', async (t) => {
  const { root, run, contract, wait } = await withYielder()
  const waiting = await wait('wait')
  t.is(text(await run(root, contract.accountId, [call('resume_twice', 'first')])), '\x01')
  t.is(text(waiting.outcome()), 'first')
})

test('an answer of a call that fails is none', async (t) => {
  const { root, run, contract, wait } = await withYielder()
  const waiting = await wait('wait')
  const failed = await run(root, contract.accountId, [call('resume_and_fail', 'lost')])
  t.truthy(failed.status.Failure)
  t.false(waiting.isFinished())
  await run(root, contract.accountId, [call('resume', 'kept')])
  t.is(text(waiting.outcome()), 'kept')
})

test('another contract cannot resume it', async (t) => {
  const { root, run, create, deploy, node, contract, wait } = await withYielder()
  const waiting = await wait('wait')
  const thief = await create('thief')
  await deploy(thief, yielder)
  const state = node.stateAt(node.blocks.head().header.height)
  const id = state.get('data', contract.accountId, 'id') ?? new Uint8Array()
  node.patch([
    {
      column: 'data',
      accountId: thief.accountId,
      suffix: 'id',
      value: id,
      cause: { type: 'migration' },
    },
  ])
  t.is(text(await run(root, thief.accountId, [call('resume', 'stolen')])), '\x00')
  t.false(waiting.isFinished())
})

test('a yield that nobody resumes ends after 200 blocks, and its callback is told', async (t) => {
  const network = await withYielder()
  const { node, wait } = network
  const submittedAt = heightOf(network)
  const waiting = await wait('wait')
  // The call runs in the second block: its receipt goes to another account.
  const yieldedAt = submittedAt + 2
  while (heightOf(network) < yieldedAt + 200) node.produceBlock()
  t.is(waiting.outcome().status as unknown, 'Started')
  node.produceBlock()
  t.is(text(waiting.outcome()), 'none')
})

test('an answer in the block of the time-out counts', async (t) => {
  const network = await withYielder()
  const { node, root, contract, wait, sign } = network
  const submittedAt = heightOf(network)
  const waiting = await wait('wait')
  const yieldedAt = submittedAt + 2
  while (heightOf(network) < yieldedAt + 198) node.produceBlock()
  const bytes = await sign({
    signer: root,
    receiverId: contract.accountId,
    actions: [call('resume', 'just so')],
  })
  const submitted = node.submit(bytes)
  t.true(submitted.accepted)
  for (let blocks = 0; blocks < 5; blocks++) node.produceBlock()
  t.true(waiting.isFinished())
  t.is(text(waiting.outcome()), 'just so')
})

test('skipped heights count as blocks', async (t) => {
  const network = await withYielder()
  const waiting = await network.wait('wait')
  network.node.produceBlock({ skipHeights: 250 })
  network.node.produceBlock()
  t.is(text(waiting.outcome()), 'none')
})

test('receipts say that they yield and that they resume', async (t) => {
  const network = await withYielder()
  const { root, run, contract, wait, node } = network
  const waiting = await wait('wait')
  await run(root, contract.accountId, [call('resume', 'x')])
  const yielded = waiting
    .outcome()
    .receipts.find(
      (receipt) =>
        (receipt as unknown as { receipt: { Action?: { is_promise_yield: boolean } } }).receipt
          .Action?.is_promise_yield,
    )
  t.like(yielded, { predecessor_id: contract.accountId, receiver_id: contract.accountId })
  const resumes: unknown[] = []
  for (let height = 1; height <= heightOf(network); height++) {
    for (const { body } of node.blocks.atHeight(height)?.incoming ?? []) {
      if (body.kind === 'data' && body.isPromiseResume) resumes.push(body.data)
    }
  }
  t.deepEqual(resumes, [Uint8Array.from(utf8('x'))])
  t.truthy(node.blocks.receipt(yielded?.receipt_id ?? ''))
})

test('the gas of a yield comes back when it has run', async (t) => {
  const { root, run, contract, wait, amount, node } = await withYielder()
  const before = amount('test.near')
  const waiting = await wait('wait')
  const whileWaiting = before - amount('test.near')
  // 10 Tgas at 10^8 yocto are kept for the answer.
  t.true(whileWaiting > 10n * TGAS * 100_000_000n)
  const afterWait = amount('test.near')
  await run(root, contract.accountId, [call('resume', 'x')])
  node.produceBlock()
  const burnt = waiting
    .outcome()
    .receipts_outcome.reduce(
      (sum, { outcome }) => sum + BigInt(outcome.tokens_burnt),
      BigInt(waiting.outcome().transaction_outcome.outcome.tokens_burnt),
    )
  t.true(afterWait < before - burnt)
  t.true(before - amount('test.near') < NEAR / 100n)
})

test('a yield waits on over a restart, and its time does', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'devnet-yields-'))
  t.teardown(() => rm(home, { recursive: true }))
  const before = await withYielder({ home })
  const waiting = [await before.wait('wait'), await before.wait('wait')]
  const heights = before.node.blocks.head().header.height
  before.node.close()
  const after = createNetwork({ home })
  t.teardown(() => after.node.close())
  t.is(heightOf(after), heights)
  const outcomeOf = ({ hash }: Waiting): Ran => {
    const { transaction } = after.node.blocks.transaction(hash) ?? {}
    if (!transaction) throw new Error('the transaction is gone')
    return finalOutcomeView(after.node.blocks, transaction, { receipts: true }) as unknown as Ran
  }
  // The second has overwritten the data id of the first.
  const resumed = await after.run(after.root, before.contract.accountId, [call('resume', 'later')])
  t.is(text(resumed), '\x01')
  t.is(text(outcomeOf(waiting[1] as Waiting)), 'later')
  after.node.produceBlock({ skipHeights: 250 })
  after.node.produceBlock()
  t.is(text(outcomeOf(waiting[0] as Waiting)), 'none')
})

const idYielder = compileText(`(module
  (import "env" "promise_yield_create_with_id" (func $yield (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (import "env" "promise_yield_resume_with_yield_id" (func $resume (param i64 i64 i64 i64) (result i32)))
  (import "env" "promise_result" (func $result (param i64 i64) (result i64)))
  (import "env" "promise_return" (func $promise_return (param i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (memory 1)
  (data (i32.const 0) "answered")
  (data (i32.const 32) "an id of thirty-two bytes, no more")
  (func $wait (result i64)
    (call $yield (i64.const 8) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 100)
      (i64.const 10000000000000) (i64.const 0) (i64.const 32) (i64.const 32)))
  (func (export "wait") (call $promise_return (call $wait)))
  ;; Returns what the contract gets that yields under an id which waits already.
  (func (export "again") (i64.store (i32.const 200) (call $wait))
    (call $value_return (i64.const 8) (i64.const 200)))
  (func (export "resume")
    (i32.store8 (i32.const 200) (call $resume (i64.const 32) (i64.const 32) (i64.const 8) (i64.const 0)))
    (call $value_return (i64.const 1) (i64.const 200)))
  (func (export "answered")
    (drop (call $result (i64.const 0) (i64.const 1)))
    (call $value_return (i64.const -1) (i64.const 1))))`)

test('since 85 a contract can yield under an id of its own, once at a time', async (t) => {
  const { root, run, contract, wait, deploy, node } = await withYielder()
  await deploy(contract, idYielder)
  t.is(text(await run(root, contract.accountId, [call('resume')])), '\x00')
  const waiting = await wait('wait')
  t.is(text(await run(root, contract.accountId, [call('again')])), '\ufffd'.repeat(8))
  t.is(text(await run(root, contract.accountId, [call('resume')])), '\x01')
  t.is(text(waiting.outcome()), 'answered')
  t.is(text(await run(root, contract.accountId, [call('resume')])), '\x00')
  // The id is free again.
  const second = await wait('wait')
  t.is(text(await run(root, contract.accountId, [call('resume')])), '\x01')
  node.produceBlock()
  t.is(text(second.outcome()), 'answered')
})

test('before 85 there are no ids of a contract’s own', async (t) => {
  const { root, run, contract, deploy } = await withYielder({ protocolVersion: 84 })
  await deploy(contract, idYielder)
  const { status } = await run(root, contract.accountId, [call('resume')])
  t.deepEqual(status.Failure?.ActionError.kind, {
    FunctionCallError: { ExecutionError: 'Link Error: unknown or invalid import' },
  })
})

test('what is left of a yield of a deleted account fails when its time is up', async (t) => {
  const network = await withYielder()
  const { run, contract, wait, node } = network
  const waiting = await wait('wait')
  await run(contract, contract.accountId, [actions.deleteAccount('test.near')])
  node.produceBlock({ skipHeights: 250 })
  node.produceBlock()
  t.deepEqual(waiting.outcome().status.Failure?.ActionError, {
    index: 0,
    kind: { AccountDoesNotExist: { account_id: contract.accountId } },
  })
})
