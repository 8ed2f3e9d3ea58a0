import { readAccountId } from '../../protocol/account-id.ts'
import { decodeBase58, encodeBase58 } from '../../protocol/base58.ts'
import { HASH_BYTES } from '../../protocol/code-hash.ts'
import { bytesToHex } from '../../protocol/hex.ts'
import { MAX_ACCOUNTS } from '../../protocol/policy.ts'
import { readArray } from '../../protocol/shape.ts'
import { view } from '../method.ts'
import { readAttestation } from '../state/attestations.ts'

/** Answers a builder's live attestation on a recipe, or null. */
export const get_attestation = view(['recipe_id', 'builder'], (args) => {
  const id = decodeBase58(args.recipe_id, HASH_BYTES, 'recipe_id')
  return answer(id, args.recipe_id as string, readAccountId(args.builder, 'builder'))
})

/** Answers the live attestations of up to 64 builders on a recipe, in their order, null where there is none. */
export const get_attestations = view(['recipe_id', 'builders'], (args) => {
  const id = decodeBase58(args.recipe_id, HASH_BYTES, 'recipe_id')
  const builders = readArray(args.builders, 'builders', 1, MAX_ACCOUNTS)
  return builders.map((builder, i) =>
    answer(id, args.recipe_id as string, readAccountId(builder, `builders[${i}]`)),
  )
})

function answer(id: Uint8Array, recipe_id: string, builder: string) {
  const found = readAttestation(id, builder)
  if (found === null) return null
  const { last_built, ...rest } = found
  return {
    builder,
    recipe_id,
    ...rest,
    timestamp: found.timestamp.toString(),
    code_hash: found.outcome === 'failed' || last_built === null ? null : encodeBase58(last_built),
    source_id: encodeBase58(found.source_id),
    environment: bytesToHex(found.environment),
    log_digest: found.log_digest === null ? null : bytesToHex(found.log_digest),
  }
}
