import { createHash } from 'node:crypto'
import { createBorshWriter } from '../../../../devnet/primitives/borsh-writer.ts'
import { encodeHash } from '../../../../devnet/primitives/hash.ts'
import { type PublicKey, publicKeyBytes } from '../../../../devnet/primitives/public-key.ts'
import { writeAction } from '../../../../devnet/runtime/encode-action.ts'
import { writeReceipt } from '../../../../devnet/runtime/encode-receipt.ts'
import type { Action } from '../../../../devnet/runtime/types.ts'
import { createRandomNumbers } from './random-numbers.ts'
import { sampleActions } from './sample-actions.ts'
import { ed25519Key, secp256k1Key, signEd25519, signSecp256k1 } from './sample-keys.ts'
import { sampleReceipts } from './sample-receipts.ts'

/** A question to the generator. The fields but `op` depend on it; see `generator/src/primitives`. */
export type PrimitiveRequest = { op: string } & Readonly<Record<string, unknown>>

const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const hashOf = (text: string): string => encodeHash(sha256(Buffer.from(text)))
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function encodeActions(actions: readonly Action[]): Uint8Array {
  const writer = createBorshWriter()
  writer.list(actions, (action) => writeAction(writer, action))
  return writer.finish()
}

function encodeTransaction(
  actions: readonly Action[],
  key: PublicKey,
  signHash: (hash: Uint8Array) => Uint8Array,
  names: readonly [string, string] = ['alice.near', 'bob.near'],
): Uint8Array {
  const unsigned = createBorshWriter()
    .string(names[0])
    .fixed(publicKeyBytes(key))
    .u64(77)
    .string(names[1])
    .fixed(sha256(Buffer.from('a block')))
    .fixed(encodeActions(actions))
    .finish()
  return Buffer.concat([unsigned, signHash(sha256(unsigned))])
}

/** Signed transactions and single actions, whole, and with bytes changed, left out and added. */
function encodedRequests(): PrimitiveRequest[] {
  const all = Object.values(sampleActions(ed25519Key, secp256k1Key, signEd25519))
  const transactions = [
    encodeTransaction(all, ed25519Key, signEd25519),
    encodeTransaction(all.slice(0, 3), secp256k1Key, signSecp256k1),
    encodeTransaction([], ed25519Key, signEd25519),
    encodeTransaction([], ed25519Key, () => signEd25519(sha256(Buffer.from('something else')))),
    encodeTransaction([], ed25519Key, signSecp256k1),
    encodeTransaction([], ed25519Key, signEd25519, ['Alice.near', 'bob.near']),
    encodeTransaction([], ed25519Key, signEd25519, ['alice.near', 'b']),
    encodeTransaction([], ed25519Key, signEd25519, ['system', 'ab'.repeat(32)]),
  ]
  const encoded = all.map((action) => encodeActions([action]).subarray(4))
  return [
    ...transactions.map((bytes) => ({ op: 'transaction', bytes: hex(bytes) })),
    ...encoded.map((bytes) => ({ op: 'action', bytes: hex(bytes) })),
    ...encoded.flatMap((bytes, i) =>
      spoilt(bytes, i).map((other) => ({ op: 'action', bytes: hex(other) })),
    ),
    ...spoilt(transactions[2] as Uint8Array, 99).map((bytes) => ({
      op: 'transaction',
      bytes: hex(bytes),
    })),
  ]
}

const SPOILT_AT_MOST = 10

function spoilt(bytes: Uint8Array, seed: number): Uint8Array[] {
  const random = createRandomNumbers(seed)
  const flipped = Array.from({ length: SPOILT_AT_MOST }, () => {
    const other = Uint8Array.from(bytes)
    const at = random.below(Math.min(bytes.length, 80))
    other[at] = random.oneIn(2) ? random.below(256) : (other[at] ?? 0) ^ (1 << random.below(8))
    return other
  })
  return [bytes.subarray(0, -1), Uint8Array.of(...bytes, 0), ...flipped]
}

function receiptRequests(): PrimitiveRequest[] {
  return Object.entries(sampleReceipts()).map(([name, receipt]) => {
    const writer = createBorshWriter()
    writeReceipt(writer, receipt)
    return { op: 'receipt', name, bytes: hex(writer.finish()) }
  })
}

function idRequests(): PrimitiveRequest[] {
  return [1, 88, 2 ** 40].map((height, i) => ({
    op: 'ids',
    transaction: hashOf(`transaction ${i}`),
    height,
    index: i * 3,
    randomness: hashOf(`randomness ${i}`),
  }))
}

const ACCOUNT_IDS = [
  'a',
  'ab',
  'a'.repeat(64),
  'a'.repeat(65),
  '',
  'near',
  'alice.near',
  'a.b.c-d_e',
  '-a',
  'a-',
  'a..b',
  'a.-b',
  'a__b',
  'Alice',
  'a b',
  'ä.near',
  '.near',
  'near.',
  'system',
  '00',
  '0x',
  `0x${'a'.repeat(40)}`,
  `0x${'A'.repeat(40)}`,
  `0x${'a'.repeat(39)}`,
  `0x${'g'.repeat(40)}`,
  `0s${'0'.repeat(40)}`,
  `0s${'0'.repeat(41)}`,
  'ab'.repeat(32),
  'AB'.repeat(32),
  `${'ab'.repeat(31)}a`,
  `${'ab'.repeat(31)}gg`,
  `0x${'a'.repeat(40)}.near`,
  `0u${'0'.repeat(52)}`,
  `0u${'a'.repeat(51)}g`,
  `0u${'a'.repeat(51)}h`,
  `0u${'i'.repeat(52)}`,
  `0u${'a'.repeat(50)}`,
  'a@b.near',
  'a\u0000b',
]

const PUBLIC_KEYS = [
  ed25519Key.text,
  secp256k1Key.text,
  ed25519Key.text.slice(8),
  `ED25519:${ed25519Key.text.slice(8)}`,
  `Secp256k1:${secp256k1Key.text.slice(10)}`,
  secp256k1Key.text.slice(10),
  'ed25519:',
  '',
  'ed25519',
  `ed25519:${ed25519Key.text.slice(8)}:x`,
  `ed448:${ed25519Key.text.slice(8)}`,
  `ed25519:${secp256k1Key.text.slice(10)}`,
  'ed25519:0OIl',
  `ed25519:${'1'.repeat(32)}`,
  `ed25519:${'1'.repeat(31)}`,
  ` ${ed25519Key.text}`,
  `${ed25519Key.text} `,
]

function textRequests(): PrimitiveRequest[] {
  return [
    ...ACCOUNT_IDS.map((text) => ({ op: 'accountId', text })),
    ...PUBLIC_KEYS.map((text) => ({ op: 'publicKey', text })),
  ]
}

function treeRequests(): PrimitiveRequest[] {
  const leaves = (count: number) => Array.from({ length: count }, (_, i) => hashOf(`leaf ${i}`))
  return [0, 1, 2, 3, 4, 5, 7, 8, 13].flatMap((count) => [
    { op: 'merkle', leaves: leaves(count) },
    { op: 'tree', leaves: leaves(count) },
  ])
}

function outcomeRequests(): PrimitiveRequest[] {
  const usual = {
    op: 'outcome',
    id: hashOf('an execution'),
    logs: [] as string[],
    receiptIds: [] as string[],
    gasBurnt: '2428000000000',
    tokensBurnt: '242800000000000000000',
    executorId: 'bob.near',
    status: 'value:',
  }
  return [
    usual,
    { ...usual, logs: ['one', '', 'ünï'], receiptIds: [hashOf('a receipt'), hashOf('another')] },
    { ...usual, status: `value:${hex(Buffer.from('"a value"'))}` },
    { ...usual, status: `receipt:${hashOf('a receipt')}` },
    {
      ...usual,
      status: 'failure',
      gasBurnt: '18446744073709551615',
      tokensBurnt: `${2n ** 128n - 1n}`,
    },
  ]
}

function headerRequest(
  protocolVersion: number,
  height: number,
  approvals: readonly string[],
): PrimitiveRequest {
  return {
    op: 'header',
    protocolVersion,
    height,
    prevHeight: height - 1,
    ordinal: height - 3,
    timestamp: '1700000000123456789',
    gasPrice: '100000000',
    totalSupply: '1000000000000000000000000000000000',
    approvals,
    endorsements: [[true]],
    ...Object.fromEntries(HEADER_HASHES.map((name) => [name, hashOf(name)])),
  }
}

const HEADER_HASHES = [
  'prevHash',
  'epochId',
  'nextEpochId',
  'prevStateRoot',
  'outcomeRoot',
  'nextBpHash',
  'blockMerkleRoot',
  'chunkReceiptsRoot',
  'chunkHeadersRoot',
  'chunkTxRoot',
  'randomValue',
  'lastFinalHash',
  'lastDsFinalHash',
]

function blockRequests(): PrimitiveRequest[] {
  const signature = `ed25519:${base58(signEd25519(sha256(Buffer.from('signed'))).subarray(1))}`
  return [
    headerRequest(84, 100, [signature]),
    headerRequest(85, 100, [signature]),
    headerRequest(88, 2 ** 40, [signature, signature]),
    { op: 'approval', hash: hashOf('a block'), height: 9, target: 10 },
    { op: 'approval', hash: hashOf('a block'), height: 9, target: 12 },
    {
      op: 'producers',
      validators: [['test.near', ed25519Key.text, '50000000000000000000000000000000']],
    },
  ]
}

function base58(bytes: Uint8Array): string {
  return encodeHash(bytes)
}

/** Everything that is asked of `near-primitives`. */
export function primitiveRequests(): PrimitiveRequest[] {
  return [
    ...encodedRequests(),
    ...receiptRequests(),
    ...idRequests(),
    ...textRequests(),
    ...treeRequests(),
    ...outcomeRequests(),
    ...blockRequests(),
  ]
}
