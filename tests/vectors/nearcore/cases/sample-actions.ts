import { createBorshWriter } from '../../../../devnet/primitives/borsh-writer.ts'
import { encodeHash, sha256 } from '../../../../devnet/primitives/hash.ts'
import { type PublicKey, publicKeyBytes } from '../../../../devnet/primitives/public-key.ts'
import { delegateHash } from '../../../../devnet/runtime/delegate-hash.ts'
import { writeAction } from '../../../../devnet/runtime/encode-action.ts'
import type { Action, DelegateAction } from '../../../../devnet/runtime/types.ts'

const NEAR = 10n ** 24n

/** Gives an action of each kind that devnet has, with edges. */
export function sampleActions(
  key: PublicKey,
  other: PublicKey,
  sign: (hash: Uint8Array) => Uint8Array,
): Record<string, Action> {
  const call: Action = {
    type: 'FunctionCall',
    methodName: 'set',
    args: Buffer.from('{"a":1}'),
    gas: 30n * 10n ** 12n,
    deposit: 1n,
  }
  const transfer: Action = { type: 'Transfer', deposit: 2n ** 128n - 1n }
  const limited = (allowance: bigint | null, methodNames: string[]): Action => ({
    type: 'AddKey',
    publicKey: other,
    accessKey: { nonce: 5n, permission: { allowance, receiverId: 'app.near', methodNames } },
  })
  return {
    create: { type: 'CreateAccount' },
    deploy: { type: 'DeployContract', code: Buffer.from('some code') },
    call,
    transfer,
    stake: { type: 'Stake', stake: 3n * NEAR, publicKey: key },
    fullKey: { type: 'AddKey', publicKey: key, accessKey: { nonce: 0n, permission: 'full' } },
    limitedKey: limited(NEAR, ['one', 'zwölf']),
    unlimitedKey: limited(null, []),
    deleteKey: { type: 'DeleteKey', publicKey: other },
    deleteAccount: { type: 'DeleteAccount', beneficiaryId: 'heir.near' },
    delegate: delegated([call, transfer], key, sign),
    emptyDelegate: delegated([], key, sign),
    globalByHash: { type: 'DeployGlobalContract', code: Buffer.from('c'), mode: 'code_hash' },
    globalByAccount: { type: 'DeployGlobalContract', code: Buffer.from(''), mode: 'account_id' },
    useByHash: {
      type: 'UseGlobalContract',
      contract: { by: 'code_hash', codeHash: encodeHash(sha256(Buffer.from('c'))) },
    },
    useByAccount: {
      type: 'UseGlobalContract',
      contract: { by: 'account_id', accountId: 'owner.near' },
    },
  }
}

function delegated(
  actions: Action[],
  publicKey: PublicKey,
  sign: (hash: Uint8Array) => Uint8Array,
): Action {
  const fields = {
    senderId: 'alice.near',
    receiverId: 'app.near',
    actions,
    nonce: 9n,
    maxBlockHeight: 1_000n,
    publicKey,
  }
  const hash = delegateHash(encodeDelegate(fields))
  const data = sign(hash).subarray(1)
  return {
    type: 'Delegate',
    delegate: { ...fields, hash },
    signature: { type: 'ed25519', data, text: `ed25519:${encodeHash(data)}` },
  }
}

function encodeDelegate(delegate: Omit<DelegateAction, 'hash'>): Uint8Array {
  const writer = createBorshWriter().string(delegate.senderId).string(delegate.receiverId)
  writer.list(delegate.actions, (action) => writeAction(writer, action))
  writer.u64(delegate.nonce).u64(delegate.maxBlockHeight)
  return writer.fixed(publicKeyBytes(delegate.publicKey)).finish()
}
