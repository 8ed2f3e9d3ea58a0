import type { BorshWriter } from '../primitives/borsh-writer.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import { writeGlobalContractId } from './global-contract-id.ts'
import { writeStateInit } from './state-init.ts'
import type { AccessKey, Action, DelegateAction } from './types.ts'

/** Writes an action in borsh: a tag in nearcore's order (`core/primitives/src/action/mod.rs`), then its fields. */
export function writeAction(writer: BorshWriter, action: Action): BorshWriter {
  switch (action.type) {
    case 'CreateAccount':
      return writer.u8(0)
    case 'DeployContract':
      return writer.u8(1).bytes(action.code)
    case 'FunctionCall': {
      const { methodName, args, gas, deposit } = action
      return writer.u8(2).string(methodName).bytes(args).u64(gas).u128(deposit)
    }
    case 'Transfer':
      return writer.u8(3).u128(action.deposit)
    case 'Stake':
      return writer.u8(4).u128(action.stake).fixed(publicKeyBytes(action.publicKey))
    case 'AddKey':
      writer.u8(5).fixed(publicKeyBytes(action.publicKey))
      return writeAccessKey(writer, action.accessKey)
    case 'DeleteKey':
      return writer.u8(6).fixed(publicKeyBytes(action.publicKey))
    case 'DeleteAccount':
      return writer.u8(7).string(action.beneficiaryId)
    case 'Delegate':
      return writeDelegate(writer.u8(8), action.delegate).fixed(publicKeyBytes(action.signature))
    case 'DeployGlobalContract':
      return writer
        .u8(9)
        .bytes(action.code)
        .u8(action.mode === 'code_hash' ? 0 : 1)
    case 'UseGlobalContract':
      return writeGlobalContractId(writer.u8(10), action.contract)
    case 'DeterministicStateInit':
      return writeStateInit(writer.u8(11), action.stateInit).u128(action.deposit)
  }
}

function writeAccessKey(writer: BorshWriter, { nonce, permission }: AccessKey): BorshWriter {
  writer.u64(nonce)
  if (permission === 'full') return writer.u8(1)
  return writer
    .u8(0)
    .option(permission.allowance, writer.u128)
    .string(permission.receiverId)
    .list(permission.methodNames, writer.string)
}

function writeDelegate(writer: BorshWriter, delegate: DelegateAction): BorshWriter {
  return writer
    .string(delegate.senderId)
    .string(delegate.receiverId)
    .list(delegate.actions, (action) => writeAction(writer, action))
    .u64(delegate.nonce)
    .u64(delegate.maxBlockHeight)
    .fixed(publicKeyBytes(delegate.publicKey))
}
