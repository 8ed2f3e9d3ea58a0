import { createHash } from 'node:crypto'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { base58 } from '@scure/base'
import test from 'ava'
import { actions } from 'near-api-js'
import type { NodeOptions } from '../../../devnet/node.ts'
import { deterministicAccountId } from '../../../devnet/runtime/state-init.ts'
import type { StateInit } from '../../../devnet/runtime/types.ts'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Network, Ran } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'
import { globalContractUser } from '../support/promise-contracts.ts'
import type { RawStateInit } from '../support/raw-actions.ts'
import {
  rawDelegate,
  rawStateInit,
  rawStateInitAction,
  rawTransfer,
} from '../support/raw-actions.ts'

const code = compileText(NOTE_CONTRACT)
const hash = base58.encode(createHash('sha256').update(code).digest())
const initial: RawStateInit = {
  contract: { hash },
  entries: [[utf8('value'), utf8('initial')]],
}
const idOf = (stateInit: RawStateInit): string =>
  `0s${Buffer.from(keccak_256(rawStateInit(stateInit)).subarray(12)).toString('hex')}`
const accountId = idOf(initial)
/** An account, its 32 bytes of code hash, and 5 + 7 + 40 of the entry. */
const STORED = 100n + 32n + 52n

async function withGlobal(options: NodeOptions = {}): Promise<Network> {
  const network = createNetwork(options)
  const owner = await network.create('owner')
  await network.run(owner, owner.accountId, [actions.deployGlobalContract(code, 'codeHash')])
  return network
}

function init(network: Network, deposit: bigint, stateInit = initial): Promise<Ran> {
  const more = [rawStateInitAction(stateInit, deposit)]
  return network.run(network.root, idOf(stateInit), [], { more })
}

const accountOf = ({ node }: Network, id: string) =>
  node.stateAt(node.blocks.head().header.height).get('account', id)

/** The pairs that the Rust SDK's tests have: near-sdk-rs `near-global-contracts/src/state_init.rs`. */
const vectors: readonly [StateInit['contract'], string][] = [
  [
    { by: 'code_hash', codeHash: 'J86LNmZE9nHAxRqUYBZ64iCQYfeacMJhNqvb8WQmpZPE' },
    '0s48ddf87e648de3a52783ee9640e618234cadb18f',
  ],
  [{ by: 'account_id', accountId: 'alice.near' }, '0sf4d27a587616342eb45b8d785addbe6790695a2e'],
]
for (const [contract, expected] of vectors) {
  test(`a state init by ${contract.by} derives the account that the SDK derives`, (t) => {
    const data = [{ key: Uint8Array.of(0, 1, 2), value: Uint8Array.of(3, 4, 5) }]
    t.is(deterministicAccountId({ contract, data }), expected)
  })
}

test('a state init makes its account, with its data and its contract', async (t) => {
  const network = await withGlobal()
  const ran = await init(network, 0n)
  t.is(ran.status.SuccessValue, '')
  t.deepEqual(accountOf(network, accountId), {
    amount: 0n,
    locked: 0n,
    storageUsage: STORED,
    contract: { kind: 'global', hash },
  })
  const called = await network.run(network.root, accountId, [
    actions.functionCall('get', utf8(''), 30n * TGAS, 0n),
  ])
  t.is(Buffer.from(called.status.SuccessValue ?? '', 'base64').toString(), 'initial')
})

/** Send and execution of a state init: parameters.yaml, and 85.yaml. */
const costs: readonly [protocolVersion: number, send: bigint, execution: bigint][] = [
  [84, 3_850_000_000_000n, 4_080_000_000_000n],
  [88, 500_000_000_000n, 7_430_000_000_000n],
]
for (const [protocolVersion, send, execution] of costs) {
  test(`at ${protocolVersion} a state init costs its base, its entry and its bytes`, async (t) => {
    const network = await withGlobal({ protocolVersion })
    const ran = await init(network, 0n)
    const receipt = 108_059_500_000n
    t.is(ran.transaction_outcome.outcome.gas_burnt, receipt + send + 12n * 72_000_000n)
    t.is(
      ran.receipts_outcome[0]?.outcome.gas_burnt,
      receipt + execution + 200_000_000_000n + 12n * 70_000_000n,
    )
  })
}

test('a small account needs no deposit, and gets it back whole', async (t) => {
  const network = await withGlobal()
  const before = network.amount('test.near')
  const ran = await init(network, NEAR)
  t.is(accountOf(network, accountId)?.amount, 0n)
  const burnt = [ran.transaction_outcome, ...ran.receipts_outcome].reduce(
    (sum, { outcome }) => sum + BigInt(outcome.tokens_burnt),
    0n,
  )
  t.is(before - network.amount('test.near'), burnt)
})

test('of the deposit stays what the storage takes', async (t) => {
  const network = await withGlobal()
  const large: RawStateInit = {
    contract: { hash },
    entries: [[utf8('value'), new Uint8Array(2_000)]],
  }
  const before = network.amount('test.near')
  const ran = await init(network, NEAR, large)
  t.is(ran.status.SuccessValue, '')
  const usage = 100n + 32n + 5n + 2_000n + 40n
  t.is(accountOf(network, idOf(large))?.amount, usage * 10n ** 19n)
  t.true(before - network.amount('test.near') < NEAR / 10n)
})

test('a deposit that is too small makes nothing and comes back', async (t) => {
  const network = await withGlobal()
  const large: RawStateInit = {
    contract: { hash },
    entries: [[utf8('value'), new Uint8Array(2_000)]],
  }
  const ran = await init(network, 10n ** 19n, large)
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: null,
    kind: {
      LackBalanceForState: {
        account_id: idOf(large),
        amount: (2_177n * 10n ** 19n - 10n ** 19n).toString(),
      },
    },
  })
  t.is(accountOf(network, idOf(large)), undefined)
})

test('a state init is done once; the second gives its deposit back', async (t) => {
  const network = await withGlobal()
  await init(network, 0n)
  await network.run(network.root, accountId, [
    actions.functionCall('set', utf8('later'), 30n * TGAS, 0n),
  ])
  const again = await init(network, NEAR)
  t.is(again.status.SuccessValue, '')
  t.is(network.data(accountId, 'value'), 'later')
  t.true((accountOf(network, accountId)?.amount ?? NEAR) < NEAR / 100n)
})

test('a transfer makes the account without a contract, and a state init completes it', async (t) => {
  const network = await withGlobal()
  await network.run(network.root, accountId, [actions.transfer(NEAR)])
  t.deepEqual(accountOf(network, accountId), {
    amount: NEAR,
    locked: 0n,
    storageUsage: 100n,
    contract: { kind: 'none' },
  })
  await init(network, NEAR)
  t.like(accountOf(network, accountId), { amount: NEAR, storageUsage: STORED })
})

test('who makes an account may not add keys to it', async (t) => {
  const network = await withGlobal()
  const key = network.root.key.getPublicKey()
  // AddKey, ed25519, nonce 0, full access.
  const addKey = Buffer.concat([
    Buffer.of(5, 0),
    Buffer.from(key.data),
    Buffer.alloc(8),
    Buffer.of(1),
  ])
  const more = [rawStateInitAction(initial, 0n), addKey]
  const ran = await network.run(network.root, accountId, [], { more })
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: 1,
    kind: { ActorNoPermission: { account_id: accountId, actor_id: 'test.near' } },
  })
  t.is(accountOf(network, accountId), undefined)
})

test('an account can be made and called in one receipt', async (t) => {
  const network = await withGlobal()
  const ran = await network.run(network.root, accountId, [], {
    more: [rawStateInitAction(initial, NEAR), rawTransfer(NEAR)],
  })
  t.is(ran.status.SuccessValue, '')
  t.is(accountOf(network, accountId)?.amount, NEAR)
})

test('a contract that is not there makes no account', async (t) => {
  const network = createNetwork()
  const ran = await init(network, NEAR)
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: 0,
    kind: { GlobalContractDoesNotExist: { identifier: { hash } } },
  })
  t.is(accountOf(network, accountId), undefined)
})

test('an id that is not derived from the state init is refused', async (t) => {
  const { root, refusal } = createNetwork()
  const receiver_id = `0s${'a'.repeat(40)}`
  t.deepEqual(await refusal(root, receiver_id, [], { more: [rawStateInitAction(initial, 0n)] }), {
    ActionsValidation: {
      InvalidDeterministicStateInitReceiver: { receiver_id, derived_id: accountId },
    },
  })
})

test('keys of a state init are no longer than any other', async (t) => {
  const { root, refusal } = createNetwork()
  const long: RawStateInit = { contract: { hash }, entries: [[new Uint8Array(2_049), utf8('')]] }
  t.deepEqual(await refusal(root, idOf(long), [], { more: [rawStateInitAction(long, 0n)] }), {
    ActionsValidation: {
      DeterministicStateInitKeyLengthExceeded: { length: 2_049, limit: 2_048 },
    },
  })
})

test('entries that are out of order are no borsh', async (t) => {
  const { root, refusal } = createNetwork()
  const entries: RawStateInit['entries'] = [
    [utf8('b'), utf8('')],
    [utf8('a'), utf8('')],
  ]
  const unordered: RawStateInit = { contract: { hash }, entries }
  await t.throwsAsync(
    refusal(root, idOf(unordered), [], { more: [rawStateInitAction(unordered, 0n)] }),
    { message: /not in the order of their keys/ },
  )
})

test('nobody creates a deterministic account as a named one', async (t) => {
  const { root, run } = createNetwork()
  const ran = await run(root, accountId, [actions.createAccount()])
  t.deepEqual(ran.status.Failure?.ActionError.kind, {
    OnlyImplicitAccountCreationAllowed: { account_id: accountId },
  })
})

test('a contract makes an account, and what is too much goes to whom it names', async (t) => {
  const network = await withGlobal()
  const maker = await network.create('maker')
  const other = await network.create('other', NEAR)
  await network.deploy(maker, globalContractUser)
  const input = Buffer.concat([Buffer.from(accountId), base58.decode(hash), utf8(other.accountId)])
  const ran = await network.run(network.root, maker.accountId, [
    actions.functionCall('init', input, 100n * TGAS, 0n),
  ])
  t.is(ran.status.SuccessValue, '')
  t.is(network.data(accountId, 'value'), 'initial')
  t.is(network.amount(other.accountId), NEAR + NEAR / 10n)
  t.like(
    ran.receipts.find(({ receiver_id }) => receiver_id === accountId),
    { receipt: { Action: { refund_to: other.accountId } } },
  )
})

test('a contract’s state init to another account fails as its receipt', async (t) => {
  const network = await withGlobal()
  const maker = await network.create('maker')
  await network.deploy(maker, globalContractUser)
  const receiver_id = `0s${'b'.repeat(40)}`
  const input = Buffer.concat([Buffer.from(receiver_id), base58.decode(hash)])
  const ran = await network.run(network.root, maker.accountId, [
    actions.functionCall('init', input, 100n * TGAS, 0n),
  ])
  t.deepEqual(ran.status.Failure?.ActionError, {
    index: 0,
    kind: {
      NewReceiptValidationError: {
        ActionsValidation: {
          InvalidDeterministicStateInitReceiver: { receiver_id, derived_id: accountId },
        },
      },
    },
  })
})

/** What a relayer hands in for the root account: a state init for the account of `initial`. */
async function delegated(network: Network): Promise<Ran> {
  const { root, create, node } = network
  const relayer = await create('relayer')
  const publicKey = Buffer.concat([Buffer.of(0), Buffer.from(root.key.getPublicKey().data)])
  const head = node.blocks.head().header.height
  const key = node.stateAt(head).get('accessKey', 'test.near', root.key.getPublicKey().toString())
  const body = rawDelegate({
    senderId: 'test.near',
    receiverId: accountId,
    actions: [rawStateInitAction(initial, 0n)],
    nonce: (key?.nonce ?? 0n) + 1n,
    maxBlockHeight: BigInt(head + 100),
    publicKey,
  })
  const prefix = Buffer.alloc(4)
  // NEP-461: 2^30 + 366.
  prefix.writeUInt32LE(2 ** 30 + 366)
  const { signature } = root.key.sign(createHash('sha256').update(prefix).update(body).digest())
  const action = Buffer.concat([Buffer.of(8), body, Buffer.of(0), Buffer.from(signature)])
  return await network.run(relayer, 'test.near', [], { more: [action] })
}

test('since 85 a relayer can hand in a state init', async (t) => {
  const network = await withGlobal({ protocolVersion: 85 })
  t.is((await delegated(network)).status.SuccessValue, '')
  t.is(network.data(accountId, 'value'), 'initial')
})

test('before 85 a state init in a delegate was held to the wrong account', async (t) => {
  const network = await withGlobal({ protocolVersion: 84 })
  await t.throwsAsync(delegated(network), {
    message: /InvalidDeterministicStateInitReceiver.*"receiver_id":"test.near"/,
  })
})

test('since 87 a receipt has at most 1,500 entries of state inits', async (t) => {
  const entries = Array.from({ length: 1_501 }, (_, index): [Uint8Array, Uint8Array] => [
    utf8(index.toString().padStart(4, '0')),
    utf8(''),
  ])
  const many: RawStateInit = { contract: { hash }, entries }
  const more = [rawStateInitAction(many, 0n)]
  const now = createNetwork({ protocolVersion: 87 })
  t.deepEqual(await now.refusal(now.root, idOf(many), [], { more }), {
    ActionsValidation: {
      TotalNumberOfStateInitEntriesExceeded: { number_of_entries: 1_501, limit: 1_500 },
    },
  })
  const before = createNetwork({ protocolVersion: 86 })
  t.is(await before.refusal(before.root, idOf(many), [], { more }), undefined)
})

test('transactions show a state init as nearcore shows it', async (t) => {
  const network = await withGlobal()
  const ran = await init(network, NEAR)
  t.like(ran, {
    transaction: {
      actions: [
        {
          DeterministicStateInit: {
            code: { hash },
            data: {
              [Buffer.from('value').toString('base64')]: Buffer.from('initial').toString('base64'),
            },
            deposit: NEAR.toString(),
          },
        },
      ],
    },
  })
})
