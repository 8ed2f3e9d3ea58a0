import { h } from 'preact'

/** The name of the site, which leads to its first page. */
export function Brand() {
  return h(
    'a',
    { class: 'brand', href: '/' },
    h(
      'svg',
      { viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
      h('path', { d: 'm2 13 4.5 4.5L15 8M10 15.5l2 2L21.5 7' }),
    ),
    'Countersign',
  )
}
