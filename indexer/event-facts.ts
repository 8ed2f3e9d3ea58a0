import type { RegistryEvent } from '../protocol/event.ts'
import type { Hasher } from '../protocol/hasher.ts'
import { policyDigest } from '../protocol/policy.ts'
import { recipeId } from '../protocol/recipe.ts'
import type { Block, ReceiptOutcome } from './block.ts'
import { IndexerError } from './errors.ts'

/** Throws an IndexerError if an event says something that can be seen to be wrong. */
export function checkFacts(
  event: RegistryEvent,
  block: Block,
  receipt: ReceiptOutcome,
  hasher: Hasher,
): void {
  const wrong = wrongFact(event, block.height, hasher)
  if (wrong === undefined) return
  const { seq } = event.data
  throw new IndexerError(
    'BAD_EVENT',
    `The registry's event ${seq} in block ${block.height} ${wrong}. The source altered it, or the registry is not the contract that it should be.`,
    { height: block.height, receiptId: receipt.receiptId, seq },
  )
}

/** Says what is wrong in an event of a block, for a sentence that begins with the event; undefined if nothing is. */
export function wrongFact(
  event: RegistryEvent,
  height: number,
  hasher: Hasher,
): string | undefined {
  if (event.data.block_height !== height) {
    return `says that it is of block ${event.data.block_height}`
  }
  if (event.event === 'attest') {
    const id = recipeId(event.data.recipe, hasher)
    if (id !== event.data.recipe_id) return `names recipe ${event.data.recipe_id}, but holds ${id}`
  }
  if (event.event === 'policy_set') {
    const digest = policyDigest(event.data.policy, hasher)
    if (digest !== event.data.digest) {
      return `says that its policy has digest ${event.data.digest}, but that is ${digest}`
    }
  }
  return undefined
}
