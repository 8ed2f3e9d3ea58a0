import { notSupported } from '../errors.ts'
import { readAccountId } from '../primitives/account-id.ts'
import type { BorshReader } from '../primitives/borsh-reader.ts'
import { malformed } from '../primitives/borsh-reader.ts'
import { readPublicKey } from '../primitives/public-key.ts'
import { readSignature } from '../primitives/signature.ts'
import { delegateHash } from './delegate-hash.ts'
import { readGlobalContractId } from './global-contract-id.ts'
import { readStateInit } from './state-init.ts'
import type { AccessKey, Action, DelegateAction } from './types.ts'

/** Borsh tags of the actions, in nearcore's order (`core/primitives/src/action/mod.rs`). */
const ACTION_READERS: readonly ((reader: BorshReader) => Action)[] = [
  () => ({ type: 'CreateAccount' }),
  (reader) => ({ type: 'DeployContract', code: reader.bytes() }),
  (reader) => ({
    type: 'FunctionCall',
    methodName: reader.string(),
    args: reader.bytes(),
    gas: reader.u64(),
    deposit: reader.u128(),
  }),
  (reader) => ({ type: 'Transfer', deposit: reader.u128() }),
  (reader) => ({ type: 'Stake', stake: reader.u128(), publicKey: readPublicKey(reader) }),
  (reader) => ({
    type: 'AddKey',
    publicKey: readPublicKey(reader),
    accessKey: readAccessKey(reader),
  }),
  (reader) => ({ type: 'DeleteKey', publicKey: readPublicKey(reader) }),
  (reader) => ({ type: 'DeleteAccount', beneficiaryId: readAccountId(reader) }),
  (reader) => ({
    type: 'Delegate',
    delegate: readDelegateAction(reader),
    signature: readSignature(reader),
  }),
  (reader) => ({
    type: 'DeployGlobalContract',
    code: reader.bytes(),
    mode: readVariant(reader, ['code_hash', 'account_id'] as const),
  }),
  (reader) => ({ type: 'UseGlobalContract', contract: readGlobalContractId(reader) }),
  (reader) => ({
    type: 'DeterministicStateInit',
    stateInit: readStateInit(reader),
    deposit: reader.u128(),
  }),
]

const DELEGATE_TAG = 8
const DELEGATE_V2_TAG = 14

/** Actions that nearcore has and devnet has not, by tag. */
const REFUSED: Readonly<Record<number, string>> = {
  12: 'TransferToGasKey actions',
  13: 'WithdrawFromGasKey actions',
  14: 'DelegateV2 actions',
  15: 'UniversalStateInit actions',
}

export function readAction(reader: BorshReader): Action {
  return readTagged(reader, reader.u8())
}

/** Reads an action inside a delegate action, where the tag of another is refused before it is read: nesting would exhaust the stack. */
function readNonDelegateAction(reader: BorshReader): Action {
  const tag = reader.u8()
  if (tag === DELEGATE_TAG || tag === DELEGATE_V2_TAG)
    throw malformed('a delegate action inside another')
  return readTagged(reader, tag)
}

function readTagged(reader: BorshReader, tag: number): Action {
  const read = ACTION_READERS[tag]
  if (read) return read(reader)
  const refused = REFUSED[tag]
  throw refused ? notSupported(refused) : malformed(`${tag} is no action`)
}

function readAccessKey(reader: BorshReader): AccessKey {
  const nonce = reader.u64()
  const tag = reader.u8()
  if (tag === 1) return { nonce, permission: 'full' }
  if (tag === 2 || tag === 3) throw notSupported('gas keys')
  if (tag !== 0) throw malformed(`${tag} is no access key permission`)
  return {
    nonce,
    permission: {
      allowance: reader.option(reader.u128),
      receiverId: reader.string(),
      methodNames: reader.list(reader.string),
    },
  }
}

function readDelegateAction(reader: BorshReader): DelegateAction {
  const start = reader.offset()
  const action = {
    senderId: readAccountId(reader),
    receiverId: readAccountId(reader),
    actions: reader.list(() => readNonDelegateAction(reader)),
    nonce: reader.u64(),
    maxBlockHeight: reader.u64(),
    publicKey: readPublicKey(reader),
  }
  return { ...action, hash: delegateHash(reader.since(start)) }
}

function readVariant<const T>(reader: BorshReader, variants: readonly T[]): T {
  const tag = reader.u8()
  const variant = variants[tag]
  if (variant === undefined) throw malformed(`${tag} is not one of ${variants.join(', ')}`)
  return variant
}
