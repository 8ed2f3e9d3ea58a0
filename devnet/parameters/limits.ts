/** A limit that a version does not have. */
export const UNLIMITED = Number.POSITIVE_INFINITY

/** What nearcore writes for a limit that it holds at no version before another: the largest u32. */
const LARGEST = 4_294_967_295

/**
 * Limits as they were at protocol 57; later versions say what they changed.
 *
 * Source of every number: nearcore `core/parameters/res/runtime_configs/parameters.yaml` and `53.yaml`, where the name is the snake-case name here, unless a
 * line says otherwise.
 */
export const limits57 = {
  maxGasBurnt: 300_000_000_000_000,
  maxGasBurntView: 300_000_000_000_000,
  /** At 57 in values, by pwasm-utils' account; since 62 in bytes of frames and operands, by the sizes of `vm/prepare/stack-sizes.ts`. */
  maxStackHeight: 16_384,
  /** Pages of 65,536 bytes that every instance gets, whatever the module declares. */
  initialMemoryPages: 1_024,
  maxMemoryPages: 2_048,
  registersMemoryLimit: 1_073_741_824,
  maxRegisterSize: 104_857_600,
  maxNumberRegisters: 100,
  maxNumberLogs: 100,
  maxTotalLogLength: 16_384,
  maxTotalPrepaidGas: 300_000_000_000_000,
  maxActionsPerReceipt: 100,
  maxDeployActionsPerReceipt: 100,
  maxNumberBytesMethodNames: 2_000,
  maxLengthMethodName: 256,
  maxArgumentsLength: 4_194_304,
  maxLengthReturnedData: 4_194_304,
  maxContractSize: 4_194_304,
  maxTransactionSize: 4_194_304,
  maxReceiptSize: LARGEST,
  maxLengthStorageKey: 2_048,
  maxLengthStorageValue: 4_194_304,
  maxPromisesPerFunctionCallAction: 1_024,
  maxNumberInputDataDependencies: 128,
  maxReceiptTotalInputSize: LARGEST,
  maxUniversalStateInitKeys: 1_024,
  maxStateInitEntries: LARGEST,
  maxFunctionsNumberPerContract: 10_000,
  maxLocalsPerContract: 1_000_000,
  /** Bytes that a contract must have for each local; 0: none. */
  minContractSizePerLocal: 0,
  maxTablesPerContract: UNLIMITED,
  maxElementsPerContractTable: UNLIMITED,
  maxFunctionBodySize: UNLIMITED,
  maxInstrumentedCodeSize: UNLIMITED,
  maxBlocksPerFunction: UNLIMITED,
  maxBlocksPerContract: UNLIMITED,
  maxTypesPerContract: UNLIMITED,
  maxParamsPerFunction: UNLIMITED,
  maxParamsPerContract: UNLIMITED,
  maxOperandStackBytesPerFunction: UNLIMITED,
  accountIdValidityRulesVersion: 1,
  yieldTimeoutLengthInBlocks: 200,
  maxYieldPayloadSize: 1_024,
  perReceiptStorageProofSizeLimit: LARGEST,
  /** `storage_num_extra_bytes_record` */
  storageExtraBytesPerRecord: 40,
  /** `INLINE_DISK_VALUE_THRESHOLD` of nearcore's `core/primitives-core/src/config.rs`: longer values pay the large-read overhead. */
  inlineValueThreshold: 4_000,
} as const

export type Limits = { readonly [K in keyof typeof limits57]: number }
