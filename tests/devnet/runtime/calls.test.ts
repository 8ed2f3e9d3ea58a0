import test from 'ava'
import { actions } from 'near-api-js'
import type { NodeOptions } from '../../../devnet/index.ts'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Account, Network, Ran } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

const note = compileText(NOTE_CONTRACT)

function call(method: string, args = '', { gas = 100n * TGAS, deposit = 0n } = {}) {
  return actions.functionCall(method, utf8(args), gas, deposit)
}

async function withContracts(
  names: string[],
  options: NodeOptions = {},
): Promise<Network & { accounts: Account[] }> {
  const network = createNetwork(options)
  const accounts: Account[] = []
  for (const name of names) {
    const account = await network.create(name)
    await network.deploy(account, note)
    accounts.push(account)
  }
  return { ...network, accounts }
}

function value(ran: Ran): Buffer {
  return Buffer.from(ran.status.SuccessValue ?? 'nothing', 'base64')
}

/** Yocto burnt by a transaction and all that came of it. */
function burnt({ transaction_outcome, receipts_outcome }: Ran): bigint {
  return [transaction_outcome, ...receipts_outcome].reduce(
    (sum, { outcome }) => sum + BigInt(outcome.tokens_burnt),
    0n,
  )
}

test('a failed call keeps the state as it was, gives the deposit back and shows its logs', async (t) => {
  const { root, run, data, amount } = await withContracts(['note'])
  await run(root, 'note.test.near', [call('set', 'kept')])
  const before = { root: amount('test.near'), note: amount('note.test.near') }
  const ran = await run(root, 'note.test.near', [call('fail', 'lost', { deposit: NEAR })])
  t.deepEqual(ran.status, {
    Failure: {
      ActionError: {
        index: 0,
        kind: { FunctionCallError: { ExecutionError: 'Smart contract panicked: on purpose' } },
      },
    },
  })
  t.deepEqual(ran.receipts_outcome[0]?.outcome.logs, ['stored'])
  t.is(data('note.test.near', 'value'), 'kept')
  t.is(before.root - amount('test.near'), burnt(ran))
  t.true(amount('note.test.near') - before.note < NEAR / 1_000n)
})

test('actions of a transaction take effect together or not at all', async (t) => {
  const { root, run, data, amount } = await withContracts(['note'])
  await run(root, 'note.test.near', [call('set', 'first')])
  const before = amount('note.test.near')
  const ran = await run(root, 'note.test.near', [
    actions.transfer(NEAR),
    call('set', 'second'),
    call('fail', 'third'),
  ])
  t.is(ran.status.Failure?.ActionError.index, 2)
  t.is(data('note.test.near', 'value'), 'first')
  t.true(amount('note.test.near') - before < NEAR / 1_000n)
})

test('an endless loop ends by gas and burns all of it', async (t) => {
  const { root, run } = await withContracts(['note'])
  const ran = await run(root, 'note.test.near', [call('spin', '', { gas: 20n * TGAS })])
  t.deepEqual(ran.status.Failure?.ActionError.kind, {
    FunctionCallError: { ExecutionError: 'Exceeded the prepaid gas.' },
  })
  t.true((ran.receipts_outcome[0]?.outcome.gas_burnt ?? 0n) >= 20n * TGAS)
})

test('calls of what is not there name what is missing', async (t) => {
  const { root, run, create } = await withContracts(['note'])
  await create('empty')
  const cases: [string, string, unknown][] = [
    ['note.test.near', 'other', { FunctionCallError: { MethodResolveError: 'MethodNotFound' } }],
    [
      'empty.test.near',
      'get',
      {
        FunctionCallError: {
          CompilationError: { CodeDoesNotExist: { account_id: 'empty.test.near' } },
        },
      },
    ],
    ['nobody.test.near', 'get', { AccountDoesNotExist: { account_id: 'nobody.test.near' } }],
  ]
  for (const [receiver, method, kind] of cases) {
    const ran = await run(root, receiver, [call(method)])
    t.deepEqual(ran.status.Failure?.ActionError, { index: 0, kind })
  }
})

test('a call without a method name is refused since 87, before that it fails', async (t) => {
  const { root, refusal } = await withContracts(['note'])
  t.deepEqual(await refusal(root, 'note.test.near', [call('')]), {
    ActionsValidation: 'FunctionCallEmptyMethodName',
  })
  const older = await withContracts(['note'], { protocolVersion: 86 })
  const ran = await older.run(older.root, 'note.test.near', [call('')])
  t.deepEqual(ran.status.Failure?.ActionError.kind, {
    FunctionCallError: { MethodResolveError: 'MethodEmptyName' },
  })
})

test('a returned promise answers for the call', async (t) => {
  const { root, run } = await withContracts(['asker', 'note'])
  await run(root, 'note.test.near', [call('set', 'asked for')])
  const ran = await run(root, 'asker.test.near', [call('ask', 'note.test.near')])
  t.is(value(ran).toString(), 'asked for')
  t.deepEqual(
    ran.receipts.map(({ predecessor_id, receiver_id }) => [predecessor_id, receiver_id]),
    [
      ['test.near', 'asker.test.near'],
      ['asker.test.near', 'note.test.near'],
      ['system', 'test.near'],
      ['system', 'test.near'],
    ],
  )
})

test('a callback gets the results of all that it waited for, in order, failures included', async (t) => {
  const { root, run } = await withContracts(['asker', 'note'])
  await run(root, 'note.test.near', [call('set', 'x')])
  const ran = await run(root, 'asker.test.near', [call('gather', 'note.test.near')])
  // One that failed is 2, one that succeeded 1.
  t.deepEqual([...value(ran)], [1, 2, 1])
})

test('a promise to an account that does not exist fails, and its caller goes on', async (t) => {
  const { root, run } = await withContracts(['asker'])
  const ran = await run(root, 'asker.test.near', [call('gather', 'nobody.test.near')])
  t.deepEqual([...value(ran)], [2, 2, 2])
})

test('a contract pays with a batch, and only what it has', async (t) => {
  const { root, run, amount } = await withContracts(['payer', 'payee'])
  const before = amount('payee.test.near')
  await run(root, 'payer.test.near', [call('pay', 'payee.test.near')])
  t.is(amount('payee.test.near') - before, NEAR / 100n)
})

test('storage must be covered, and the error says what is missing', async (t) => {
  const { root, create, deploy, run, data, amount } = createNetwork()
  const note1 = await create('note', NEAR / 10n)
  await deploy(note1, note)
  const ran = await run(root, note1.accountId, [call('set', 'x'.repeat(12_000))])
  const [name, fields] = Object.entries(ran.status.Failure?.ActionError.kind as object)[0] ?? []
  t.is(ran.status.Failure?.ActionError.index, null)
  t.is(name, 'LackBalanceForState')
  const { account_id, amount: missing } = fields as { account_id: string; amount: string }
  t.is(account_id, note1.accountId)
  t.is(data(note1.accountId, 'value'), undefined)
  t.true(BigInt(missing) > 0n && BigInt(missing) < NEAR)
  t.true(amount(note1.accountId) > 0n)
})

test('up to 86 a contract’s account earns three tenths of the gas that its calls burn', async (t) => {
  const { root, run, amount } = await withContracts(['note'], { protocolVersion: 86 })
  const before = amount('note.test.near')
  const ran = await run(root, 'note.test.near', [call('set', 'hello')])
  // Receipt, call and its bytes are not the contract's doing: 108,059,500,000 + 780,000,000,000 + 8 × 2,235,934 gas.
  const own =
    BigInt(ran.receipts_outcome[0]?.outcome.gas_burnt ?? 0) - 888_059_500_000n - 17_887_472n
  t.is(amount('note.test.near') - before, ((own * 3n) / 10n) * 100_000_000n)
})

test('since 87 it earns nothing', async (t) => {
  const { root, run, amount } = await withContracts(['note'])
  const before = amount('note.test.near')
  await run(root, 'note.test.near', [call('set', 'hello')])
  t.is(amount('note.test.near'), before)
})

test('gas left over goes back to who paid for it', async (t) => {
  const { root, run, amount } = await withContracts(['note'])
  const before = amount('test.near')
  const ran = await run(root, 'note.test.near', [call('get', '', { gas: 300n * TGAS })])
  t.is(before - amount('test.near'), burnt(ran))
})
