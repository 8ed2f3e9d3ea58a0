import { h } from 'preact'
import { shortHash } from '../text/format.ts'

/** Shows a hash; with an address it is a link, and cut short it keeps all of it for copying and hovering. */
export function HashText({ hash, href, short }: { hash: string; href?: string; short?: boolean }) {
  const text = h('code', { class: short ? 'hash short' : 'hash' }, short ? shortHash(hash) : hash)
  const title = short ? hash : undefined
  return href === undefined ? h('span', { title }, text) : h('a', { href, title }, text)
}
