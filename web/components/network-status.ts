import { h } from 'preact'
import type { StatusParts } from '../answers.gen.ts'
import { formatAmount, formatCount } from '../text/format.ts'
import { contractPath } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { Facts } from './facts.ts'
import { HashText } from './hash-text.ts'

/** How far mirror and chain have come, in full. */
export function NetworkStatus({ status }: { status: StatusParts }) {
  const { network, registry, indexedHeight, chainHeight, lag, seq, head } = status
  return h(
    'div',
    { class: 'figures' },
    h(Facts, {
      facts: [
        ['Network', h('bdi', null, network)],
        ['Registry', h(AccountLink, { account: registry, href: contractPath(registry) })],
        ['Mirror at block', formatCount(indexedHeight)],
        [
          'Chain at block',
          chainHeight === null ? 'NEAR cannot be asked now' : formatCount(chainHeight),
        ],
        ['Behind by', lag === null ? 'not known' : formatAmount(lag, 'block')],
        ['Events', formatCount(seq)],
      ],
    }),
    h(
      'p',
      { class: 'hint' },
      'Head of the hash chain over all events: ',
      h(HashText, { hash: head }),
    ),
  )
}
