import type { Hasher } from '../../protocol/hasher.ts'
import type { CheckedEvent } from '../registry-events.ts'
import { projectAttest, projectWithdraw } from './attestations.ts'
import type { Live } from './live.ts'
import { projectOperatorSet } from './operators.ts'
import { projectPolicyRemoved, projectPolicySet } from './policies.ts'
import { noRows, type Rows } from './rows.ts'

/**
 * Turns events into rows, given which rows are live before them; brings `live` up to date.
 *
 * @throws IndexerError if an event ends what is not there.
 */
export function project(events: readonly CheckedEvent[], live: Live, hasher: Hasher): Rows {
  const rows = noRows()
  for (const { event, row } of events) {
    rows.events.push(row)
    switch (event.event) {
      case 'attest':
        projectAttest(rows, event, live, hasher)
        break
      case 'withdraw':
        projectWithdraw(rows, event, live, row)
        break
      case 'policy_set':
        projectPolicySet(rows, event, live)
        break
      case 'policy_removed':
        projectPolicyRemoved(rows, event, live, row)
        break
      case 'operator_set':
        projectOperatorSet(rows, event)
        break
    }
  }
  return rows
}
