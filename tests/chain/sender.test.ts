import test, { type ExecutionContext } from 'ava'
import { decodeSignedTransaction, type SignedTransaction } from 'near-api-js'
import {
  createKeys,
  createRpc,
  createSender,
  isChainError,
  returnedJson,
  type Sender,
} from '../../chain/index.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { BLOCK_HASH, OTHER_HASH, SEEN_AT, transactionResult } from './answers.ts'
import { handlerError, type Reply, startRpcServer } from './rpc-server.ts'

type Sent = { hash: string; transaction: SignedTransaction['transaction'] }

/** A node that knows one access key; `reply` answers the n-th transaction it gets. */
async function startNode(t: ExecutionContext, reply: (sent: Sent, n: number) => Reply) {
  const sent: Sent[] = []
  const done = new Map<string, Reply>()
  const node = { nonce: 5, sent, done }
  const server = await startRpcServer(({ method, params }) => {
    if (method === 'query') {
      return { result: { nonce: node.nonce, permission: 'FullAccess', ...SEEN_AT } }
    }
    if (method === 'tx') {
      return done.get(String(params.tx_hash)) ?? handlerError('UNKNOWN_TRANSACTION')
    }
    const bytes = Buffer.from(String(params.signed_tx_base64), 'base64')
    const { transaction } = decodeSignedTransaction(bytes)
    const hash = encodeBase58(portableHasher.sha256(transaction.encode()))
    sent.push({ hash, transaction })
    return reply({ hash, transaction }, sent.length - 1)
  })
  t.teardown(server.close)
  const keys = createKeys()
  const rpc = createRpc({ urls: [server.url], rounds: 2, random: () => 0, timeoutMs: 30_000 })
  const sender = createSender({ rpc, accountId: 'ann.near', secretKey: keys.secretKey })
  return { ...node, node, keys, sender }
}

const succeed = ({ hash }: Sent): Reply => ({ result: transactionResult(hash) })

const nonceTaken = {
  ...handlerError('INVALID_TRANSACTION', {}),
  error: {
    ...handlerError('INVALID_TRANSACTION').error,
    data: { TxExecutionError: { InvalidTxError: { InvalidNonce: { ak_nonce: 9, tx_nonce: 6 } } } },
  },
}

test('a call is signed by the sender and gives what it returned and logged', async (t) => {
  const value = Buffer.from('{"seq":1}').toString('base64')
  const node = await startNode(t, ({ hash }) => ({
    result: transactionResult(hash, { SuccessValue: value }, ['EVENT_JSON:{}']),
  }))
  const outcome = await node.sender.call({
    contractId: 'registry.near',
    method: 'attest',
    args: { name: 'Zoë' },
    gas: 7n,
    deposit: 10n ** 24n,
  })
  const [sent] = node.sent
  t.is(sent?.transaction.signerId, 'ann.near')
  t.is(sent?.transaction.receiverId, 'registry.near')
  t.is(sent?.transaction.nonce, 6n)
  t.is(sent?.transaction.publicKey.toString(), node.keys.publicKey)
  t.is(encodeBase58(Uint8Array.from(sent?.transaction.blockHash ?? [])), BLOCK_HASH)
  const call = sent?.transaction.actions[0]?.functionCall
  t.like(call, { methodName: 'attest', gas: 7n, deposit: 10n ** 24n })
  t.is(Buffer.from(call?.args ?? []).toString(), '{"name":"Zoë"}')

  t.like(outcome, {
    transactionHash: sent?.hash,
    blockHash: BLOCK_HASH,
    logs: ['EVENT_JSON:{}'],
    gasBurnt: 2_000_000n,
    tokensBurnt: 200_000_000_000_000n,
  })
  t.deepEqual(returnedJson(outcome), { seq: 1 })
})

const sendings: [string, (sender: Sender) => Promise<unknown>, string, string[]][] = [
  [
    'code with an initial call',
    (s) => s.deploy({ code: new Uint8Array([0, 1]), init: { method: 'init' } }),
    'ann.near',
    ['deployContract', 'functionCall'],
  ],
  [
    'an account below the sender',
    (s) =>
      s.createAccount({ accountId: 'b.ann.near', publicKey: createKeys().publicKey, balance: 1n }),
    'b.ann.near',
    ['createAccount', 'transfer', 'addKey'],
  ],
  [
    'an account below a top-level one, through its registrar',
    (s) =>
      s.createAccount({ accountId: 'bob.near', publicKey: createKeys().publicKey, balance: 1n }),
    'near',
    ['functionCall'],
  ],
  [
    'the removal of two keys',
    (s) => s.deleteKeys([createKeys().publicKey, createKeys().publicKey]),
    'ann.near',
    ['deleteKey', 'deleteKey'],
  ],
  ['a transfer', (s) => s.transfer('bob.near', 5n), 'bob.near', ['transfer']],
]

for (const [what, doIt, receiver, kinds] of sendings) {
  test(`${what} is sent as ${kinds.join(', ')} to ${receiver}`, async (t) => {
    const node = await startNode(t, succeed)
    await doIt(node.sender)
    t.is(node.sent[0]?.transaction.receiverId, receiver)
    t.deepEqual(
      node.sent[0]?.transaction.actions.map((action) => Object.keys(action)[0]),
      kinds,
    )
  })
}

test('an account that the sender cannot create is refused before anything is sent', async (t) => {
  const node = await startNode(t, succeed)
  const account = { accountId: 'c.bob.near', publicKey: node.keys.publicKey, balance: 0n }
  t.like(
    t.throws(() => node.sender.createAccount(account)),
    { code: 'INVALID_REQUEST' },
  )
  t.is(node.sent.length, 0)
})

const failures: [string, unknown, string][] = [
  [
    'a panic',
    {
      ActionError: {
        index: 0,
        kind: {
          FunctionCallError: {
            ExecutionError: 'Smart contract panicked: `tool` must not be empty.',
          },
        },
      },
    },
    'Smart contract panicked: `tool` must not be empty.',
  ],
  [
    'a missing account',
    { ActionError: { index: 0, kind: { AccountDoesNotExist: { account_id: 'registry.near' } } } },
    '{"AccountDoesNotExist":{"account_id":"registry.near"}}',
  ],
  [
    'a missing method',
    { ActionError: { kind: { FunctionCallError: { MethodResolveError: 'MethodNotFound' } } } },
    '{"MethodResolveError":"MethodNotFound"}',
  ],
  ['an expired transaction', { InvalidTxError: 'Expired' }, 'Expired'],
  ['a failure of a later form', { Quantum: { flux: 1 } }, '{"Quantum":{"flux":1}}'],
]

for (const [what, failure, said] of failures) {
  test(`${what} is told in words, with receipt and transaction`, async (t) => {
    const node = await startNode(t, ({ hash }) => ({
      result: transactionResult(hash, { Failure: failure }, ['said before']),
    }))
    const call = { contractId: 'registry.near', method: 'attest' }
    const error = await t.throwsAsync(node.sender.call(call))
    t.like(error, {
      code: 'TRANSACTION_FAILED',
      retryable: false,
      details: {
        failure: said,
        transactionHash: node.sent[0]?.hash,
        receiptId: OTHER_HASH,
        executorId: 'registry.near',
        logs: ['said before'],
      },
    })
    t.true(error.message.startsWith(`\`attest\` on registry.near failed: ${said} (receipt`))
  })
}

test('a refused transaction is told and not signed again', async (t) => {
  const node = await startNode(t, () =>
    handlerError('INVALID_TRANSACTION', {}, 'NotEnoughBalance: 5 < 7'),
  )
  const error = await t.throwsAsync(node.sender.transfer('bob.near', 7n))
  t.like(error, { code: 'INVALID_TRANSACTION' })
  t.regex(error.message, /NotEnoughBalance/)
  t.is(node.sent.length, 1)
})

test('a nonce that somebody else took is replaced', async (t) => {
  const node = await startNode(t, (sent, n) => {
    if (n > 0) return succeed(sent)
    node.node.nonce = 9
    return nonceTaken
  })
  await node.sender.transfer('bob.near', 7n)
  t.deepEqual(
    node.sent.map(({ transaction }) => transaction.nonce),
    [6n, 10n],
  )
})

test('a nonce that is always taken ends in an error', async (t) => {
  const node = await startNode(t, () => nonceTaken)
  t.like(await t.throwsAsync(node.sender.transfer('bob.near', 7n)), { code: 'INVALID_NONCE' })
  t.is(node.sent.length, 5)
})

test('a transaction whose answer was lost is sent again as the same bytes, and never signed twice', async (t) => {
  const node = await startNode(t, (sent, n) => {
    if (n === 0) {
      node.done.set(sent.hash, succeed(sent))
      return { status: 502, body: '' }
    }
    return nonceTaken
  })
  const outcome = await node.sender.transfer('bob.near', 7n)
  t.deepEqual(
    node.sent.map(({ hash }) => hash),
    [outcome.transactionHash, outcome.transactionHash],
  )
})

test('a transaction whose fate nobody tells is not called failed', async (t) => {
  const node = await startNode(t, () => handlerError('TIMEOUT_ERROR'))
  const error = await t.throwsAsync(node.sender.transfer('bob.near', 7n))
  t.like(error, { code: 'TRANSACTION_TIMEOUT', details: { transactionHash: node.sent[0]?.hash } })
  t.regex(error.message, /look it up before sending it again/)
  t.is(new Set(node.sent.map(({ hash }) => hash)).size, 1)
})

test('transactions sent at once go one after another with rising nonces, also past a failed one', async (t) => {
  const node = await startNode(t, (sent, n) =>
    n === 1 ? handlerError('INVALID_TRANSACTION', {}, 'no') : succeed(sent),
  )
  const results = await Promise.allSettled(
    [1n, 2n, 3n].map((n) => node.sender.transfer('bob.near', n)),
  )
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  t.deepEqual(
    node.sent.map(({ transaction }) => transaction.nonce),
    [6n, 7n, 8n],
  )
})

for (const secretKey of ['', 'ed25519:', 'ed25519:abc', 'rsa:abc', 'nonsense']) {
  test(`the secret key ${JSON.stringify(secretKey)} is refused without being shown`, (t) => {
    const rpc = createRpc({ urls: ['http://127.0.0.1:1'] })
    const error = t.throws(() => createSender({ rpc, accountId: 'ann.near', secretKey }))
    t.true(isChainError(error, 'INVALID_KEY'))
    if (secretKey.length > 8) t.false(String(error).includes(secretKey))
  })
}
