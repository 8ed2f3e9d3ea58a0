/** Gas to send to oneself, to send to another account, and to execute. */
export type Fee = { sendSelf: bigint; send: bigint; exec: bigint }

const fee = (sendSelf: bigint, send: bigint, exec: bigint): Fee => ({ sendSelf, send, exec })
const same = (gas: bigint): Fee => fee(gas, gas, gas)

/** What actions and receipts cost. Source: nearcore `core/parameters/res/runtime_configs/parameters.snap`. */
export const FEES = {
  newActionReceipt: same(108_059_500_000n),
  newDataReceipt: same(36_486_732_312n),
  newDataReceiptByte: fee(17_212_011n, 47_683_715n, 17_212_011n),
  createAccount: same(3_850_000_000_000n),
  deleteAccount: same(147_489_000_000n),
  deployContract: same(184_765_750_000n),
  deployContractByte: fee(6_812_999n, 47_683_715n, 64_572_944n),
  functionCall: fee(200_000_000_000n, 200_000_000_000n, 780_000_000_000n),
  functionCallByte: fee(2_235_934n, 47_683_715n, 2_235_934n),
  transfer: same(115_123_062_500n),
  stake: fee(141_715_687_500n, 141_715_687_500n, 102_217_625_000n),
  addFullAccessKey: same(101_765_125_000n),
  addFunctionCallKey: same(102_217_625_000n),
  addFunctionCallKeyByte: fee(1_925_331n, 47_683_715n, 1_925_331n),
  deleteKey: same(94_946_625_000n),
  delegate: same(200_000_000_000n),
  deployGlobalContract: same(184_765_750_000n),
  deployGlobalContractByte: fee(6_812_999n, 47_683_715n, 70_000_000n),
  useGlobalContract: same(184_765_750_000n),
  useGlobalContractByte: fee(6_812_999n, 47_683_715n, 64_572_944n),
} as const satisfies Record<string, Fee>
