import type { RegistryEvent } from '../../protocol/event.ts'
import type { Rows } from './rows.ts'

/** Sets or takes back an account's declaration; one that was not there may be taken back. */
export function projectOperatorSet(
  rows: Rows,
  { data }: Extract<RegistryEvent, { event: 'operator_set' }>,
): void {
  const { operator } = data
  rows.operators.set(data.account, operator === null ? null : { ...data, operator })
}
