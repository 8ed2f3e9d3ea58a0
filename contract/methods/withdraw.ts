import { decodeBase58 } from '../../protocol/base58.ts'
import { HASH_BYTES } from '../../protocol/code-hash.ts'
import { eventJson, MAX_REASON_BYTES } from '../../protocol/event.ts'
import { readOptional, readText } from '../../protocol/shape.ts'
import { changeState } from '../change-state.ts'
import { call } from '../method.ts'
import { removeAttestation } from '../state/attestations.ts'

/** Ends the caller's attestation on a recipe; what its storage held becomes available to the caller. Answers `{seq}`. */
export const withdraw = call(['recipe_id', 'reason'], (args, context) => {
  const id = decodeBase58(args.recipe_id, HASH_BYTES, 'recipe_id')
  const recipe_id = args.recipe_id as string
  const reason = readOptional(args.reason, (v) => readText(v, 'reason', MAX_REASON_BYTES))
  const builder = context.caller

  return changeState(context, (events) => {
    if (!removeAttestation(id, builder)) {
      throw new Error(`${builder} has no live attestation on recipe ${recipe_id} to withdraw.`)
    }
    const recorded = events.next()
    const data = { ...recorded, builder, recipe_id, reason }
    events.record(eventJson({ event: 'withdraw', data }))
    return { seq: recorded.seq }
  })
})
