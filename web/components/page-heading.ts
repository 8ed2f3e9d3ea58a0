import { h } from 'preact'
import { ChainText } from './chain-text.ts'

/** What the page is about, under what kind of thing that is. */
export function PageHeading({ kind, name }: { kind: string; name: string }) {
  return h(
    'div',
    { class: 'page-heading' },
    h('p', { class: 'kind' }, kind),
    h('h1', null, h(ChainText, { text: name })),
  )
}
