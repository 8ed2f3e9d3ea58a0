import type { ExecutionLevel } from '../views/execution-level.ts'
import type { Params } from './params.ts'
import { fieldsOf, itemsOf } from './params.ts'
import { parseError } from './rpc-error.ts'

/** What a client may wait for, and the level that has it here. Source: nearcore `TxExecutionStatus`. */
const LEVELS = {
  NONE: undefined,
  INCLUDED: 'INCLUDED_FINAL',
  EXECUTED_OPTIMISTIC: 'EXECUTED',
  INCLUDED_FINAL: 'INCLUDED_FINAL',
  EXECUTED: 'EXECUTED',
  FINAL: 'FINAL',
} as const satisfies Record<string, ExecutionLevel | undefined>

export type WaitUntil = keyof typeof LEVELS

const ORDER: readonly (ExecutionLevel | undefined)[] = [
  undefined,
  'INCLUDED_FINAL',
  'EXECUTED',
  'FINAL',
]

/** Tells whether a transaction has come as far as a client waits for. */
export function isReached(waitUntil: WaitUntil, level: ExecutionLevel | undefined): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(LEVELS[waitUntil])
}

/** Reads what a client waits for: nearcore's default unless it says. */
export function readWaitUntil(params: Params): WaitUntil {
  const level = itemsOf(params) ? undefined : fieldsOf(params).wait_until
  if (level === undefined) return 'EXECUTED_OPTIMISTIC'
  if (typeof level === 'string' && Object.hasOwn(LEVELS, level)) return level as WaitUntil
  throw parseError('Failed parsing args: `wait_until` is not a level of waiting')
}
