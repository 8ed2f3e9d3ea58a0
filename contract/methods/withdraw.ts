import { decodeBase58 } from '../../protocol/base58.ts'
import { HASH_BYTES } from '../../protocol/code-hash.ts'
import { eventJson, MAX_REASON_BYTES } from '../../protocol/event.ts'
import { readOptional, readText } from '../../protocol/shape.ts'
import { currentHeight, currentTimestamp, predecessorAccountId } from '../host.ts'
import { method } from '../method.ts'
import { recordEvent } from '../record-event.ts'
import { removeAttestation } from '../state/attestations.ts'
import { readHead } from '../state/head.ts'
import { payForStorage } from '../storage-payment.ts'

/** Ends the caller's attestation on a recipe and returns what its storage cost. Answers `{seq}`. */
export const withdraw = method(['recipe_id', 'reason'], (args) => {
  const id = decodeBase58(args.recipe_id, HASH_BYTES, 'recipe_id')
  const recipe_id = args.recipe_id as string
  const reason = readOptional(args.reason, (v) => readText(v, 'reason', MAX_REASON_BYTES))
  const builder = predecessorAccountId()

  return payForStorage(() => {
    if (!removeAttestation(id, builder)) {
      throw new Error(`${builder} has no live attestation on recipe ${recipe_id} to withdraw.`)
    }
    const chain = readHead()
    const recorded = {
      seq: chain.seq + 1,
      block_height: currentHeight(),
      timestamp: currentTimestamp().toString(),
    }
    const data = { ...recorded, builder, recipe_id, reason }
    recordEvent(chain, eventJson({ event: 'withdraw', data }))
    return { seq: recorded.seq }
  })
})
