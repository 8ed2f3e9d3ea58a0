import { z } from 'zod'
import { MAX_ACCOUNTS } from '../../protocol/policy.ts'
import { Policy, StoredPolicy, Verdict } from './policy-values.ts'
import {
  AccountId,
  Attestation,
  Entry,
  Hash,
  PolicyId,
  PolicyName,
  Reason,
  Recipe,
  Seq,
  SourceMetadata,
  StorageBalance,
  StorageBalanceBounds,
  statement,
  Yocto,
} from './values.ts'

/** What a method of the registry takes and answers. */
export type MethodAbi = {
  doc: string
  kind: 'view' | 'call'
  /** Takes a deposit: one for the caller's storage balance, or exactly one yocto. */
  payable: boolean
  args: Record<string, z.ZodType>
  result: z.ZodType
}

type Args = MethodAbi['args']

const view = (doc: string, args: Args, result: z.ZodType): MethodAbi => ({
  doc,
  kind: 'view',
  payable: false,
  args,
  result,
})

const call = (doc: string, args: Args, result: z.ZodType): MethodAbi => ({
  doc,
  kind: 'call',
  payable: true,
  args,
  result,
})

const recorded = z.strictObject({ seq: Seq })
const attested = z.strictObject({ seq: Seq, recipe_id: Hash })
const policySet = z.strictObject({
  seq: Seq.nullable(),
  policy_id: PolicyId,
  version: z.int().min(1),
  digest: Hash,
})
const question = {
  policy: Policy.nullish(),
  policy_id: PolicyId.nullish(),
  code_hash: Hash,
  recipe_ids: z.array(Hash).min(1).max(8),
  account_id: AccountId.nullish(),
  builders: z.array(AccountId).min(1).max(MAX_ACCOUNTS).nullish(),
}

/** The registry's methods; contract/abi.json is made of them, and a test holds them to the compiled contract. */
export const methods: Record<string, MethodAbi> = {
  attest: call(
    'Records what the caller got when it followed a recipe.',
    { recipe: Recipe, ...statement },
    attested,
  ),
  attest_many: call(
    'Records several statements of the caller, all or none.',
    { attestations: z.array(Entry).min(1).max(100) },
    z.array(attested),
  ),
  withdraw: call(
    'Ends the attestation of the caller on a recipe.',
    { recipe_id: Hash, reason: Reason.nullish() },
    recorded,
  ),
  get_attestation: view(
    'Answers the live attestation of a builder on a recipe.',
    { recipe_id: Hash, builder: AccountId },
    Attestation.nullable(),
  ),
  get_attestations: view(
    'Answers the live attestations of builders on a recipe, in their order.',
    { recipe_id: Hash, builders: z.array(AccountId).min(1).max(MAX_ACCOUNTS) },
    z.array(Attestation.nullable()),
  ),
  get_head: view(
    'Answers how many events there are, and the head of the hash chain over them.',
    {},
    z.strictObject({ seq: z.int().min(0), head: Hash }),
  ),
  set_operator: call(
    'Declares who operates the caller: an account that has invited it, or null.',
    { operator: AccountId.nullable() },
    z.strictObject({ seq: Seq.nullable() }),
  ),
  invite: call(
    'Lets an account declare the caller as its operator.',
    { account: AccountId },
    z.boolean(),
  ),
  uninvite: call('Takes an invitation back.', { account: AccountId }, z.boolean()),
  get_operator: view(
    'Answers the operator that an account has declared.',
    { account: AccountId },
    AccountId.nullable(),
  ),
  is_invited: view(
    'Answers whether an operator has invited an account.',
    { operator: AccountId, account: AccountId },
    z.boolean(),
  ),
  set_policy: call(
    'Puts a policy in force under the caller and a name.',
    { name: PolicyName, policy: Policy },
    policySet,
  ),
  remove_policy: call('Ends a policy of the caller.', { name: PolicyName }, recorded),
  get_policy: view(
    'Answers the policy in force under an owner and a name.',
    { policy_id: PolicyId },
    StoredPolicy.nullable(),
  ),
  verdict: view('Answers the verdict on a code hash under a policy.', question, Verdict.nullable()),
  require_verified: {
    ...call(
      'Ends the call with a panic unless the verdict is VERIFIED.',
      question,
      z.strictObject({ status: z.literal('VERIFIED'), policy_digest: Hash }),
    ),
    payable: false,
  },
  storage_deposit: call(
    'Adds the deposit to the storage balance of an account (NEP-145).',
    { account_id: AccountId.nullish(), registration_only: z.boolean().nullish() },
    StorageBalance,
  ),
  storage_withdraw: call(
    'Sends the caller of its available storage balance (NEP-145).',
    { amount: Yocto.nullish() },
    StorageBalance,
  ),
  storage_unregister: call(
    'Ends the registration of the caller and sends it its storage balance (NEP-145).',
    { force: z.boolean().nullish() },
    z.boolean(),
  ),
  storage_balance_of: view(
    'Answers the storage balance of an account (NEP-145).',
    { account_id: AccountId },
    StorageBalance.nullable(),
  ),
  storage_balance_bounds: view(
    'Answers the smallest and largest storage balance (NEP-145).',
    {},
    StorageBalanceBounds,
  ),
  contract_source_metadata: view('Answers where the source is (NEP-330).', {}, SourceMetadata),
}
