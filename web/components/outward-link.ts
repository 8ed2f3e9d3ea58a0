import { type ComponentChildren, h } from 'preact'

/** A link to somewhere else, which learns nothing of where the reader came from. */
export function OutwardLink({ href, children }: { href: string; children?: ComponentChildren }) {
  return h('a', { href, class: 'outward', rel: 'noopener noreferrer nofollow ugc' }, children)
}
