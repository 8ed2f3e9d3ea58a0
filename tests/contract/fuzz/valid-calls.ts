import fc from 'fast-check'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { recipeId as idOf } from '../../../protocol/recipe.ts'
import { policyJson } from '../../support/policies.ts'
import { HASH, recipe, recipeId } from '../statements.ts'
import { BUILDER, GUILD, HOUSE, IDLE } from './base-state.ts'
import { account, entry, hash, text } from './values.ts'

/** A call with arguments that the registry takes in its base state. */
export type ValidCall = { args: Record<string, unknown>; as: string; deposit: bigint }

const GENEROUS = 10n ** 24n

const by =
  (as: string, deposit: bigint) =>
  (args: Record<string, unknown>): ValidCall => ({ args, as, deposit })

const some = (
  args: fc.Arbitrary<Record<string, unknown>>,
  as = BUILDER,
  deposit = GENEROUS,
): fc.Arbitrary<ValidCall> => args.map(by(as, deposit))

const none = fc.constant({})
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value)
const policyName = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/)
const policyId = fc.tuple(account, policyName).map(([owner, name]) => `${owner}/${name}`)
const accounts = fc.uniqueArray(account, { minLength: 1, maxLength: 64, size: 'small' })
const hashes = fc.uniqueArray(hash, { minLength: 1, maxLength: 8, size: 'small' })

const entries = fc.array(entry, { minLength: 1, maxLength: 4 }).map((given) =>
  // The link tells the recipes apart, since each may be stated once.
  given.map((one, i) => ({ ...one, recipe: { ...one.recipe, link: `https://example.org/${i}` } })),
)

const question = fc
  .record({ policy: policyJson, code_hash: hash, recipe_ids: hashes, account, builders: accounts })
  .map(({ policy, account: account_id, builders, ...rest }) =>
    'anyone' in policy
      ? { ...rest, policy, account_id, builders }
      : { ...rest, policy, account_id },
  )
const namedQuestion = fc.record({ code_hash: hash, recipe_ids: hashes, policy_id: policyId })

const house = { operators: [{ name: 'acme', accounts: [BUILDER] }], quorum: 'acme' }
/** Questions whose answer is VERIFIED: the builder has attested HASH on the first recipe. */
const verified = fc
  .record({
    others: fc.array(entry, { maxLength: 3 }),
    policy: fc.constantFrom({ policy: house }, { policy_id: `${BUILDER}/${HOUSE}` }),
  })
  .map(({ others, policy }) => {
    const ids = others.map((one) => idOf(one.recipe, portableHasher))
    return { ...policy, code_hash: HASH, recipe_ids: [...new Set([recipeId, ...ids])] }
  })

/** For each method, calls that must work. */
export const VALID_CALLS: Record<string, fc.Arbitrary<ValidCall>> = {
  attest: some(
    fc.oneof(
      entry,
      fc
        .record({ entry, recipe: fc.constant(recipe) })
        .map(({ entry: e, recipe: r }) => ({ ...e, recipe: r })),
    ),
  ),
  attest_many: some(entries.map((attestations) => ({ attestations }))),
  withdraw: some(
    fc.record(
      { recipe_id: fc.constant(recipeId), reason: optional(text(256)) },
      { requiredKeys: ['recipe_id'] },
    ),
    BUILDER,
    0n,
  ),
  set_operator: some(fc.record({ operator: fc.constantFrom(null, GUILD) })),
  invite: some(fc.record({ account })),
  uninvite: some(fc.record({ account })),
  get_operator: some(fc.record({ account })),
  is_invited: some(fc.record({ operator: account, account })),
  set_policy: some(fc.record({ name: policyName, policy: policyJson })),
  remove_policy: some(fc.record({ name: fc.constant(HOUSE) })),
  get_policy: some(fc.record({ policy_id: policyId })),
  get_attestation: some(fc.record({ recipe_id: hash, builder: account })),
  get_attestations: some(fc.record({ recipe_id: hash, builders: accounts })),
  verdict: some(fc.oneof(question, namedQuestion, verified)),
  require_verified: some(verified, BUILDER, 0n),
  get_head: some(none),
  contract_source_metadata: some(none),
  storage_balance_bounds: some(none),
  storage_balance_of: some(fc.record({ account_id: account })),
  storage_deposit: some(
    fc.record(
      { account_id: optional(account), registration_only: optional(fc.boolean()) },
      { requiredKeys: [] },
    ),
  ),
  storage_withdraw: some(
    fc.record({ amount: optional(fc.nat(1_000_000).map(String)) }, { requiredKeys: [] }),
    BUILDER,
    1n,
  ),
  storage_unregister: some(
    fc.record({ force: optional(fc.boolean()) }, { requiredKeys: [] }),
    IDLE,
    1n,
  ),
}
