/**
 * What one shard that is never congested does not need, so that clients find it in a protocol configuration, as it was at protocol 57: off. Source: nearcore
 * `core/parameters/res/runtime_configs/parameters.yaml`; later versions say what they changed.
 */
export const sharding57 = {
  maxCongestionIncomingGas: 9_223_372_036_854_775_807n,
  maxCongestionOutgoingGas: 9_223_372_036_854_775_807n,
  maxCongestionMemoryConsumption: 9_223_372_036_854_775_807n,
  maxCongestionMissedChunks: 9_223_372_036_854_775_807n,
  maxOutgoingGas: 9_223_372_036_854_775_807n,
  minOutgoingGas: 9_223_372_036_854_775_807n,
  allowedShardOutgoingGas: 9_223_372_036_854_775_807n,
  maxTxGas: 9_223_372_036_854_775_807n,
  minTxGas: 9_223_372_036_854_775_807n,
  /** Hundredths. */
  rejectTxCongestionThreshold: 100n,
  outgoingReceiptsUsualSizeLimit: 4_294_967_295n,
  outgoingReceiptsBigSizeLimit: 4_294_967_295n,
  mainStorageProofSizeSoftLimit: 4_294_967_295n,
  combinedTransactionsSizeLimit: 4_294_967_295n,
  newTransactionsValidationStateSizeSoftLimit: 4_294_967_295n,
} as const

export type Sharding = { readonly [K in keyof typeof sharding57]: bigint }
