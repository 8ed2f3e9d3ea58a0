import { readStatementParts, STATEMENT_FIELDS } from '../../protocol/attestation.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { attestEventJson } from '../../protocol/event.ts'
import { bytesToBigInt, hexToBytes } from '../../protocol/hex.ts'
import { hashRecipe, readRecipeParts } from '../../protocol/recipe.ts'
import { sourceIdBytes } from '../../protocol/source.ts'
import { currentHeight, currentTimestamp, hostHasher, predecessorAccountId } from '../host.ts'
import { method } from '../method.ts'
import { recordEvent } from '../record-event.ts'
import type { AttestationRecord } from '../state/attestation-record.ts'
import { readAttestation, writeAttestation } from '../state/attestations.ts'
import { readHead } from '../state/head.ts'
import { payForStorage } from '../storage-payment.ts'

/**
 * Records what the caller got when it followed a recipe; supersedes what it stated before on that recipe.
 *
 * The attached deposit pays for the storage. Answers `{seq, recipe_id}`.
 */
export const attest = method(['recipe', ...STATEMENT_FIELDS], (args, rules) => {
  const { canonical, source, environment } = readRecipeParts(args.recipe, 'recipe', rules)
  const { statement, codeHash } = readStatementParts(args, '', rules)
  const builder = predecessorAccountId()
  const id = hashRecipe(canonical, hostHasher)
  const recipe_id = encodeBase58(id)

  return payForStorage(() => {
    const chain = readHead()
    const seq = chain.seq + 1
    const block_height = currentHeight()
    const timestamp = currentTimestamp()
    writeAttestation(id, builder, {
      ...statement,
      seq,
      block_height,
      timestamp,
      code_hash: codeHash,
      source_id: sourceIdBytes(source, hostHasher),
      environment: hexToBytes(environment),
      log_digest: statement.log_digest === null ? null : hexToBytes(statement.log_digest),
      equivocated: equivocates(readAttestation(id, builder), codeHash),
    })
    const recorded = { seq, block_height, timestamp: timestamp.toString() }
    const data = { ...recorded, builder, recipe_id, ...statement }
    recordEvent(chain, attestEventJson(data, canonical))
    return { seq, recipe_id }
  })
})

function equivocates(previous: AttestationRecord | null, hash: Uint8Array | null): boolean {
  if (previous === null) return false
  if (previous.equivocated) return true
  if (previous.code_hash === null || hash === null) return false
  return bytesToBigInt(previous.code_hash) !== bytesToBigInt(hash)
}
