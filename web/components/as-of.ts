import { h } from 'preact'
import type { VerdictParts } from '../answers.gen.ts'
import { formatCount } from '../text/format.ts'
import { HashText } from './hash-text.ts'
import { Moment } from './moment.ts'

/** Up to where everything was seen, and how to check that nothing was left out. */
export function AsOf({ asOf, registry }: { asOf: VerdictParts['asOf']; registry: string | null }) {
  return h(
    'p',
    { class: 'as-of' },
    `As of block ${formatCount(asOf.blockHeight)} (`,
    h(Moment, { nanoseconds: asOf.timestamp }),
    `) and event ${formatCount(asOf.seq)}. Nothing was left out if the view `,
    h('code', null, 'get_head'),
    registry === null ? ' of the registry' : [' of ', h('bdi', null, registry)],
    ' gives ',
    h(HashText, { hash: asOf.head }),
    ' for that event.',
  )
}
