import type { ParameterChanges } from './types.ts'

/** What protocol 87 changed. Source: nearcore `core/parameters/res/runtime_configs/87.yaml`; of `rejectEmptyMethodName`, `core/primitives-core/src/version.rs`. */
export const changes87: ParameterChanges = {
  limits: { minContractSizePerLocal: 2, maxStateInitEntries: 1_500 },
  economics: { burntGasReward: { numerator: 0n, denominator: 1n } },
  features: {
    mlDsaVerifyHostFn: true,
    sha3HostFns: true,
    rejectEmptyMethodName: true,
    rejectUniversalAccountTransfers: true,
  },
}
