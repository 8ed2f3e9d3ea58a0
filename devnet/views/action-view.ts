import { sha256 } from '../primitives/hash.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { base64 } from '../primitives/json.ts'
import type { AccessKey, Action, GlobalContractId } from '../runtime/types.ts'

/** A global contract's id as errors and receipts show it. Source: nearcore `GlobalContractIdentifier` (`core/primitives-core/src/global_contract.rs`). */
export function globalContractIdView(contract: GlobalContractId): JsonObject {
  return contract.by === 'code_hash'
    ? { hash: contract.codeHash }
    : { account_id: contract.accountId }
}

/** An access key as nearcore's `AccessKeyView`. */
export function accessKeyView({ nonce, permission }: AccessKey): JsonObject {
  if (permission === 'full') return { nonce, permission: 'FullAccess' }
  const FunctionCall = {
    allowance: permission.allowance?.toString() ?? null,
    receiver_id: permission.receiverId,
    method_names: permission.methodNames,
  }
  return { nonce, permission: { FunctionCall } }
}

/** An action as nearcore's `ActionView`; code is shown as base64 of its sha256. */
export function actionView(action: Action): Json {
  switch (action.type) {
    case 'CreateAccount':
      return 'CreateAccount'
    case 'DeployContract':
      return { DeployContract: { code: base64(sha256(action.code)) } }
    case 'FunctionCall': {
      const { methodName, args, gas, deposit } = action
      return {
        FunctionCall: {
          method_name: methodName,
          args: base64(args),
          gas,
          deposit: deposit.toString(),
        },
      }
    }
    case 'Transfer':
      return { Transfer: { deposit: action.deposit.toString() } }
    case 'Stake':
      return { Stake: { stake: action.stake.toString(), public_key: action.publicKey.text } }
    case 'AddKey': {
      const { publicKey, accessKey } = action
      return { AddKey: { public_key: publicKey.text, access_key: accessKeyView(accessKey) } }
    }
    case 'DeleteKey':
      return { DeleteKey: { public_key: action.publicKey.text } }
    case 'DeleteAccount':
      return { DeleteAccount: { beneficiary_id: action.beneficiaryId } }
    case 'Delegate':
      return { Delegate: delegateView(action) }
    case 'DeployGlobalContract': {
      const code = base64(sha256(action.code))
      return action.mode === 'code_hash'
        ? { DeployGlobalContract: { code } }
        : { DeployGlobalContractByAccountId: { code } }
    }
    case 'UseGlobalContract': {
      const { contract } = action
      return contract.by === 'code_hash'
        ? { UseGlobalContract: { code_hash: contract.codeHash } }
        : { UseGlobalContractByAccountId: { account_id: contract.accountId } }
    }
    case 'DeterministicStateInit': {
      const { stateInit, deposit } = action
      const entries = stateInit.data.map(({ key, value }) => [base64(key), base64(value)])
      const code = globalContractIdView(stateInit.contract)
      const data = Object.fromEntries(entries) as JsonObject
      return { DeterministicStateInit: { code, data, deposit: deposit.toString() } }
    }
  }
}

function delegateView({ delegate, signature }: Extract<Action, { type: 'Delegate' }>): JsonObject {
  return {
    delegate_action: {
      sender_id: delegate.senderId,
      receiver_id: delegate.receiverId,
      actions: delegate.actions.map(actionView),
      nonce: delegate.nonce,
      max_block_height: delegate.maxBlockHeight,
      public_key: delegate.publicKey.text,
    },
    signature: signature.text,
  }
}
