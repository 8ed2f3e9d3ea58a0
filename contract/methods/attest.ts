import { readStatement, STATEMENT_FIELDS } from '../../protocol/attestation.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { environmentDigest, readRecipe, recipeIdBytes } from '../../protocol/recipe.ts'
import { sourceId, sourceOf } from '../../protocol/source.ts'
import { currentHeight, currentTimestamp, hostHasher, predecessorAccountId } from '../host.ts'
import { method } from '../method.ts'
import { recordEvent } from '../record-event.ts'
import { readAttestation, writeAttestation } from '../state/attestations.ts'
import { readHead } from '../state/head.ts'
import { payForStorage } from '../storage-payment.ts'

/**
 * Records what the caller got when it followed a recipe; supersedes what it stated before on that recipe.
 *
 * The attached deposit pays for the storage. Answers `{seq, recipe_id}`.
 */
export const attest = method(['recipe', ...STATEMENT_FIELDS], (args) => {
  const recipe = readRecipe(args.recipe)
  const statement = readStatement(args, '')
  const builder = predecessorAccountId()
  const id = recipeIdBytes(recipe, hostHasher)
  const recipe_id = encodeBase58(id)

  return payForStorage(() => {
    const chain = readHead()
    const recorded = {
      seq: chain.seq + 1,
      block_height: currentHeight(),
      timestamp: currentTimestamp().toString(),
    }
    const previous = readAttestation(id, builder)
    writeAttestation(id, builder, {
      ...recorded,
      ...statement,
      source_id: sourceId(sourceOf(recipe), hostHasher),
      environment: environmentDigest(recipe),
      equivocated: previous !== null && equivocates(previous, statement.code_hash),
    })
    recordEvent(chain, {
      event: 'attest',
      data: { ...recorded, builder, recipe_id, recipe, ...statement },
    })
    return { seq: recorded.seq, recipe_id }
  })
})

function equivocates(
  previous: { code_hash: string | null; equivocated: boolean },
  hash: string | null,
): boolean {
  const differs = previous.code_hash !== null && hash !== null && previous.code_hash !== hash
  return previous.equivocated || differs
}
