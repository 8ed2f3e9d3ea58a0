import type { Action } from 'near-api-js'
import { actions, createTransaction, KeyPair, KeyPairSigner, PublicKey } from 'near-api-js'
import type { Node, NodeOptions } from '../../../devnet/index.ts'
import { createNode } from '../../../devnet/index.ts'
import { decodeHash, sha256 } from '../../../devnet/primitives/hash.ts'
import { isFinished } from '../../../devnet/views/execution-level.ts'
import { finalOutcomeView } from '../../../devnet/views/transaction-view.ts'
import { NEAR } from './client.ts'

export type Account = { accountId: string; key: KeyPair }

type Outcome = {
  id: string
  outcome: {
    logs: string[]
    gas_burnt: bigint
    tokens_burnt: string
    executor_id: string
    receipt_ids: string[]
    status: { SuccessValue?: string; SuccessReceiptId?: string; Failure?: unknown }
  }
}

export type Ran = {
  status: {
    SuccessValue?: string
    Failure?: { ActionError: { index: number | null; kind: unknown } }
  }
  transaction_outcome: Outcome
  receipts_outcome: Outcome[]
  receipts: { receipt_id: string; predecessor_id: string; receiver_id: string }[]
}

export type Sent = { signer: Account; receiverId: string; actions: Action[] }
export type Overrides = {
  nonce?: bigint
  blockHash?: string
  signWith?: KeyPair
  /** Actions in borsh, which come after the others: near-api-js cannot make all that there are. */
  more?: readonly Uint8Array[]
}

/** A node without a server or a clock of its own, and ways to send it what near-api-js makes. */
export type Network = {
  node: Node
  root: Account
  sign: (sent: Sent, overrides?: Overrides) => Promise<Uint8Array>
  /** Sends a transaction and waits until all that comes of it has run. Throws what the node refuses it with. */
  run: (signer: Account, receiverId: string, list: Action[], overrides?: Overrides) => Promise<Ran>
  /** Gives the `InvalidTxError` that a transaction is refused with. */
  refusal: (
    signer: Account,
    receiverId: string,
    list: Action[],
    overrides?: Overrides,
  ) => Promise<unknown>
  create: (name: string, yocto?: bigint) => Promise<Account>
  deploy: (account: Account, code: Uint8Array) => Promise<Ran>
  amount: (accountId: string) => bigint
  data: (accountId: string, key: string) => string | undefined
}

/** Adds actions to a transaction that has none. */
function withActions(transaction: Uint8Array, list: readonly Uint8Array[]): Uint8Array {
  const count = Buffer.alloc(4)
  count.writeUInt32LE(list.length)
  return Buffer.concat([transaction.subarray(0, -4), count, ...list])
}

/** Signs a transaction with whatever key, which near-api-js would refuse to do. */
function signWith(transaction: Uint8Array, key: KeyPair): Uint8Array {
  const { signature } = key.sign(sha256(transaction))
  const tag = key.getPublicKey().toString().startsWith('ed25519') ? 0 : 1
  return Uint8Array.of(...transaction, tag, ...signature)
}

/** 2026-01-01, in nanoseconds. */
const START = 1_767_225_600_000_000_000n

export function createNetwork(options: NodeOptions = {}): Network {
  const node = createNode({ blockIntervalMs: 0, clock: () => START, ...options })
  const root = {
    accountId: 'test.near',
    key: KeyPair.fromString(node.rootKey.secretKey as `ed25519:${string}`),
  }
  const head = () => node.blocks.head().header
  const state = () => node.stateAt(head().height)

  const sign: Network['sign'] = async ({ signer, receiverId, actions: list }, overrides = {}) => {
    const publicKey = signer.key.getPublicKey()
    const known = state().get('accessKey', signer.accountId, publicKey.toString())
    const { nonce = (known?.nonce ?? 0n) + 1n, blockHash = head().hash } = overrides
    const bytes = decodeHash(blockHash)
    const transaction = createTransaction(
      signer.accountId,
      publicKey,
      receiverId,
      nonce,
      list,
      bytes,
    )
    if (overrides.more) {
      return signWith(withActions(transaction.encode(), overrides.more), signer.key)
    }
    if (overrides.signWith) return signWith(transaction.encode(), overrides.signWith)
    const { signedTransaction } = await new KeyPairSigner(signer.key).signTransaction(transaction)
    return signedTransaction.encode()
  }

  const run: Network['run'] = async (signer, receiverId, list, overrides) => {
    const submitted = node.submit(await sign({ signer, receiverId, actions: list }, overrides))
    if (!submitted.accepted) throw new Error(`refused: ${JSON.stringify(submitted.error)}`)
    const refused = await submitted.included
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
    const { transaction } = submitted
    while (!isFinished(node.blocks, transaction.hash)) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    return finalOutcomeView(node.blocks, transaction, { receipts: true }) as unknown as Ran
  }

  return {
    node,
    root,
    sign,
    run,
    refusal: async (signer, receiverId, list, overrides) => {
      const submitted = node.submit(await sign({ signer, receiverId, actions: list }, overrides))
      return submitted.accepted ? await submitted.included : submitted.error
    },
    create: async (name, yocto = 20n * NEAR) => {
      const key = KeyPair.fromRandom('ed25519')
      const accountId = `${name}.test.near`
      await run(root, accountId, [
        actions.createAccount(),
        actions.transfer(yocto),
        actions.addFullAccessKey(PublicKey.from(key.getPublicKey().toString())),
      ])
      return { accountId, key }
    },
    deploy: (account, code) => run(account, account.accountId, [actions.deployContract(code)]),
    amount: (accountId) => state().get('account', accountId)?.amount ?? 0n,
    data: (accountId, key) => {
      const value = state().get('data', accountId, key)
      return value && Buffer.from(value).toString()
    },
  }
}
