import test from 'ava'
import { actions, KeyPair } from 'near-api-js'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import { createNetwork } from '../support/network.ts'

const send = [actions.transfer(1n)]

const LARGEST_TRANSACTION = 1_572_864

test('a nonce that is not above the key is refused', async (t) => {
  const { create, run, refusal } = createNetwork()
  const alice = await create('alice')
  await run(alice, 'test.near', send)
  t.deepEqual(await refusal(alice, 'test.near', send, { nonce: 1_000_001n }), {
    InvalidNonce: { tx_nonce: 1_000_001n, ak_nonce: 1_000_001n },
  })
})

test('a nonce is limited by the height of the next block', async (t) => {
  const { root, node, refusal } = createNetwork()
  const next = BigInt(node.blocks.head().header.height + 1)
  t.deepEqual(await refusal(root, 'test.near', send, { nonce: next * 1_000_000n }), {
    NonceTooLarge: { tx_nonce: next * 1_000_000n, upper_bound: next * 1_000_000n },
  })
  t.is(await refusal(root, 'test.near', send, { nonce: next * 1_000_000n - 1n }), undefined)
})

test('nonces may have gaps, and two transactions of one key share a block', async (t) => {
  const { root, node, sign } = createNetwork()
  const sent = { signer: root, receiverId: 'test.near', actions: send }
  const [first, second] = await Promise.all([sign(sent, { nonce: 5n }), sign(sent, { nonce: 9n })])
  const submitted = [node.submit(first), node.submit(second)]
  for (const one of submitted) t.is(one.accepted && (await one.included), undefined)
  t.is(node.blocks.head().transactions.length, 2)
})

test('of two transactions with one nonce the second fails when its turn comes', async (t) => {
  const { root, node, sign } = createNetwork()
  const one = node.submit(
    await sign({ signer: root, receiverId: 'test.near', actions: send }, { nonce: 7n }),
  )
  const other = [actions.transfer(2n)]
  const two = node.submit(
    await sign({ signer: root, receiverId: 'test.near', actions: other }, { nonce: 7n }),
  )
  t.is(one.accepted && (await one.included), undefined)
  t.deepEqual(two.accepted && (await two.included), {
    InvalidNonce: { tx_nonce: 7n, ak_nonce: 7n },
  })
})

test('a signature by another key is refused', async (t) => {
  const { root, refusal } = createNetwork()
  const signWith = KeyPair.fromRandom('ed25519')
  t.is(await refusal(root, 'test.near', send, { signWith }), 'InvalidSignature')
})

test('any changed bit of a signed transaction is refused', async (t) => {
  const { root, node, sign } = createNetwork()
  const bytes = await sign({ signer: root, receiverId: 'test.near', actions: send })
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const changed = bytes.slice()
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    let accepted = false
    try {
      accepted = node.submit(changed).accepted
    } catch (error) {
      t.is((error as { name: string }).name, 'DevnetError')
    }
    t.false(accepted)
  }
})

test('secp256k1 keys sign like ed25519 keys', async (t) => {
  const { root, run, refusal, create } = createNetwork()
  const alice = await create('alice')
  const key = KeyPair.fromRandom('secp256k1')
  await run(alice, alice.accountId, [actions.addFullAccessKey(key.getPublicKey())])
  const ran = await run({ accountId: alice.accountId, key }, root.accountId, send)
  t.is(ran.status.SuccessValue, '')
  const signWith = KeyPair.fromRandom('secp256k1')
  const by = { accountId: alice.accountId, key }
  t.is(await refusal(by, root.accountId, send, { signWith }), 'InvalidSignature')
})

test('a transaction that names an unknown or an old block has expired', async (t) => {
  const { root, node, refusal } = createNetwork({ transactionValidityBlocks: 3 })
  const { hash } = node.blocks.head().header
  const unknown = '11111111111111111111111111111112'
  t.is(await refusal(root, 'test.near', send, { blockHash: unknown }), 'Expired')
  for (let block = 0; block < 3; block++) node.produceBlock()
  t.is(await refusal(root, 'test.near', send, { blockHash: hash }), undefined)
  node.produceBlock()
  t.is(await refusal(root, 'test.near', send, { blockHash: hash }), 'Expired')
})

test('a balance that does not cover a transaction is named with its cost', async (t) => {
  const { create, refusal, amount } = createNetwork()
  const alice = await create('alice', NEAR)
  const refused = await refusal(alice, 'test.near', [actions.transfer(2n * NEAR)])
  t.deepEqual(refused, {
    NotEnoughBalance: {
      signer_id: 'alice.test.near',
      balance: amount('alice.test.near').toString(),
      // Two NEAR, and the receipt and the transfer, 108,059,500,000 + 115,123,062,500 gas: sent at the block's price, and executed at the least price of a receipt's gas.
      cost: (2n * NEAR + 223_182_562_500n * (100_000_000n + 1_000_000_000n)).toString(),
    },
  })
})

test('up to 84 all of a transaction’s gas is bought at the block’s price', async (t) => {
  const { create, refusal } = createNetwork({ protocolVersion: 84 })
  const alice = await create('alice', NEAR)
  t.like(await refusal(alice, 'test.near', [actions.transfer(2n * NEAR)]), {
    NotEnoughBalance: { cost: (2n * NEAR + 446_365_125_000n * 100_000_000n).toString() },
  })
})

test('at 57 gas is bought as if its price rose by three hundredths with every block that it suffices for', async (t) => {
  const { create, root, run, refusal, amount } = createNetwork({ protocolVersion: 57 })
  const alice = await create('alice', NEAR)
  // One block later, so once: 223,182,562,500 gas to execute at 103,000,000.
  t.like(await refusal(alice, 'test.near', [actions.transfer(2n * NEAR)]), {
    NotEnoughBalance: {
      cost: (2n * NEAR + 223_182_562_500n * (100_000_000n + 103_000_000n)).toString(),
    },
  })
  // 30 Tgas suffice for six more calls of 4,855,842,000,000 gas, so seven times: 10^8 × 1.03^7, rounded up.
  const call = actions.functionCall('m', new Uint8Array(), 30n * TGAS, NEAR)
  const gas = 108_059_500_000n + 2_319_861_500_000n + 2_235_934n
  t.like(await refusal(alice, 'test.near', [call]), {
    NotEnoughBalance: {
      cost: (NEAR + gas * 100_000_000n + (gas + 30n * TGAS) * 122987387n).toString(),
    },
  })
  // What was too dear comes back.
  const before = amount('test.near')
  const ran = await run(root, alice.accountId, [actions.transfer(1n)])
  t.is(ran.receipts_outcome.length, 2)
  t.is(before - amount('test.near'), 1n + 2n * 223_182_562_500n * 100_000_000n)
})

test('what came after a protocol version is refused at it', async (t) => {
  const { root, node, sign } = createNetwork({ protocolVersion: 57 })
  const bytes = await sign({
    signer: root,
    receiverId: 'test.near',
    actions: [actions.deployGlobalContract(new Uint8Array(1), 'codeHash')],
  })
  t.throws(() => node.submit(bytes), {
    message: 'not supported by devnet: DeployGlobalContract actions at protocol version 57',
  })
})

test('an account or a key that does not exist cannot sign', async (t) => {
  const { root, refusal } = createNetwork()
  const key = KeyPair.fromRandom('ed25519')
  t.deepEqual(await refusal({ accountId: 'nobody.near', key }, 'test.near', send), {
    SignerDoesNotExist: { signer_id: 'nobody.near' },
  })
  t.deepEqual(await refusal({ ...root, key }, 'test.near', send), {
    InvalidAccessKeyError: {
      AccessKeyNotFound: { account_id: 'test.near', public_key: key.getPublicKey().toString() },
    },
  })
})

test('a function-call key signs one call of its methods to its receiver, without a deposit', async (t) => {
  const { create, deploy, run, refusal } = createNetwork()
  const [alice, note] = [await create('alice'), await create('note')]
  await deploy(note, compileText(NOTE_CONTRACT))
  const key = KeyPair.fromRandom('ed25519')
  const addKey = actions.addFunctionCallAccessKey(key.getPublicKey(), note.accountId, ['set'], NEAR)
  await run(alice, alice.accountId, [addKey])
  const limited = { accountId: alice.accountId, key }
  const call = (method: string, deposit = 0n) =>
    actions.functionCall(method, utf8('hello'), 30n * TGAS, deposit)

  t.is((await run(limited, note.accountId, [call('set')])).status.SuccessValue, '')
  const refusals: [string, unknown][] = [
    ['RequiresFullAccess', await refusal(limited, note.accountId, [call('set'), call('set')])],
    ['RequiresFullAccess', await refusal(limited, note.accountId, send)],
    ['DepositWithFunctionCall', await refusal(limited, note.accountId, [call('set', 1n)])],
  ]
  for (const [expected, refused] of refusals)
    t.deepEqual(refused, { InvalidAccessKeyError: expected })
  t.deepEqual(await refusal(limited, 'test.near', [call('set')]), {
    InvalidAccessKeyError: {
      ReceiverMismatch: { tx_receiver: 'test.near', ak_receiver: note.accountId },
    },
  })
  t.deepEqual(await refusal(limited, note.accountId, [call('get')]), {
    InvalidAccessKeyError: { MethodNameMismatch: { method_name: 'get' } },
  })
})

test('gas comes off a key’s allowance, and what was not used goes back to it', async (t) => {
  const { create, deploy, run, refusal, node } = createNetwork()
  const [alice, note] = [await create('alice'), await create('note')]
  await deploy(note, compileText(NOTE_CONTRACT))
  const key = KeyPair.fromRandom('ed25519')
  const publicKey = key.getPublicKey()
  const allowance = NEAR / 10n
  await run(alice, alice.accountId, [
    actions.addFunctionCallAccessKey(publicKey, note.accountId, [], allowance),
  ])
  const limited = { accountId: alice.accountId, key }
  const call = (gas: bigint) => [actions.functionCall('set', utf8('hello'), gas, 0n)]
  const ran = await run(limited, note.accountId, call(50n * TGAS))
  const burnt = [ran.transaction_outcome, ...ran.receipts_outcome].reduce(
    (sum, { outcome }) => sum + BigInt(outcome.tokens_burnt),
    0n,
  )
  const { height } = node.blocks.head().header
  const left = node.stateAt(height).get('accessKey', alice.accountId, publicKey.toString())
  t.like(left?.permission, { allowance: allowance - burnt })
  t.like(await refusal(limited, note.accountId, call(300n * TGAS)), {
    InvalidAccessKeyError: { NotEnoughAllowance: { allowance: (allowance - burnt).toString() } },
  })
})

test('actions are checked before anything is paid', async (t) => {
  const { root, refusal } = createNetwork()
  const call = actions.functionCall('set', new Uint8Array(), 600n * TGAS, 0n)
  const cases: [unknown, Parameters<typeof refusal>[2]][] = [
    ['FunctionCallZeroAttachedGas', [actions.functionCall('a', new Uint8Array(), 0n, 0n)]],
    ['DeleteActionMustBeFinal', [actions.deleteAccount('test.near'), ...send]],
    [
      { TotalPrepaidGasExceeded: { total_prepaid_gas: 1_200n * TGAS, limit: 10 ** 15 } },
      [call, call],
    ],
    [
      { TotalNumberOfActionsExceeded: { total_number_of_actions: 101, limit: 100 } },
      Array.from({ length: 101 }, () => actions.transfer(1n)),
    ],
    [
      { FunctionCallMethodNameLengthExceeded: { length: 257, limit: 256 } },
      [actions.functionCall('a'.repeat(257), new Uint8Array(), TGAS, 0n)],
    ],
    [
      { TotalNumberOfDeployActionsExceeded: { number_of_deploy_actions: 11, limit: 10 } },
      [
        ...Array.from({ length: 10 }, () => actions.deployContract(new Uint8Array(1))),
        actions.deployGlobalContract(new Uint8Array(1), 'accountId'),
      ],
    ],
    [
      { InvalidAccountId: { account_id: 'UPPER' } },
      [actions.addFunctionCallAccessKey(root.key.getPublicKey(), 'UPPER', [])],
    ],
  ]
  for (const [expected, list] of cases) {
    t.deepEqual(await refusal(root, 'test.near', list), { ActionsValidation: expected })
  }
  await t.throwsAsync(refusal(root, 'test.near', [actions.deleteAccount('UPPER')]), {
    code: 'MALFORMED_BORSH',
  })
  const large = [actions.deployContract(new Uint8Array(LARGEST_TRANSACTION))]
  t.like(await refusal(root, 'test.near', large), {
    TransactionSizeExceeded: { limit: LARGEST_TRANSACTION },
  })
})

test('the signature counts in a transaction’s size since 85', async (t) => {
  const deploying = (bytes: number) => [actions.deployContract(new Uint8Array(bytes))]
  const newer = createNetwork({ protocolVersion: 88 })
  const refused = await newer.refusal(newer.root, 'test.near', deploying(LARGEST_TRANSACTION))
  const { size } = (refused as { TransactionSizeExceeded: { size: number } })
    .TransactionSizeExceeded
  const oneTooMany = deploying(LARGEST_TRANSACTION - (size - LARGEST_TRANSACTION) + 1)
  t.deepEqual(await newer.refusal(newer.root, 'test.near', oneTooMany), {
    TransactionSizeExceeded: { size: LARGEST_TRANSACTION + 1, limit: LARGEST_TRANSACTION },
  })
  const older = createNetwork({ protocolVersion: 84 })
  t.is(await older.refusal(older.root, 'test.near', oneTooMany), undefined)
})

test('what devnet does not do is refused in so many words', async (t) => {
  const { root, node, sign } = createNetwork()
  const submit = async (receiverId: string, list: Parameters<typeof sign>[0]['actions']) =>
    node.submit(await sign({ signer: root, receiverId, actions: list }))
  const message = (what: string) => ({ message: `not supported by devnet: ${what}` })
  await t.throwsAsync(
    submit('test.near', [actions.stake(1n, root.key.getPublicKey())]),
    message('Stake actions'),
  )
  const eth = `0x${'a'.repeat(40)}`
  await t.throwsAsync(
    submit(eth, send),
    message(
      `creating the ETH-implicit account ${eth} on the network localnet, whose wallet contract is not known`,
    ),
  )
})

test('the same bytes sent again are the same transaction', async (t) => {
  const { root, node, sign, amount, create } = createNetwork()
  const alice = await create('alice', NEAR)
  const bytes = await sign({
    signer: root,
    receiverId: alice.accountId,
    actions: [actions.transfer(NEAR)],
  })
  const first = node.submit(bytes)
  t.is(first.accepted && (await first.included), undefined)
  const again = node.submit(bytes)
  t.is(again.accepted && (await again.included), undefined)
  node.produceBlock()
  node.produceBlock()
  t.is(amount(alice.accountId), 2n * NEAR)
})
