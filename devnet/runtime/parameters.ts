/*
 * Numbers of the runtime that are the same at every protocol version of `devnet/parameters/`.
 * Source of every number: nearcore `core/parameters/res/runtime_configs/parameters.yaml`, unless a line says otherwise.
 */

/** Yocto for each unit of gas. Source: nearcore's genesis `min_gas_price` since protocol version 29. */
export const GAS_PRICE = 100_000_000n

/** Yocto that each stored byte locks: 1 NEAR holds 100 kB. */
export const STORAGE_PRICE = 10n ** 19n

export const ACCOUNT_BYTES = 100n
export const RECORD_BYTES = 40n
/** Larger accounts, code aside, cannot be deleted. Source: nearcore `Account::MAX_ACCOUNT_DELETION_STORAGE_USAGE`. */
export const MAX_DELETION_BYTES = 10_000n

/** A block's height times this is the least nonce of a key it adds and the upper limit of nonces. Source: `ACCESS_KEY_NONCE_RANGE_MULTIPLIER`. */
export const NONCES_PER_BLOCK = 1_000_000n

/** A transaction lives this many blocks after the block it names. Source: nearcore genesis `transaction_validity_period`. */
export const TRANSACTION_VALIDITY_BLOCKS = 86_400

export const REGISTRAR_ACCOUNT = 'registrar'
/** Gas that a chunk executes before it leaves the rest to the next. Source: nearcore genesis `gas_limit`. */
export const CHUNK_GAS_LIMIT = 1_000_000_000_000_000n
