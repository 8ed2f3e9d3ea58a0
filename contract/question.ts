import { type AccountId, readAccountId } from '../protocol/account-id.ts'
import { decodeBase58 } from '../protocol/base58.ts'
import { HASH_BYTES } from '../protocol/code-hash.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { isOpen, MAX_ACCOUNTS, type Policy, readPolicy } from '../protocol/policy.ts'
import { readPolicyId } from '../protocol/policy-id.ts'
import { readArray, readOptional } from '../protocol/shape.ts'
import { readStoredPolicy } from './state/policies.ts'

export const QUESTION_FIELDS = [
  'policy',
  'policy_id',
  'code_hash',
  'recipe_ids',
  'account_id',
  'builders',
]

// With 64 accounts that is 512 look-ups, at 56 Ggas each before anything is done with them.
const MAX_RECIPES = 8

/** A question about a code hash, and whose statements on which recipes answer it. */
export type Question = {
  policy: Policy
  code_hash: Uint8Array
  recipes: { recipe_id: string; id: Uint8Array }[]
  account_id: AccountId | undefined
  builders: AccountId[]
}

/** Reads a question from arguments; null if there is no policy under its `policy_id`. */
export function readQuestion(args: Record<string, unknown>): Question | null {
  const code_hash = decodeBase58(args.code_hash, HASH_BYTES, 'code_hash')
  const recipes = readRecipeIds(args.recipe_ids)
  const account_id = readOptional(args.account_id, (v) => readAccountId(v, 'account_id'))
  const policy = findPolicy(args)
  if (policy === null) return null

  const builders = readBuilders(args, policy)
  if (isOpen(policy) && account_id === null) {
    throw new ProtocolError('account_id', 'must be given under an open policy')
  }
  return { policy, code_hash, recipes, account_id: account_id ?? undefined, builders }
}

function findPolicy(args: Record<string, unknown>): Policy | null {
  const inline = args.policy ?? null
  const policy_id = args.policy_id ?? null
  if ((inline === null) === (policy_id === null)) {
    throw new ProtocolError('policy', 'or `policy_id` must be given, and not both')
  }
  if (policy_id === null) return readPolicy(inline)
  const { owner, name } = readPolicyId(policy_id)
  return readStoredPolicy(owner, name)?.policy ?? null
}

function readRecipeIds(value: unknown): Question['recipes'] {
  const ids = readArray(value, 'recipe_ids', 1, MAX_RECIPES)
  return ids.map((recipe_id, i) => {
    requireFirst(ids, i, 'recipe_ids')
    const id = decodeBase58(recipe_id, HASH_BYTES, `recipe_ids[${i}]`)
    return { recipe_id: recipe_id as string, id }
  })
}

/** Returns the policy's own accounts, or under an open policy, which lists none, those that the caller names. */
function readBuilders(args: Record<string, unknown>, policy: Policy): AccountId[] {
  const given = args.builders ?? null
  if (!isOpen(policy)) {
    if (given === null) return policy.operators.flatMap(({ accounts }) => accounts)
    throw new ProtocolError('builders', 'must be left out under a policy that lists its accounts')
  }
  const builders = readArray(args.builders, 'builders', 1, MAX_ACCOUNTS)
  return builders.map((builder, i) => {
    requireFirst(builders, i, 'builders')
    return readAccountId(builder, `builders[${i}]`)
  })
}

function requireFirst(items: readonly unknown[], i: number, field: string): void {
  const first = items.indexOf(items[i])
  if (first < i) throw new ProtocolError(`${field}[${i}]`, `is ${field}[${first}] again`)
}
