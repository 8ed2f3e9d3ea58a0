import { h } from 'preact'
import type { StatusParts } from '../answers.gen.ts'
import { formatCount } from '../text/format.ts'

/** What the page is good for, and where else the same can be had. */
export function SiteFooter({ status }: { status: StatusParts | null }) {
  return h(
    'footer',
    { class: 'site-footer' },
    h(
      'div',
      { class: 'wrap' },
      h(
        'p',
        null,
        status === null
          ? 'How far the mirror is cannot be told now.'
          : [
              h('bdi', null, status.network),
              `, mirrored up to block ${formatCount(status.indexedHeight)}.`,
            ],
        ' A match shows that this source gives these bytes, not that the source is harmless.',
      ),
      h('p', null, h('a', { href: '/' }, 'Overview'), ' ', h('a', { href: '/graphql' }, 'GraphQL')),
    ),
  )
}
