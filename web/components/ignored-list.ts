import { h } from 'preact'
import type { IgnoredReason, VerdictParts } from '../answers.gen.ts'
import { formatAmount } from '../text/format.ts'
import { builderPath } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { DataTable } from './data-table.ts'

const REASONS: Readonly<Record<IgnoredReason, string>> = {
  NETWORK: 'built in a network mode that the policy does not admit',
  NOT_IN_POLICY: 'the policy does not name this builder',
  SUBJECT_ITSELF: 'made by the account in question, or by its own operator',
  TOO_OLD: 'older than the policy’s max_age',
  WITHDRAWN: 'the builder took it back',
}

/** What was said and does not count, each with its reason; folded, since it decides nothing. */
export function IgnoredList({ verdict }: { verdict: VerdictParts }) {
  const { ignored, counts, complete } = verdict
  if (ignored.length === 0) return null
  const amount = formatAmount(counts.ignored, 'statement does', 'statements do')
  // Strangers may write more than anybody reads.
  const title = `${complete ? amount : `At least ${amount}`} not count under this policy`
  return h(
    'details',
    { class: 'ignored' },
    h('summary', null, title),
    h(DataTable, {
      caption:
        ignored.length < counts.ignored
          ? `The first ${ignored.length} of them, and why`
          : 'Each of them, and why',
      columns: ['Builder', 'Event', 'Why it does not count'],
      rows: ignored.map(({ builder, seq, reason }) => [
        h(AccountLink, { account: builder, href: builderPath(builder) }),
        String(seq),
        REASONS[reason],
      ]),
    }),
  )
}
