/**
 * Limits at protocol 84.
 *
 * Source of every number: nearcore `parameters.snap`, where the name is the snake-case name here; what `84.yaml` brought in is marked 84.
 */
export const limits84 = {
  /** Since 83; before: 300 Tgas. */
  maxGasBurnt: 1_000_000_000_000_000,
  /** Bytes of frames and operands, by the sizes of `prepare/stack-sizes.ts`. */
  maxStackHeight: 262_144,
  /** Pages of 65,536 bytes that every instance gets, whatever the module declares. */
  initialMemoryPages: 1_024,
  maxMemoryPages: 2_048,
  registersMemoryLimit: 1_073_741_824,
  maxRegisterSize: 104_857_600,
  maxNumberRegisters: 100,
  maxNumberLogs: 100,
  maxTotalLogLength: 16_384,
  maxLengthReturnedData: 4_194_304,
  maxContractSize: 4_194_304,
  maxLengthStorageKey: 2_048,
  maxLengthStorageValue: 4_194_304,
  maxPromisesPerFunctionCallAction: 1_024,
  maxNumberInputDataDependencies: 128,
  maxFunctionsNumberPerContract: 10_000,
  maxLocalsPerContract: 1_000_000,
  maxTablesPerContract: 1,
  maxElementsPerContractTable: 10_000,
  /** 84 */
  maxFunctionBodySize: 196_608,
  /** 84 */
  maxInstrumentedCodeSize: 16_777_216,
  /** 84 */
  maxBlocksPerFunction: 5_000,
  /** 84 */
  maxBlocksPerContract: 50_000,
  /** 84 */
  maxTypesPerContract: 1_024,
  /** 84 */
  maxParamsPerFunction: 64,
  /** 84 */
  maxParamsPerContract: 50_000,
  /** 84 */
  maxOperandStackBytesPerFunction: 8_192,
  /** `storage_num_extra_bytes_record` */
  storageExtraBytesPerRecord: 40,
  /** `INLINE_DISK_VALUE_THRESHOLD` of nearcore's `core/primitives-core/src/config.rs`: longer values pay the large-read overhead. */
  inlineValueThreshold: 4_000,
} as const

export type Limits = { readonly [K in keyof typeof limits84]: number }
