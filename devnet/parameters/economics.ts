export type Ratio = { numerator: bigint; denominator: bigint }

/** What accounts and gas cost beside the fees. Amounts in yocto. */
export type Economics = {
  /** The part of the gas burnt by a function call that its contract's account receives. */
  burntGasReward: Ratio
  /** By how much the gas price is taken to rise with every block until a receipt runs. */
  pessimisticGasPriceInflation: Ratio
  /** Least price of the gas that a receipt carries; what is burnt at a lower one is paid back (NEP-642). */
  minGasPurchasePrice: bigint
  /** What the creation of an account costs in all, gas included (NEP-642). */
  accountCreationCharge: bigint
  /** Yocto burnt for each byte of a global contract (NEP-591). */
  globalContractPrice: bigint
  /** Accounts up to this many bytes need no balance (NEP-448). */
  zeroBalanceBytes: bigint
  /** Shorter top-level names are the registrar's to give. */
  minTopLevelLength: number
  /** Gas that the signature of an ML-DSA-65 key adds to a transaction. */
  mlDsa65VerificationCost: number
}

/**
 * Economics as they were at protocol 57. Source: nearcore `core/parameters/res/runtime_configs/parameters.yaml`; later versions say what they changed. What no
 * version changed is in `runtime/parameters.ts`.
 */
export const economics57: Economics = {
  burntGasReward: { numerator: 3n, denominator: 10n },
  pessimisticGasPriceInflation: { numerator: 103n, denominator: 100n },
  minGasPurchasePrice: 0n,
  accountCreationCharge: 0n,
  // Nobody has as much: there are no global contracts yet.
  globalContractPrice: 999_999_999_999_999_999_999_999_999n,
  zeroBalanceBytes: 0n,
  minTopLevelLength: 32,
  mlDsa65VerificationCost: 0,
}
