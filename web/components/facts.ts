import { type ComponentChildren, h } from 'preact'

export type Fact = readonly [term: string, value: ComponentChildren]

/** A list of what is what; facts whose value is null are left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return h(
    'dl',
    { class: 'facts' },
    facts
      .filter(([, value]) => value !== null)
      .map(([term, value]) => h('div', { key: term }, h('dt', null, term), h('dd', null, value))),
  )
}
