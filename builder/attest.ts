import { z } from 'zod'
import { type Outcome, returnedJson, type Sender } from '../chain/index.ts'
import type { AccountId } from '../protocol/account-id.ts'
import type { Statement } from '../protocol/attestation.ts'
import type { Recipe, RecipeId } from '../protocol/recipe.ts'

const answer = z.object({ seq: z.number().int().positive(), recipe_id: z.string() })

export type Attested = { seq: number; recipeId: string; transactionHash: string }

/**
 * Writes a statement about a recipe to the registry, as the sender's account; throws ChainError if it is refused.
 *
 * `deposit` (yocto) is added to the account's storage balance, which pays for the record. A prepaid balance needs none, and a
 * function-call key can attach none.
 */
export async function attest({
  sender,
  registry,
  recipe,
  statement,
  deposit = 0n,
}: {
  sender: Sender
  registry: AccountId
  recipe: Recipe
  statement: Statement
  deposit?: bigint
}): Promise<Attested> {
  const outcome = await sender.call({
    contractId: registry,
    method: 'attest',
    args: { recipe, ...statement },
    deposit,
  })
  const { seq, recipe_id } = answer.parse(returnedJson(outcome))
  return { seq, recipeId: recipe_id, transactionHash: outcome.transactionHash }
}

/** Adds yocto to the sender's storage balance in the registry, so that its next attestations need no deposit. */
export function prepayStorage({
  sender,
  registry,
  yocto,
}: {
  sender: Sender
  registry: AccountId
  yocto: bigint
}): Promise<Outcome> {
  return sender.call({ contractId: registry, method: 'storage_deposit', deposit: yocto })
}

const withdrawal = z.object({ seq: z.number().int().positive() })

export type Withdrawn = { seq: number; transactionHash: string }

/** Takes the sender's statement on a recipe back; throws ChainError if it has none there. */
export async function withdraw({
  sender,
  registry,
  recipeId,
  reason,
}: {
  sender: Sender
  registry: AccountId
  recipeId: RecipeId
  /** At most 256 bytes. */
  reason?: string | undefined
}): Promise<Withdrawn> {
  const args = { recipe_id: recipeId, ...(reason === undefined ? {} : { reason }) }
  const outcome = await sender.call({ contractId: registry, method: 'withdraw', args })
  const { seq } = withdrawal.parse(returnedJson(outcome))
  return { seq, transactionHash: outcome.transactionHash }
}
