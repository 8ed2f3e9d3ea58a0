import type { ExecutionContext } from 'ava'
import anyTest, { type TestFn } from 'ava'
import type { Account } from 'near-api-js'
import { Account as ApiAccount, actions, KeyPair, KeyPairSigner } from 'near-api-js'
import type { Devnet } from '../../devnet/index.ts'
import { keyFromName, startDevnet } from '../../devnet/index.ts'
import type { Client } from './support/client.ts'
import { createClient, NEAR, TGAS, utf8 } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'

type Known = { devnet: Devnet; client: Client; note: Account }

const test = anyTest as TestFn<Known>

test.before(async (t) => {
  const devnet = await startDevnet({
    genesisAccounts: [
      {
        accountId: 'rich.near',
        amount: 1_000n * NEAR,
        publicKey: keyFromName('rich.near').publicKey,
      },
    ],
  })
  const client = createClient(devnet)
  const note = await client.create('note')
  await note.deployContract(compileText(NOTE_CONTRACT))
  t.context = { devnet, client, note }
})

test.after.always(async (t) => {
  await t.context.devnet.close()
})

async function errorName(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'none'
  } catch (error) {
    return (error as Error).constructor.name
  }
}

async function failsAs(
  t: ExecutionContext<Known>,
  expected: string,
  act: (known: Known) => Promise<unknown>,
): Promise<void> {
  t.is(await errorName(act(t.context)), expected)
}

const noArgs = new Uint8Array()

const FAILURES: [title: string, error: string, act: (known: Known) => Promise<unknown>][] = [
  [
    'viewing an account that does not exist',
    'AccountDoesNotExistError',
    ({ client }) => client.provider.viewAccount({ accountId: 'nobody.near' }),
  ],
  [
    'viewing a key that does not exist',
    'AccessKeyDoesNotExistError',
    ({ client }) =>
      client.provider.viewAccessKey({
        accountId: 'test.near',
        publicKey: KeyPair.fromRandom('ed25519').getPublicKey(),
      }),
  ],
  [
    'viewing a contract that does not exist',
    'ContractCodeDoesNotExistError',
    ({ client }) =>
      client.provider.callFunction({ contractId: 'test.near', method: 'get', args: noArgs }),
  ],
  [
    'viewing a method that does not exist',
    'ContractMethodNotFoundError',
    ({ client, note }) =>
      client.provider.callFunction({ contractId: note.accountId, method: 'other', args: noArgs }),
  ],
  [
    'viewing an unknown block',
    'UnknownBlockError',
    ({ client }) => client.provider.viewBlock({ blockId: 1_000_000 }),
  ],
  [
    'looking for an unknown transaction',
    'UnknownTransactionError',
    ({ client }) =>
      client.provider.viewTransactionStatus({
        txHash: '11111111111111111111111111111112',
        accountId: 'test.near',
        waitUntil: 'NONE',
      }),
  ],
  [
    'sending more than there is',
    'NotEnoughBalanceError',
    ({ note }) =>
      note.signAndSendTransaction({
        receiverId: 'test.near',
        actions: [actions.transfer(1_000n * NEAR)],
      }),
  ],
  [
    'a contract that panics',
    'ContractExecutionError',
    ({ client, note }) =>
      client.root.callFunction({ contractId: note.accountId, methodName: 'fail', args: noArgs }),
  ],
  [
    'a method that there is not',
    'RpcMethodNotFoundError',
    ({ client }) => client.provider.sendJsonRpc('client_config', []),
  ],
]

for (const [title, error, act] of FAILURES) {
  test(`${title} is what near-api-js calls ${error}`, failsAs, error, act)
}

test('a wrong nonce is what near-api-js calls InvalidNonceError', async (t) => {
  const { client, note } = t.context
  const sent = { receiverId: 'test.near', actions: [actions.transfer(1n)] }
  const signed = await note.createSignedTransaction(sent)
  await client.provider.sendTransaction(signed)
  const low = await note.createTransaction({
    ...sent,
    publicKey: signed.transaction.publicKey,
  })
  low.nonce = signed.transaction.nonce
  low.blockHash = signed.transaction.blockHash
  low.actions = [actions.transfer(2n)]
  const signer = note.getSigner()
  const { signedTransaction } = (await signer?.signTransaction(low)) ?? {}
  t.truthy(signedTransaction)
  if (!signedTransaction) return
  t.is(await errorName(client.provider.sendTransaction(signedTransaction)), 'InvalidNonceError')
})

test('a function-call key calls its method and no other', async (t) => {
  const { client, note } = t.context
  const user = await client.create('user')
  const key = KeyPair.fromRandom('ed25519')
  await user.addFunctionCallAccessKey({
    publicKey: key.getPublicKey(),
    contractId: note.accountId,
    methodNames: ['set'],
    allowance: NEAR,
  })
  const limited = new ApiAccount(user.accountId, client.provider, new KeyPairSigner(key))
  await limited.callFunction({ contractId: note.accountId, methodName: 'set', args: utf8('mine') })
  const { result } = await client.provider.callFunctionRaw({
    contractId: note.accountId,
    method: 'get',
    args: noArgs,
  })
  t.is(Buffer.from(result).toString(), 'mine')
  const other = limited.callFunction({
    contractId: note.accountId,
    methodName: 'spin',
    args: noArgs,
  })
  t.is(await errorName(other), 'AccessKeyMethodNameMismatchActionError')
})

test('a transaction is found by its hash, with and without receipts', async (t) => {
  const { client } = t.context
  const sent = await client.root.signAndSendTransaction({
    receiverId: 'rich.near',
    actions: [actions.transfer(NEAR)],
  })
  const query = { txHash: sent.transaction.hash, accountId: 'test.near' }
  const status = await client.provider.viewTransactionStatus(query)
  t.deepEqual(status.transaction_outcome, sent.transaction_outcome)
  const withReceipts = await client.provider.viewTransactionStatusWithReceipts(query)
  const [receiptId] = sent.transaction_outcome.outcome.receipt_ids
  t.like(withReceipts, { receipts: [{ receipt_id: receiptId, receiver_id: 'rich.near' }] })
  t.like(await client.provider.viewTransactionReceipt(receiptId ?? ''), {
    predecessor_id: 'test.near',
    receiver_id: 'rich.near',
  })
})

test('broadcasting without waiting gives the hash, and the transaction follows', async (t) => {
  const { client } = t.context
  const signed = await client.root.createSignedTransaction({
    receiverId: 'rich.near',
    actions: [actions.transfer(1n)],
  })
  const answer = await client.provider.sendTransactionUntil(signed, 'NONE')
  t.is(answer.final_execution_status, 'NONE')
})

test('what an account was at an earlier block is still there', async (t) => {
  const { client } = t.context
  const before = await client.provider.viewAccount({
    accountId: 'rich.near',
    blockQuery: { blockId: 0 },
  })
  t.is(before.amount, 1_000n * NEAR)
})

test('gas and deposit limits of near-api-js are taken as they are', async (t) => {
  const { client, note } = t.context
  const outcome = await client.root.callFunctionRaw({
    contractId: note.accountId,
    methodName: 'set',
    args: utf8('x'),
    gas: 300n * TGAS,
    deposit: 1n,
  })
  t.like(outcome.status, { SuccessValue: '' })
})
