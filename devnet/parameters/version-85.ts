import { fee } from './action-fees.ts'
import type { ParameterChanges } from './types.ts'

/**
 * What protocol 85 changed. Source: nearcore `core/parameters/res/runtime_configs/85.yaml`; of switches that it does not name,
 * `core/primitives-core/src/version.rs`. Protocol 86 changed no number: it held storage proofs, which devnet does not have, to their limit.
 */
export const changes85: ParameterChanges = {
  hostCosts: { YIELD_CREATE_WITH_ID_BASE: 290_000_000_000 },
  actionFees: {
    CREATE_ACCOUNT: fee(500_000_000_000, 500_000_000_000, 7_200_000_000_000),
    DETERMINISTIC_STATE_INIT_BASE: fee(500_000_000_000, 500_000_000_000, 7_430_000_000_000),
  },
  economics: {
    minGasPurchasePrice: 1_000_000_000n,
    accountCreationCharge: 7n * 10n ** 21n,
    mlDsa65VerificationCost: 100_000_000_000,
  },
  features: {
    postQuantumKeys: true,
    oneYoctoOnPromise: true,
    p256VerifyHostFn: true,
    gasKeyHostFns: true,
    chainIdHostFn: true,
    yieldWithIdHostFns: true,
    delegateDepositFirst: true,
    deletionWithoutGlobalContract: true,
    signatureInTransactionSize: true,
    contractsInOutcomes: true,
    delegatedStateInits: true,
  },
}
