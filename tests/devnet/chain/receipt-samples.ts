import { encodeHash, sha256 } from '../../../devnet/primitives/hash.ts'
import { createPublicKey } from '../../../devnet/primitives/public-key.ts'
import type { Action, Receipt, ReceiptBody } from '../../../devnet/runtime/types.ts'

/** Receipts of every kind with actions of every kind, whose root nearcore's own code has computed (tests/vectors). */

const KEY = createPublicKey('ed25519', new Uint8Array(32).fill(7))
const OTHER_KEY = createPublicKey('secp256k1', new Uint8Array(64).fill(9))
const SIGNATURE = { type: 'ed25519' as const, data: new Uint8Array(64).fill(5), text: '' }
const CODE = Uint8Array.of(0, 0x61, 0x73, 0x6d)
const HASH = encodeHash(sha256(CODE))

const call: Action = {
  type: 'FunctionCall',
  methodName: 'set',
  args: Uint8Array.of(1, 2, 255),
  gas: 30_000_000_000_000n,
  deposit: 2n ** 100n + 1n,
}
const permission = { allowance: 10n ** 24n, receiverId: 'bob.near', methodNames: ['a', 'bc'] }

const ACTIONS: Action[] = [
  { type: 'CreateAccount' },
  { type: 'DeployContract', code: CODE },
  call,
  { type: 'Transfer', deposit: 10n ** 24n },
  { type: 'Stake', stake: 5n, publicKey: KEY },
  { type: 'AddKey', publicKey: KEY, accessKey: { nonce: 7n, permission: 'full' } },
  { type: 'AddKey', publicKey: OTHER_KEY, accessKey: { nonce: 2n ** 63n, permission } },
  {
    type: 'AddKey',
    publicKey: KEY,
    accessKey: { nonce: 0n, permission: { ...permission, allowance: null, methodNames: [] } },
  },
  { type: 'DeleteKey', publicKey: OTHER_KEY },
  { type: 'DeleteAccount', beneficiaryId: 'bob.near' },
  {
    type: 'Delegate',
    delegate: {
      senderId: 'alice.near',
      receiverId: 'bob.near',
      actions: [call, { type: 'Transfer', deposit: 1n }],
      nonce: 8n,
      maxBlockHeight: 1_000n,
      publicKey: KEY,
      hash: new Uint8Array(32),
    },
    signature: SIGNATURE,
  },
  { type: 'DeployGlobalContract', code: CODE, mode: 'code_hash' },
  { type: 'DeployGlobalContract', code: CODE, mode: 'account_id' },
  { type: 'UseGlobalContract', contract: { by: 'code_hash', codeHash: HASH } },
  { type: 'UseGlobalContract', contract: { by: 'account_id', accountId: 'shared.near' } },
]

function receipt(index: number, body: ReceiptBody): Receipt {
  const id = encodeHash(sha256(Uint8Array.of(index)))
  return { predecessorId: 'alice.near', receiverId: 'bob.near', id, txHash: HASH, body }
}

const action = (actions: Action[], inputs = 0): ReceiptBody => ({
  kind: 'action',
  signerId: 'signer.near',
  signerPublicKey: KEY,
  gasPrice: 100_000_000n,
  outputDataReceivers: inputs === 0 ? [] : [{ dataId: HASH, receiverId: 'carol.near' }],
  inputDataIds: Array.from({ length: inputs }, (_, index) =>
    encodeHash(sha256(Uint8Array.of(index, 1))),
  ),
  actions,
})

export const RECEIPT_SAMPLES: readonly Receipt[] = [
  ...ACTIONS.map((one) => action([one])),
  action(ACTIONS, 2),
  action([]),
  { kind: 'data' as const, dataId: HASH, data: Uint8Array.of(1, 2, 3) },
  { kind: 'data' as const, dataId: HASH, data: null },
  {
    kind: 'distribution' as const,
    contract: { by: 'code_hash' as const, codeHash: HASH },
    code: CODE,
  },
  {
    kind: 'distribution' as const,
    contract: { by: 'account_id' as const, accountId: 'shared.near' },
    code: CODE,
  },
].map((body, index) => receipt(index, body))
