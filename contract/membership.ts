import { eventJson } from '../protocol/event.ts'
import type { Events } from './change-state.ts'
import { readOperator, removeOperator, writeOperator } from './state/operators.ts'

/** Makes `operator` the one that an account has declared, null for none. Answers the event's number, or null if it was so already. */
export function setOperator(account: string, operator: string | null, events: Events) {
  if (readOperator(account) === operator) return null
  if (operator === null) removeOperator(account)
  else writeOperator(account, operator)

  const recorded = events.next()
  events.record(eventJson({ event: 'operator_set', data: { ...recorded, account, operator } }))
  return recorded.seq
}
