import { h } from 'preact'
import { visibleText } from '../text/visible-text.ts'

/** Shows an account as a link to its page. */
export function AccountLink({ account, href }: { account: string; href: string }) {
  return h('a', { href, class: 'account' }, h('bdi', null, visibleText(account)))
}
