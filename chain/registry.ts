import type { AccountId } from '../protocol/account-id.ts'
import type { CodeHash } from '../protocol/code-hash.ts'
import type { Policy } from '../protocol/policy.ts'
import type { RecipeId } from '../protocol/recipe.ts'
import { ChainError } from './errors.ts'
import type { Rpc } from './rpc.ts'
import { type VerdictAnswer, verdictAnswer } from './verdict-answer.ts'
import { callView, type ViewOptions } from './views.ts'

/** A question to the registry, which answers it from the attestations on these recipes alone. */
export type RegistryQuestion = {
  codeHash: CodeHash
  /** 1 to 8. */
  recipeIds: readonly RecipeId[]
  /** The account that runs the code; an open policy needs it. */
  accountId: AccountId
  policy: Policy | { id: string }
  /** Whose statements count under an open policy, which names nobody: 1 to 64. */
  builders: readonly AccountId[] | undefined
}

/**
 * Asks a registry for a verdict, without any mirror; null if no policy is in force under the id.
 *
 * @throws ChainError `CONTRACT_EXECUTION_ERROR` with the registry's own sentence if it refuses the question.
 */
export async function viewVerdict(
  rpc: Rpc,
  registry: AccountId,
  { codeHash, recipeIds, accountId, policy, builders }: RegistryQuestion,
  options: ViewOptions = {},
): Promise<VerdictAnswer | null> {
  const args = {
    code_hash: codeHash,
    recipe_ids: recipeIds,
    account_id: accountId,
    ...('id' in policy ? { policy_id: policy.id } : { policy }),
    ...(builders === undefined ? {} : { builders }),
  }
  const { value } = await callView(rpc, registry, 'verdict', args, options)
  const parsed = verdictAnswer.nullable().safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ChainError(
    'BAD_ANSWER',
    `\`verdict\` of ${registry} does not answer as a registry does: \`${issue?.path.join('.')}\`: ${issue?.message}.`,
    { cause: parsed.error },
  )
}
