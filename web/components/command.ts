import { h } from 'preact'
import { visibleText } from '../text/visible-text.ts'

/** Shows what is typed into a shell; the script of the page adds a button that copies it. */
export function Command({ label, text }: { label: string; text: string }) {
  // Line feeds are those between commands; everything else that is not seen has been escaped by whoever made the command.
  const lines = text.split('\n').map(visibleText).join('\n')
  return h(
    'div',
    { class: 'command', 'data-copy': label },
    h('pre', { tabindex: 0, role: 'region', 'aria-label': label }, h('code', null, lines)),
  )
}
