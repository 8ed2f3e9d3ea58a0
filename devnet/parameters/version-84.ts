import { fee } from './action-fees.ts'
import type { ParameterChanges } from './types.ts'

/**
 * What changed between protocol 57 and 84; the versions between are not to be chosen. Source: nearcore `core/parameters/res/runtime_configs`, the file of the
 * version beside each number (`59.yaml` and so on); of switches that no file names, `core/primitives-core/src/version.rs`.
 */
export const changes84: ParameterChanges = {
  instructions: {
    metering: 'finite-wasm', // 62 (PreparationV2)
    linearOpBaseCost: 26_328_192, // 84
    linearOpUnitCost: 822_756, // 84
  },
  hostCosts: {
    CONTRACT_LOADING_BYTES: 1_089_295, // 66
    BLS12381_P1_SUM_BASE: 16_500_000_000, // 70, as all of BLS12-381
    BLS12381_P1_SUM_ELEMENT: 6_000_000_000,
    BLS12381_P2_SUM_BASE: 18_600_000_000,
    BLS12381_P2_SUM_ELEMENT: 15_000_000_000,
    BLS12381_G1_MULTIEXP_BASE: 16_500_000_000,
    BLS12381_G1_MULTIEXP_ELEMENT: 930_000_000_000,
    BLS12381_G2_MULTIEXP_BASE: 18_600_000_000,
    BLS12381_G2_MULTIEXP_ELEMENT: 1_995_000_000_000,
    BLS12381_MAP_FP_TO_G1_BASE: 1_500_000_000,
    BLS12381_MAP_FP_TO_G1_ELEMENT: 252_000_000_000,
    BLS12381_MAP_FP2_TO_G2_BASE: 1_500_000_000,
    BLS12381_MAP_FP2_TO_G2_ELEMENT: 900_000_000_000,
    BLS12381_PAIRING_BASE: 2_130_000_000_000,
    BLS12381_PAIRING_ELEMENT: 2_130_000_000_000,
    BLS12381_P1_DECOMPRESS_BASE: 15_000_000_000,
    BLS12381_P1_DECOMPRESS_ELEMENT: 81_000_000_000,
    BLS12381_P2_DECOMPRESS_BASE: 15_000_000_000,
    BLS12381_P2_DECOMPRESS_ELEMENT: 165_000_000_000,
    YIELD_CREATE_BASE: 153_411_779_276, // 67
    YIELD_CREATE_BYTE: 15_643_988, // 67
    YIELD_RESUME_BASE: 1_195_627_285_210, // 67
    YIELD_RESUME_BYTE: 47_683_715, // 73
    STORAGE_READ_BASE: 56_356_845_749, // 72
    STORAGE_READ_VALUE_BYTE: 5_611_004, // 72
    STORAGE_LARGE_READ_OVERHEAD_BASE: 1, // 72
    STORAGE_LARGE_READ_OVERHEAD_BYTE: 1, // 72
    APPROXIMATED_TOUCHING_TRIE_NODE: 2_280_000_000, // 82
  },
  actionFees: {
    CREATE_ACCOUNT: fee(3_850_000_000_000, 3_850_000_000_000, 3_850_000_000_000), // 59
    FUNCTION_CALL_BASE: fee(200_000_000_000, 200_000_000_000, 780_000_000_000), // 66
    DEPLOY_CONTRACT_BYTE: fee(6_812_999, 47_683_715, 64_572_944), // 69
    FUNCTION_CALL_BYTE: fee(2_235_934, 47_683_715, 2_235_934), // 69
    ADD_FUNCTION_CALL_KEY_BYTE: fee(1_925_331, 47_683_715, 1_925_331), // 69
    NEW_DATA_RECEIPT_BYTE: fee(17_212_011, 47_683_715, 17_212_011), // 69
    DEPLOY_GLOBAL_CONTRACT_BASE: fee(184_765_750_000, 184_765_750_000, 184_765_750_000), // 77
    DEPLOY_GLOBAL_CONTRACT_BYTE: fee(6_812_999, 47_683_715, 70_000_000), // 77
    USE_GLOBAL_CONTRACT_BASE: fee(184_765_750_000, 184_765_750_000, 184_765_750_000), // 77
    USE_GLOBAL_CONTRACT_BYTE: fee(6_812_999, 47_683_715, 64_572_944), // 77
  },
  limits: {
    maxStackHeight: 262_144, // 62
    maxTransactionSize: 1_572_864, // 69
    maxReceiptSize: 4_194_304, // 69
    perReceiptStorageProofSizeLimit: 4_000_000, // 69
    maxTablesPerContract: 1, // 82
    maxElementsPerContractTable: 10_000, // 82
    accountIdValidityRulesVersion: 2, // 83
    maxGasBurnt: 1_000_000_000_000_000, // 83
    maxGasBurntView: 1_000_000_000_000_000, // 83
    maxTotalPrepaidGas: 1_000_000_000_000_000, // 83
    maxDeployActionsPerReceipt: 10, // 84, as what follows
    maxFunctionBodySize: 196_608,
    maxInstrumentedCodeSize: 16_777_216,
    maxBlocksPerFunction: 5_000,
    maxBlocksPerContract: 50_000,
    maxTypesPerContract: 1_024,
    maxParamsPerFunction: 64,
    maxParamsPerContract: 50_000,
    maxOperandStackBytesPerFunction: 8_192,
  },
  economics: {
    zeroBalanceBytes: 770n, // 59: `ZERO_BALANCE_ACCOUNT_STORAGE_LIMIT` in `runtime/runtime/src/verifier.rs`
    minTopLevelLength: 65, // 64
    globalContractPrice: 10n ** 20n, // 77
    pessimisticGasPriceInflation: { numerator: 1n, denominator: 1n }, // 78
  },
  features: {
    ed25519VerifyHostFn: true, // 59
    delegateActions: true, // 59
    flatStorageReads: true, // 61
    signExtension: true, // 62
    yieldHostFns: true, // 67
    bls12381HostFns: true, // 70
    ethImplicitAccounts: true, // 70
    discardCustomSections: true, // 70
    globalContracts: true, // 77
    globalContractHostFns: true, // 78
    saturatingFloatToInt: true, // 78
    deterministicAccounts: true, // 82
    freeSharedRegisters: true, // 82
    instantReceipts: true, // 83
    reftypesBulkMemory: true, // 84
  },
  sharding: {
    maxCongestionOutgoingGas: 10_000_000_000_000_000n, // 68, as all of congestion control but what follows
    maxCongestionMemoryConsumption: 1_000_000_000n,
    maxOutgoingGas: 300_000_000_000_000_000n,
    minOutgoingGas: 1_000_000_000_000_000n,
    allowedShardOutgoingGas: 1_000_000_000_000_000n,
    maxTxGas: 500_000_000_000_000n,
    minTxGas: 20_000_000_000_000n,
    outgoingReceiptsUsualSizeLimit: 102_400n, // 69
    outgoingReceiptsBigSizeLimit: 4_718_592n, // 69
    combinedTransactionsSizeLimit: 4_194_304n, // 69
    newTransactionsValidationStateSizeSoftLimit: 572_864n, // 69
    mainStorageProofSizeSoftLimit: 4_000_000n, // 72
    maxCongestionIncomingGas: 400_000_000_000_000_000n, // 73
    rejectTxCongestionThreshold: 80n, // 73
    maxCongestionMissedChunks: 125n, // 79
  },
}
