import type { ProtocolParameters } from '../parameters/index.ts'
import type { PublicKey } from '../primitives/public-key.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import { RECORD_BYTES, STORAGE_PRICE } from './parameters.ts'
import type { AccessKey, Account } from './types.ts'

/** Gives the yocto that an account lacks to cover its storage, 0 if none. */
export function missingStorageStake({ economics }: ProtocolParameters, account: Account): bigint {
  if (account.storageUsage <= economics.zeroBalanceBytes) return 0n
  const required = account.storageUsage * STORAGE_PRICE
  const available = account.amount + account.locked
  return required > available ? required - available : 0n
}

/** Bytes that an access key takes: both borsh forms and the record. */
export function accessKeyBytes(key: PublicKey, accessKey: AccessKey): bigint {
  return BigInt(publicKeyBytes(key).length + accessKeyBorshLength(accessKey)) + RECORD_BYTES
}

export function accessKeyBorshLength({ permission }: AccessKey): number {
  const NONCE_AND_TAG = 9
  if (permission === 'full') return NONCE_AND_TAG
  const allowance = permission.allowance === null ? 1 : 17
  const names = permission.methodNames.map((name) => 4 + Buffer.byteLength(name))
  const lengths = [4 + Buffer.byteLength(permission.receiverId), 4, ...names]
  return NONCE_AND_TAG + allowance + lengths.reduce((sum, length) => sum + length, 0)
}
