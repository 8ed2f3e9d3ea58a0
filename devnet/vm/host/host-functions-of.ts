import type { FeatureName, ProtocolParameters } from '../../parameters/index.ts'
import { hostFunctions } from './all-functions.ts'
import type { HostFunctions } from './host-function.ts'

/** Which host functions a version has only with a feature. Source: nearcore `near-vm-runner/src/imports.rs`. */
const needed: Readonly<Record<FeatureNeeded, readonly string[]>> = {
  ed25519VerifyHostFn: ['ed25519_verify'],
  yieldHostFns: ['promise_yield_create', 'promise_yield_resume'],
  bls12381HostFns: [
    'bls12381_p1_sum',
    'bls12381_p2_sum',
    'bls12381_g1_multiexp',
    'bls12381_g2_multiexp',
    'bls12381_map_fp_to_g1',
    'bls12381_map_fp2_to_g2',
    'bls12381_pairing_check',
    'bls12381_p1_decompress',
    'bls12381_p2_decompress',
  ],
  deterministicAccounts: [
    'promise_set_refund_to',
    'promise_batch_action_state_init',
    'promise_batch_action_state_init_by_account_id',
    'set_state_init_data_entry',
    'current_contract_code',
    'refund_to_account_id',
  ],
  globalContractHostFns: [
    'promise_batch_action_deploy_global_contract',
    'promise_batch_action_deploy_global_contract_by_account_id',
    'promise_batch_action_use_global_contract',
    'promise_batch_action_use_global_contract_by_account_id',
  ],
  gasKeyHostFns: [
    'promise_batch_action_transfer_to_gas_key',
    'promise_batch_action_add_gas_key_with_full_access',
    'promise_batch_action_add_gas_key_with_function_call',
  ],
  p256VerifyHostFn: ['p256_verify'],
  mlDsaVerifyHostFn: ['ml_dsa_verify'],
  sha3HostFns: ['sha3_256', 'sha3_384', 'sha3_512'],
  yieldWithIdHostFns: ['promise_yield_create_with_id', 'promise_yield_resume_with_yield_id'],
  chainIdHostFn: ['chain_id'],
  universalAccounts: [
    'universal_state_init_to_account_id',
    'promise_batch_action_universal_state_init',
  ],
}

type FeatureNeeded =
  | Extract<FeatureName, `${string}HostFn` | `${string}HostFns`>
  | 'deterministicAccounts'
  | 'universalAccounts'

/** Gives what a contract may import from `env` at a protocol version. */
export function hostFunctionsOf({ features }: ProtocolParameters): HostFunctions {
  const missing = new Set<string>()
  for (const [feature, names] of Object.entries(needed)) {
    if (!features[feature as FeatureNeeded]) for (const name of names) missing.add(name)
  }
  return Object.fromEntries(Object.entries(hostFunctions).filter(([name]) => !missing.has(name)))
}
