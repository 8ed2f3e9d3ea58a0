import {
  type Rpc,
  resolveCode,
  viewBlock,
  viewSourceMetadata,
  viewVerdict,
} from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import { NO_CODE_HASH } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type RecipeId, recipeId } from '../../protocol/recipe.ts'
import type { Ask } from './answer.ts'
import type { GivenPolicy } from './policy.ts'

// What the registry's view takes.
const MAX_RECIPES = 8

/**
 * Makes a function that asks the registry itself, without any mirror: the code, its metadata and the verdict as of one final block.
 *
 * The recipes are those that the caller gives and the one that the contract states. The node that answers is trusted with its state.
 */
export function createChainAsk({
  rpc,
  registry,
  policy,
  recipeIds,
  builders,
}: {
  rpc: Rpc
  registry: AccountId
  policy: GivenPolicy
  recipeIds: readonly RecipeId[]
  /** Whose statements count under an open policy; undefined under any other. */
  builders: readonly AccountId[] | undefined
}): Ask {
  return async (accountId) => {
    const { hash } = (await viewBlock(rpc)).header
    const at = { block_id: hash }
    const code = await resolveCode(rpc, accountId, { at })
    const runs = code.codeHash !== null
    const verdict = await viewVerdict(
      rpc,
      registry,
      {
        codeHash: code.codeHash ?? NO_CODE_HASH,
        recipeIds: runs ? await recipesOf(accountId, at) : [NO_RECIPE],
        accountId,
        policy,
        builders,
      },
      { at },
    )
    if (verdict === null) {
      throw new Error(
        `No policy is in force under ${'id' in policy ? policy.id : ''} in ${registry}.`,
      )
    }
    const nothing = code.kind === 'unknown_account' ? 'UNKNOWN_ACCOUNT' : 'NO_CODE'
    return {
      account_id: accountId,
      code_hash: code.codeHash,
      code_source: code.kind,
      global_account_id: code.globalAccountId,
      verdict: {
        ...verdict,
        ...(runs ? {} : { status: nothing }),
        as_of: { ...verdict.as_of, block_hash: hash },
      },
    }
  }

  async function recipesOf(accountId: AccountId, at: { block_id: string }): Promise<RecipeId[]> {
    const recipe = (await viewSourceMetadata(rpc, accountId, { at }))?.recipe ?? null
    const own = recipe === null ? [] : [recipeId(recipe, portableHasher)]
    const all = [...new Set([...recipeIds, ...own])]
    if (all.length > MAX_RECIPES) {
      throw new Error(
        `The registry takes at most ${MAX_RECIPES} recipes, and there are ${all.length}.`,
      )
    }
    if (all.length > 0) return all
    throw new Error(
      `${accountId} states no recipe (NEP-330), and none is given: name one with --recipe or --recipe-id, or ask a mirror with --api.`,
    )
  }
}

/** Stands for a recipe where there is nothing to be built: nobody can have attested it. */
const NO_RECIPE: RecipeId = NO_CODE_HASH
