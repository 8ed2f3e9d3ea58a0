import { decodeHash, ZERO_HASH } from '../primitives/hash.ts'
import { dataSuffix } from '../runtime/contract-storage.ts'
import type { AccessKey, Account, AccountContract } from '../runtime/types.ts'
import { codeHash } from '../state/global-code.ts'
import type { StateChange } from '../state/types.ts'
import {
  isFields,
  readAccountId,
  readBase64,
  readInteger,
  readPublicKey,
  readString,
} from './params.ts'
import { parseError } from './rpc-error.ts'

type Fields = { readonly [name: string]: unknown }

const RECORDS: Readonly<Record<string, (fields: Fields) => Omit<StateChange, 'cause'>[]>> = {
  Account: (fields) => [
    {
      column: 'account',
      accountId: readAccountId(fields),
      suffix: '',
      value: readAccount(nested(fields, 'account')),
    },
  ],
  AccessKey: (fields) => [
    {
      column: 'accessKey',
      accountId: readAccountId(fields),
      suffix: readPublicKey(fields).text,
      value: readAccessKey(nested(fields, 'access_key')),
    },
  ],
  Contract: (fields) => [
    { column: 'code', accountId: readAccountId(fields), suffix: '', value: readCode(fields) },
  ],
  Data: (fields) => [
    {
      column: 'data',
      accountId: readAccountId(fields),
      suffix: dataSuffix(readBase64(fields, 'data_key')),
      value: readBase64(fields, 'value'),
    },
  ],
}

/** Reads one of nearcore's `StateRecord`s. Source: `core/primitives/src/state_record.rs`. */
export function recordChange(record: unknown): StateChange[] {
  const [kind, fields] = isFields(record) ? (Object.entries(record)[0] ?? []) : []
  const read = kind !== undefined && Object.hasOwn(RECORDS, kind) ? RECORDS[kind] : undefined
  if (!read || !isFields(fields)) {
    throw parseError(`not supported by devnet: state record ${String(kind).slice(0, 100)}`)
  }
  return read(fields).map((change) => ({ ...change, cause: { type: 'migration' } }))
}

function nested(fields: Fields, name: string): Fields {
  const value = fields[name]
  if (isFields(value)) return value
  throw parseError(`Failed parsing args: missing field \`${name}\``)
}

function readCode(fields: Fields): Uint8Array {
  const code = readBase64(fields, 'code')
  codeHash(code)
  return code
}

function readAccount(fields: Fields): Account {
  return {
    amount: readAmount(fields, 'amount'),
    locked: readAmount(fields, 'locked'),
    storageUsage: BigInt(readInteger(fields, 'storage_usage')),
    contract: readContract(fields),
  }
}

function readContract(fields: Fields): AccountContract {
  if (typeof fields.global_contract_hash === 'string') {
    return { kind: 'global', hash: checkedHash(fields, 'global_contract_hash') }
  }
  if (typeof fields.global_contract_account_id === 'string') {
    const accountId = readAccountId(fields, 'global_contract_account_id')
    return { kind: 'global_by_account', accountId }
  }
  const hash = checkedHash(fields, 'code_hash')
  return hash === ZERO_HASH ? { kind: 'none' } : { kind: 'local', hash }
}

function checkedHash(fields: Fields, name: string): string {
  const hash = readString(fields, name)
  try {
    decodeHash(hash)
    return hash
  } catch {
    throw parseError(`Failed parsing args: \`${name}\` is not a hash in base58`)
  }
}

function readAccessKey(fields: Fields): AccessKey {
  const nonce = BigInt(readInteger(fields, 'nonce'))
  const { permission } = fields
  if (permission === 'FullAccess') return { nonce, permission: 'full' }
  const call = isFields(permission) ? permission.FunctionCall : undefined
  if (!isFields(call)) throw parseError('Failed parsing args: `permission` is not a permission')
  const names: unknown = call.method_names
  const methodNames = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  const unlimited = call.allowance === null || call.allowance === undefined
  return {
    nonce,
    permission: {
      allowance: unlimited ? null : readAmount(call, 'allowance'),
      receiverId: readString(call, 'receiver_id'),
      methodNames,
    },
  }
}

/** Yocto as decimal text, within 128 bits. */
function readAmount(fields: Fields, name: string): bigint {
  const text = readString(fields, name)
  const amount = /^\d{1,39}$/.test(text) ? BigInt(text) : -1n
  if (amount >= 0n && amount < 2n ** 128n) return amount
  throw parseError(`Failed parsing args: \`${name}\` is not an amount of yocto`)
}
