import { ProtocolError } from '../../protocol/errors.ts'
import { EVENT_PREFIX } from '../../protocol/event.ts'
import { readArray, readRecord } from '../../protocol/shape.ts'
import { ENTRY_FIELDS, type Entry, readEntry, storeEntry } from '../attestation-entry.ts'
import { changeState } from '../change-state.ts'
import { utf8 } from '../host.ts'
import { call } from '../method.ts'

// What one call may log (nearcore, `max_number_logs` and `max_total_log_length`).
const MAX_LOGS = 100
const MAX_LOG_BYTES = 16_384

/**
 * Records several statements of the caller as `attest` records one, all or none.
 *
 * Each has an event of its own; the events of one call must fit into its log. Answers `[{seq, recipe_id}]` in the given order.
 */
export const attest_many = call(['attestations'], (args, context) => {
  const given = readArray(args.attestations, 'attestations', 1, MAX_LOGS)
  const entries = given.map((item, i) => {
    const field = `attestations[${i}]`
    return readEntry(readRecord(item, field, ENTRY_FIELDS), field)
  })
  requireDistinct(entries)

  return changeState(context, (events) => {
    let logged = 0
    const answers = entries.map((entry) => {
      const recorded = events.next()
      const json = storeEntry(entry, context.caller, recorded)
      logged += EVENT_PREFIX.length + utf8(json).length
      events.record(json)
      return { seq: recorded.seq, recipe_id: entry.recipe_id }
    })
    if (logged > MAX_LOG_BYTES) {
      throw new ProtocolError(
        'attestations',
        `must log at most ${MAX_LOG_BYTES} bytes of events in one call, so send fewer at once`,
        logged,
      )
    }
    return answers
  })
})

function requireDistinct(entries: readonly Entry[]): void {
  const seen = new Map<string, number>()
  entries.forEach(({ recipe_id }, i) => {
    const before = seen.get(recipe_id)
    if (before !== undefined) {
      throw new ProtocolError(
        `attestations[${i}].recipe`,
        `is that of attestations[${before}] again; state each recipe once`,
      )
    }
    seen.set(recipe_id, i)
  })
}
