// @countersign intrinsics=minimal
//
// The registry. Its methods are the exports of this module; each has a file of its own in methods/.
// No owner, no admin, no pause, no upgrade: nobody can delete or alter another account's attestation.
export { attest } from './methods/attest.ts'
export { attest_many } from './methods/attest-many.ts'
export { contract_source_metadata } from './methods/contract-source-metadata.ts'
export { get_attestation, get_attestations } from './methods/get-attestations.ts'
export { get_head } from './methods/get-head.ts'
export { get_policy } from './methods/get-policy.ts'
export { invite, is_invited, uninvite } from './methods/invite.ts'
export { remove_policy } from './methods/remove-policy.ts'
export { get_operator, set_operator } from './methods/set-operator.ts'
export { set_policy } from './methods/set-policy.ts'
export { storage_balance_bounds, storage_balance_of } from './methods/storage-balance.ts'
export { storage_deposit } from './methods/storage-deposit.ts'
export { storage_unregister } from './methods/storage-unregister.ts'
export { storage_withdraw } from './methods/storage-withdraw.ts'
export { require_verified, verdict } from './methods/verdict.ts'
export { withdraw } from './methods/withdraw.ts'
