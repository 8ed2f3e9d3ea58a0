/** Gas of one action: what sending burns (to oneself, to another account) and what executing it will burn. */
export type ActionFee = { sendToSelf: number; sendToOther: number; execute: number }

export const fee = (sendToSelf: number, sendToOther: number, execute: number): ActionFee => ({
  sendToSelf,
  sendToOther,
  execute,
})
const same = (gas: number): ActionFee => fee(gas, gas, gas)

/** What nearcore asks for an action that a version does not have: nobody can pay it. */
const UNAVAILABLE = same(999_999_999_999_999)

/**
 * Action fees as they were at protocol 57, by the cost names of execution profiles; later versions say what they changed.
 *
 * Source of every number: nearcore `core/parameters/res/runtime_configs/parameters.yaml` (send_sir, send_not_sir, execution) and `53.yaml` (bytes of a
 * deployment). The names are those of `ActionCosts` in `core/parameters/src/cost.rs`.
 */
export const actionFees57 = {
  CREATE_ACCOUNT: same(99_607_375_000),
  DELETE_ACCOUNT: same(147_489_000_000),
  DEPLOY_CONTRACT_BASE: same(184_765_750_000),
  DEPLOY_CONTRACT_BYTE: fee(6_812_999, 6_812_999, 64_572_944),
  FUNCTION_CALL_BASE: same(2_319_861_500_000),
  FUNCTION_CALL_BYTE: same(2_235_934),
  TRANSFER: same(115_123_062_500),
  STAKE: fee(141_715_687_500, 141_715_687_500, 102_217_625_000),
  ADD_FULL_ACCESS_KEY: same(101_765_125_000),
  ADD_FUNCTION_CALL_KEY_BASE: same(102_217_625_000),
  ADD_FUNCTION_CALL_KEY_BYTE: same(1_925_331),
  DELETE_KEY: same(94_946_625_000),
  NEW_ACTION_RECEIPT: same(108_059_500_000),
  NEW_DATA_RECEIPT_BASE: same(36_486_732_312),
  NEW_DATA_RECEIPT_BYTE: same(17_212_011),
  DELEGATE: same(200_000_000_000),
  DEPLOY_GLOBAL_CONTRACT_BASE: UNAVAILABLE,
  DEPLOY_GLOBAL_CONTRACT_BYTE: UNAVAILABLE,
  USE_GLOBAL_CONTRACT_BASE: UNAVAILABLE,
  USE_GLOBAL_CONTRACT_BYTE: UNAVAILABLE,
  DETERMINISTIC_STATE_INIT_BASE: fee(3_850_000_000_000, 3_850_000_000_000, 4_080_000_000_000),
  DETERMINISTIC_STATE_INIT_BYTE: fee(72_000_000, 72_000_000, 70_000_000),
  DETERMINISTIC_STATE_INIT_ENTRY: fee(0, 0, 200_000_000_000),
  GAS_KEY_TRANSFER_BASE: fee(115_123_062_500, 115_123_062_500, 235_676_644_250),
  GAS_KEY_BYTE: fee(59_357_464, 59_357_464, 101_435_400),
  GAS_KEY_NONCE_WRITE_BASE: fee(0, 0, 64_196_736_000),
  UNIVERSAL_STATE_INIT_BASE: fee(500_000_000_000, 500_000_000_000, 7_430_000_000_000),
  UNIVERSAL_STATE_INIT_BYTE: fee(72_000_000, 72_000_000, 70_000_000),
  UNIVERSAL_STATE_INIT_ENTRY: fee(0, 0, 200_000_000_000),
} as const satisfies Readonly<Record<string, ActionFee>>

export type ActionCost = keyof typeof actionFees57
export type ActionFees = Readonly<Record<ActionCost, ActionFee>>
