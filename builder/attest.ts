import { z } from 'zod'
import { returnedJson, type Sender } from '../chain/index.ts'
import type { AccountId } from '../protocol/account-id.ts'
import type { Statement } from '../protocol/attestation.ts'
import type { Recipe } from '../protocol/recipe.ts'

// A record takes up to about 450 bytes and the first one also makes the head record, at 10^19 yocto a byte; what is left
// over comes back. 0.01 NEAR covers 1,000 bytes.
const STORAGE_DEPOSIT = 10_000_000_000_000_000_000_000n

const answer = z.object({ seq: z.number().int().positive(), recipe_id: z.string() })

export type Attested = { seq: number; recipeId: string; transactionHash: string }

/** Writes a statement about a recipe to the registry, as the sender's account; throws ChainError if it is refused. */
export async function attest({
  sender,
  registry,
  recipe,
  statement,
}: {
  sender: Sender
  registry: AccountId
  recipe: Recipe
  statement: Statement
}): Promise<Attested> {
  const outcome = await sender.call({
    contractId: registry,
    method: 'attest',
    args: { recipe, ...statement },
    deposit: STORAGE_DEPOSIT,
  })
  const { seq, recipe_id } = answer.parse(returnedJson(outcome))
  return { seq, recipeId: recipe_id, transactionHash: outcome.transactionHash }
}
