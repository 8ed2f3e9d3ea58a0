/**
 * Runtime parameters of the protocol version in force on mainnet.
 * Source of every number: nearcore `core/parameters/res/runtime_configs/parameters.snap`, unless a line says otherwise.
 */
export const PROTOCOL_VERSION = 84

/** Yocto for each unit of gas. Source: nearcore's genesis `min_gas_price` since protocol version 29. */
export const GAS_PRICE = 100_000_000n

/** Yocto that each stored byte locks: 1 NEAR holds 100 kB. */
export const STORAGE_PRICE = 10n ** 19n
/** Yocto burnt for each byte of a global contract (NEP-591: ten times the storage stake, for good). */
export const GLOBAL_CONTRACT_PRICE = 10n ** 20n

export const ACCOUNT_BYTES = 100n
export const RECORD_BYTES = 40n
/** Accounts up to this size need no balance (NEP-448). Source: nearcore `ZERO_BALANCE_ACCOUNT_STORAGE_LIMIT`. */
export const ZERO_BALANCE_BYTES = 770n
/** Larger accounts, code aside, cannot be deleted. Source: nearcore `Account::MAX_ACCOUNT_DELETION_STORAGE_USAGE`. */
export const MAX_DELETION_BYTES = 10_000n

/** A block's height times this is the least nonce of a key it adds and the upper limit of nonces. Source: `ACCESS_KEY_NONCE_RANGE_MULTIPLIER`. */
export const NONCES_PER_BLOCK = 1_000_000n

/** The part of the gas burnt by a function call that its contract's account receives. */
export const GAS_REWARD = { numerator: 3n, denominator: 10n }

/** A transaction lives this many blocks after the block it names. Source: nearcore genesis `transaction_validity_period`. */
export const TRANSACTION_VALIDITY_BLOCKS = 86_400

export const REGISTRAR_ACCOUNT = 'registrar'
export const MIN_TOP_LEVEL_LENGTH = 65

export const MAX_GAS_BURNT = 1_000_000_000_000_000n
export const MAX_GAS_BURNT_VIEW = 1_000_000_000_000_000n
/** Gas that a chunk executes before it leaves the rest to the next. Source: nearcore genesis `gas_limit`. */
export const CHUNK_GAS_LIMIT = 1_000_000_000_000_000n

export const LIMITS = {
  maxTotalPrepaidGas: 1_000_000_000_000_000n,
  maxActionsPerReceipt: 100,
  maxBytesOfMethodNames: 2_000,
  maxMethodNameLength: 256,
  maxArgumentsLength: 4_194_304,
  maxReturnedDataLength: 4_194_304,
  maxContractSize: 4_194_304,
  maxTransactionSize: 1_572_864,
  maxReceiptSize: 4_194_304,
  maxInputDataDependencies: 128,
} as const
