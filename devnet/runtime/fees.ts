import { type ActionCost, actionFees84 } from '../vm/parameters/action-fees.ts'

/** Gas to send to oneself, to send to another account, and to execute. */
export type Fee = { sendSelf: bigint; send: bigint; exec: bigint }

const fee = (sendSelf: bigint, send: bigint, exec: bigint): Fee => ({ sendSelf, send, exec })
const same = (gas: bigint): Fee => fee(gas, gas, gas)

/** Takes a fee from the virtual machine's table, which charges contracts for the same actions. */
function of(cost: ActionCost): Fee {
  const { sendToSelf, sendToOther, execute } = actionFees84[cost]
  return fee(BigInt(sendToSelf), BigInt(sendToOther), BigInt(execute))
}

/**
 * What actions and receipts cost. Source of those that no contract can ask for: nearcore
 * `core/parameters/res/runtime_configs/parameters.snap`.
 */
export const FEES = {
  newActionReceipt: of('NEW_ACTION_RECEIPT'),
  newDataReceipt: of('NEW_DATA_RECEIPT_BASE'),
  newDataReceiptByte: of('NEW_DATA_RECEIPT_BYTE'),
  createAccount: of('CREATE_ACCOUNT'),
  deleteAccount: of('DELETE_ACCOUNT'),
  deployContract: of('DEPLOY_CONTRACT_BASE'),
  deployContractByte: of('DEPLOY_CONTRACT_BYTE'),
  functionCall: of('FUNCTION_CALL_BASE'),
  functionCallByte: of('FUNCTION_CALL_BYTE'),
  transfer: of('TRANSFER'),
  stake: of('STAKE'),
  addFullAccessKey: of('ADD_FULL_ACCESS_KEY'),
  addFunctionCallKey: of('ADD_FUNCTION_CALL_KEY_BASE'),
  addFunctionCallKeyByte: of('ADD_FUNCTION_CALL_KEY_BYTE'),
  deleteKey: of('DELETE_KEY'),
  delegate: same(200_000_000_000n),
  deployGlobalContract: same(184_765_750_000n),
  deployGlobalContractByte: fee(6_812_999n, 47_683_715n, 70_000_000n),
  useGlobalContract: same(184_765_750_000n),
  useGlobalContractByte: fee(6_812_999n, 47_683_715n, 64_572_944n),
} as const satisfies Record<string, Fee>
