import { generateKeyPairSync } from 'node:crypto'
import { blockHash, innerHash, innerRestHash } from '../../../devnet/chain/block-hash.ts'
import { EMPTY_TREE, insertLeaf, treeRoot } from '../../../devnet/chain/block-tree.ts'
import { merklize } from '../../../devnet/chain/merkle.ts'
import { outcomeLeaf } from '../../../devnet/chain/outcome-hash.ts'
import { approvalMessage, createValidator } from '../../../devnet/chain/validator.ts'
import { accountKind, isAccountId } from '../../../devnet/primitives/account-id.ts'
import { createBorshReader } from '../../../devnet/primitives/borsh-reader.ts'
import { createBorshWriter } from '../../../devnet/primitives/borsh-writer.ts'
import { decodeBase58, decodeHash, encodeHash, sha256 } from '../../../devnet/primitives/hash.ts'
import { type Json, stringifyJson } from '../../../devnet/primitives/json.ts'
import { parsePublicKey, publicKeyBytes } from '../../../devnet/primitives/public-key.ts'
import { verifySignature } from '../../../devnet/primitives/signature.ts'
import { readAction } from '../../../devnet/runtime/decode-action.ts'
import { decodeSignedTransaction } from '../../../devnet/runtime/decode-transaction.ts'
import { writeAction } from '../../../devnet/runtime/encode-action.ts'
import { writeReceipt } from '../../../devnet/runtime/encode-receipt.ts'
import { actionHash, actionRandomSeed, dataId, receiptId } from '../../../devnet/runtime/ids.ts'
import { accessKeyBorshLength } from '../../../devnet/runtime/storage-stake.ts'
import type { Action } from '../../../devnet/runtime/types.ts'
import { actionView } from '../../../devnet/views/action-view.ts'
import { receiptView } from '../../../devnet/views/receipt-view.ts'
import { transactionView } from '../../../devnet/views/transaction-view.ts'
import { sampleReceipts } from '../../vectors/nearcore/cases/sample-receipts.ts'

type Fields = Readonly<Record<string, unknown>>

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const fromHex = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(String(text), 'hex'))
const plain = (view: Json): unknown => JSON.parse(stringifyJson(view))

/** Answers a question of the vectors with devnet's own functions, in the form in which the generator answers. Throws what devnet throws. */
export const devnetAnswers: Readonly<Record<string, (request: Fields) => unknown>> = {
  transaction({ bytes }) {
    const transaction = decodeSignedTransaction(fromHex(bytes))
    const { hash, hashBytes, unsignedSize, size, signature, publicKey } = transaction
    const isSigned = verifySignature(signature, hashBytes, publicKey)
    return {
      hash,
      size: unsignedSize,
      wireSize: size,
      isSigned,
      view: plain(transactionView(transaction)),
    }
  },
  action({ bytes }) {
    const reader = createBorshReader(fromHex(bytes))
    const action = readAction(reader)
    reader.end()
    const writer = createBorshWriter()
    writeAction(writer, action)
    return { bytes: hex(writer.finish()), view: plain(actionView(action)), own: ownOf(action) }
  },
  receipt({ name }) {
    const receipt = sampleReceipts()[String(name)]
    if (receipt === undefined) throw new Error(`There is no sample receipt ${String(name)}.`)
    const writer = createBorshWriter()
    writeReceipt(writer, receipt)
    return { bytes: hex(writer.finish()), view: plain(receiptView(receipt)) }
  },
  ids({ transaction, height, index, randomness }) {
    const at = Number(height)
    const receipt = receiptId(String(transaction), at)
    const action = actionHash(receipt, at, Number(index))
    return {
      receiptId: receipt,
      receiptIdFromReceipt: receiptId(receipt, at, Number(index)),
      actionHash: action,
      dataId: dataId(action, at, Number(index)),
      randomSeed: hex(actionRandomSeed(action, decodeHash(String(randomness)))),
    }
  },
  accountId({ text }) {
    const id = String(text)
    return isAccountId(id) ? { kind: KINDS[accountKind(id)] } : { refused: true }
  },
  publicKey({ text }) {
    const key = parsePublicKey(String(text))
    return { bytes: hex(publicKeyBytes(key)), text: key.text }
  },
  merkle({ leaves }) {
    const items = (leaves as string[]).map((leaf) => sha256(decodeHash(leaf)))
    const { root, paths } = merklize(items)
    return {
      root: encodeHash(root),
      paths: paths.map((path) => path.map((item) => ({ ...item, hash: encodeHash(item.hash) }))),
    }
  },
  tree({ leaves }) {
    let tree = EMPTY_TREE
    const roots: string[] = []
    for (const leaf of leaves as string[]) {
      tree = insertLeaf(tree, decodeHash(leaf)).tree
      roots.push(encodeHash(treeRoot(tree)))
    }
    return { roots, path: tree.path.map(encodeHash) }
  },
  outcome({ id, logs, receiptIds, gasBurnt, tokensBurnt, executorId, status }) {
    const leaf = outcomeLeaf({
      id: String(id),
      logs: logs as string[],
      receiptIds: receiptIds as string[],
      gasBurnt: BigInt(String(gasBurnt)),
      tokensBurnt: BigInt(String(tokensBurnt)),
      executorId: String(executorId),
      status: statusOf(String(status)),
      profile: null,
      contracts: null,
    })
    return { leaf: encodeHash(leaf) }
  },
  approval({ hash, height, target }) {
    const message = approvalMessage({ hash: String(hash), height: Number(height) }, Number(target))
    return { message: hex(message) }
  },
  producers({ validators }) {
    const [[accountId, key, stake]] = validators as [[string, string, string]]
    const { privateKey } = generateKeyPairSync('ed25519')
    const known = { accountId, publicKey: parsePublicKey(key), privateKey, secretKey: '' }
    return { hash: createValidator(known, BigInt(stake)).producersHash }
  },
  header({ approvals, gasPrice, totalSupply, timestamp, ...rest }) {
    const header = {
      ...rest,
      timestamp: BigInt(String(timestamp)),
      gasPrice: BigInt(String(gasPrice)),
      totalSupply: BigInt(String(totalSupply)),
      approvals: (approvals as string[]).map((text) => signatureBytes(text)),
    } as unknown as Parameters<typeof blockHash>[0]
    return {
      innerRestHash: encodeHash(innerRestHash(header)),
      innerHash: encodeHash(innerHash(header)),
      hash: blockHash(header),
    }
  },
}

const KINDS = {
  named: 'NamedAccount',
  'near-implicit': 'NearImplicitAccount',
  'eth-implicit': 'EthImplicitAccount',
  deterministic: 'NearDeterministicAccount',
  universal: 'UniversalAccount',
} as const

function ownOf(action: Action): unknown {
  if (action.type === 'AddKey') {
    const key = publicKeyBytes(action.publicKey).length
    return { accessKeyBytes: key + accessKeyBorshLength(action.accessKey) }
  }
  if (action.type !== 'Delegate') return {}
  const { hash, publicKey } = action.delegate
  return { hash: hex(hash), isSigned: verifySignature(action.signature, hash, publicKey) }
}

function statusOf(text: string): Parameters<typeof outcomeLeaf>[0]['status'] {
  const [kind, value] = text.split(':')
  if (kind === 'value') return { type: 'value', value: fromHex(value) }
  if (kind === 'receipt') return { type: 'receipt', receiptId: String(value) }
  return { type: 'failure', error: { index: null, kind: 'AnythingAtAll' } }
}

function signatureBytes(text: string): Uint8Array {
  return decodeBase58(text.replace('ed25519:', '')) ?? new Uint8Array()
}
