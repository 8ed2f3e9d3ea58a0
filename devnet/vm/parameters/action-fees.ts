/** Gas of one action: what sending burns (to oneself, to another account) and what executing it will burn. */
export type ActionFee = { sendToSelf: number; sendToOther: number; execute: number }

const fee = (sendToSelf: number, sendToOther: number, execute: number): ActionFee => ({
  sendToSelf,
  sendToOther,
  execute,
})

/**
 * Action fees at protocol 84, by the cost names of execution profiles.
 *
 * Source of every number: nearcore `parameters.snap`, entries `action_*`, `action_receipt_creation` and `data_receipt_creation_*` (send_sir, send_not_sir,
 * execution). Versions 66 (function calls) and 69 (bytes to other accounts) were the last to change them.
 */
export const actionFees84 = {
  CREATE_ACCOUNT: fee(3_850_000_000_000, 3_850_000_000_000, 3_850_000_000_000),
  DELETE_ACCOUNT: fee(147_489_000_000, 147_489_000_000, 147_489_000_000),
  DEPLOY_CONTRACT_BASE: fee(184_765_750_000, 184_765_750_000, 184_765_750_000),
  DEPLOY_CONTRACT_BYTE: fee(6_812_999, 47_683_715, 64_572_944),
  FUNCTION_CALL_BASE: fee(200_000_000_000, 200_000_000_000, 780_000_000_000),
  FUNCTION_CALL_BYTE: fee(2_235_934, 47_683_715, 2_235_934),
  TRANSFER: fee(115_123_062_500, 115_123_062_500, 115_123_062_500),
  STAKE: fee(141_715_687_500, 141_715_687_500, 102_217_625_000),
  ADD_FULL_ACCESS_KEY: fee(101_765_125_000, 101_765_125_000, 101_765_125_000),
  ADD_FUNCTION_CALL_KEY_BASE: fee(102_217_625_000, 102_217_625_000, 102_217_625_000),
  ADD_FUNCTION_CALL_KEY_BYTE: fee(1_925_331, 47_683_715, 1_925_331),
  DELETE_KEY: fee(94_946_625_000, 94_946_625_000, 94_946_625_000),
  NEW_ACTION_RECEIPT: fee(108_059_500_000, 108_059_500_000, 108_059_500_000),
  NEW_DATA_RECEIPT_BASE: fee(36_486_732_312, 36_486_732_312, 36_486_732_312),
  NEW_DATA_RECEIPT_BYTE: fee(17_212_011, 47_683_715, 17_212_011),
} as const

export type ActionCost = keyof typeof actionFees84
export type ActionFees = Readonly<Record<ActionCost, ActionFee>>
