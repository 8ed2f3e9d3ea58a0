/**
 * Switches as they were at protocol 57; later versions say what they turned on. Source: nearcore `core/parameters/res/runtime_configs/parameters.yaml` for
 * those that it names, `core/primitives-core/src/version.rs` (`ProtocolFeature`) for the others.
 */
export const features57 = {
  /** `ed25519_verify` (`Ed25519Verify`). */
  ed25519VerifyHostFn: false,
  /** `promise_yield_create` and `promise_yield_resume` (`YieldExecution`). */
  yieldHostFns: false,
  /** `bls12381_…` (`BLS12381`). */
  bls12381HostFns: false,
  /** `0s…` accounts with their host functions, and `…refund_to…` and `current_contract_code` (`DeterministicAccountIds`). */
  deterministicAccounts: false,
  globalContractHostFns: false,
  gasKeyHostFns: false,
  p256VerifyHostFn: false,
  mlDsaVerifyHostFn: false,
  sha3HostFns: false,
  yieldWithIdHostFns: false,
  chainIdHostFn: false,
  /** `0u…` accounts with their host functions. */
  universalAccounts: false,
  /** Instructions that convert floats without trapping (`SaturatingFloatToInt`). */
  saturatingFloatToInt: false,
  /** Instructions that extend a sign (with `PreparationV2`, 62). */
  signExtension: false,
  reftypesBulkMemory: false,
  discardCustomSections: false,
  /** Reads go past the trie. */
  flatStorageReads: false,
  /** What is there already goes to a register without a charge for its bytes. */
  freeSharedRegisters: false,
  ethImplicitAccounts: false,
  /** A contract without a balance may attach one yocto to a call all the same. */
  oneYoctoOnPromise: false,
  bls12381NotInGroupFix: false,
  /** Actions that somebody else pays for (`DelegateAction`, NEP-366). */
  delegateActions: false,
  globalContracts: false,
  /** `FixDelegateActionDepositWithFunctionCallError`: a deposit is what is wrong with a delegate, whatever else is. */
  delegateDepositFirst: false,
  /** `FixDeleteAccountGlobalContractStorageUsage`: the reference to a global contract does not count when an account is deleted. */
  deletionWithoutGlobalContract: false,
  /** Transactions are held to their largest size with the signature (with `PostQuantumSignatures`, `SignedTransaction::size_for_limits`). */
  signatureInTransactionSize: false,
  /** Outcomes say which contract the account had before each action (`ExecutionMetadataV4`). */
  contractsInOutcomes: false,
  /** Deletions of accounts, and receipts that yield, do not wait for the next block (`InstantDeleteAccount`, `InstantPromiseYield`). */
  instantReceipts: false,
  /** `FixDelegatedDeterministicStateInit`: a state init in a delegate is held to the delegate's receiver. */
  delegatedStateInits: false,
  /** `RejectUniversalAccountTransfers` */
  rejectUniversalAccountTransfers: false,
  /** Keys of ML-DSA-65 (`PostQuantumSignatures`). */
  postQuantumKeys: false,
  /** `RejectEmptyMethodName` */
  rejectEmptyMethodName: false,
} as const

export type FeatureName = keyof typeof features57
export type Features = { readonly [K in FeatureName]: boolean }
