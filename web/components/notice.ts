import { type ComponentChildren, h } from 'preact'
import { Icon } from './icon.ts'

/** Says what the reader must know before the rest: that something is wrong, or old. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: 'alarm' | 'warning' | 'neutral'
  title: string
  children?: ComponentChildren
}) {
  return h(
    'div',
    { class: `notice tone-${tone}`, role: tone === 'alarm' ? 'alert' : 'status' },
    h(Icon, { name: tone === 'neutral' ? 'circle' : 'alert' }),
    h('div', null, h('p', { class: 'notice-title' }, title), children),
  )
}
