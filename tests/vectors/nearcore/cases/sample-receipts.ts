import { encodeHash, sha256 } from '../../../../devnet/primitives/hash.ts'
import type { ActionReceipt, Receipt, ReceiptBody } from '../../../../devnet/runtime/types.ts'
import { sampleActions } from './sample-actions.ts'
import { ed25519Key, secp256k1Key, signEd25519 } from './sample-keys.ts'

const hashOf = (text: string): string => encodeHash(sha256(Buffer.from(text)))

function receipt(body: ReceiptBody): Receipt {
  return {
    predecessorId: 'alice.near',
    receiverId: 'bob.near',
    id: hashOf('a receipt'),
    txHash: hashOf('a transaction'),
    body,
  }
}

/** Gives a receipt of each kind that devnet has. */
export function sampleReceipts(): Record<string, Receipt> {
  const action: ActionReceipt = {
    kind: 'action',
    signerId: 'signer.near',
    signerPublicKey: ed25519Key,
    gasPrice: 103_000_000n,
    outputDataReceivers: [],
    inputDataIds: [],
    actions: [],
  }
  const dataId = hashOf('some data')
  return {
    empty: receipt(action),
    full: receipt({
      ...action,
      signerPublicKey: secp256k1Key,
      outputDataReceivers: [{ dataId, receiverId: 'carol.near' }],
      inputDataIds: [hashOf('other data'), dataId],
      actions: Object.values(sampleActions(ed25519Key, secp256k1Key, signEd25519)),
    }),
    data: receipt({ kind: 'data', dataId, data: Buffer.from('the result') }),
    noData: receipt({ kind: 'data', dataId, data: null }),
    distribution: receipt({
      kind: 'distribution',
      contract: { by: 'account_id', accountId: 'owner.near' },
      code: Buffer.from('global code'),
    }),
  }
}
