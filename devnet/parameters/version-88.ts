import { fee } from './action-fees.ts'
import type { ParameterChanges } from './types.ts'

/** What protocol 88 changed. Source: nearcore `core/parameters/res/runtime_configs/88.yaml`. */
export const changes88: ParameterChanges = {
  hostCosts: {
    UNIVERSAL_STATE_INIT_TO_ACCOUNT_ID_BASE: 8_900_000_000,
    UNIVERSAL_STATE_INIT_TO_ACCOUNT_ID_BYTE: 83_100_000,
  },
  actionFees: {
    UNIVERSAL_STATE_INIT_ENTRY: fee(3_100_000_000, 3_100_000_000, 200_000_000_000),
    UNIVERSAL_STATE_INIT_BYTE: fee(78_000_000, 78_000_000, 74_000_000),
  },
  features: { universalAccounts: true },
}
