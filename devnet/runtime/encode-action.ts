import type { BorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash } from '../primitives/hash.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import type { AccessKey, Action, DelegateAction, GlobalContractId } from './types.ts'

/** Writes an action in borsh: a tag in nearcore's order (`core/primitives/src/action/mod.rs`), then its fields. */
export function writeAction(writer: BorshWriter, action: Action): void {
  switch (action.type) {
    case 'CreateAccount':
      writer.u8(0)
      return
    case 'DeployContract':
      writer.u8(1).bytes(action.code)
      return
    case 'FunctionCall':
      writer.u8(2).string(action.methodName).bytes(action.args)
      writer.u64(action.gas).u128(action.deposit)
      return
    case 'Transfer':
      writer.u8(3).u128(action.deposit)
      return
    case 'Stake':
      writer.u8(4).u128(action.stake).fixed(publicKeyBytes(action.publicKey))
      return
    case 'AddKey':
      writer.u8(5).fixed(publicKeyBytes(action.publicKey))
      writeAccessKey(writer, action.accessKey)
      return
    case 'DeleteKey':
      writer.u8(6).fixed(publicKeyBytes(action.publicKey))
      return
    case 'DeleteAccount':
      writer.u8(7).string(action.beneficiaryId)
      return
    case 'Delegate':
      writer.u8(8)
      writeDelegate(writer, action.delegate)
      writer.fixed(publicKeyBytes(action.signature))
      return
    case 'DeployGlobalContract':
      writer.u8(9).bytes(action.code)
      writer.u8(action.mode === 'code_hash' ? 0 : 1)
      return
    case 'UseGlobalContract':
      writer.u8(10)
      writeGlobalContractId(writer, action.contract)
      return
  }
}

export function writeGlobalContractId(writer: BorshWriter, contract: GlobalContractId): void {
  if (contract.by === 'code_hash') writer.u8(0).fixed(decodeHash(contract.codeHash))
  else writer.u8(1).string(contract.accountId)
}

function writeAccessKey(writer: BorshWriter, { nonce, permission }: AccessKey): void {
  writer.u64(nonce)
  if (permission === 'full') {
    writer.u8(1)
    return
  }
  writer.u8(0)
  writer.option(permission.allowance, writer.u128)
  writer.string(permission.receiverId)
  writer.list(permission.methodNames, writer.string)
}

function writeDelegate(writer: BorshWriter, delegate: DelegateAction): void {
  writer.string(delegate.senderId).string(delegate.receiverId)
  writer.list(delegate.actions, (action) => writeAction(writer, action))
  writer.u64(delegate.nonce).u64(delegate.maxBlockHeight)
  writer.fixed(publicKeyBytes(delegate.publicKey))
}
