import type { AccessKeyView } from './rpc-answers.ts'

/**
 * Tells whether a key may change its account: its code, its keys, its existence.
 *
 * Only a key that is known to be bound to calls is not; a permission of a kind that is unknown here counts as full access.
 */
export function isFullAccess({ permission }: Pick<AccessKeyView, 'permission'>): boolean {
  return typeof permission === 'string' || !CALLS_ONLY.some((kind) => kind in permission)
}

// nearcore, core/primitives/src/views.rs, `AccessKeyPermissionView`.
const CALLS_ONLY = ['FunctionCall', 'GasKeyFunctionCall']
