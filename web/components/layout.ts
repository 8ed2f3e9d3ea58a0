import { h } from 'preact'
import type { Page } from '../page.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { BehindNotice } from './behind-notice.ts'
import { Brand } from './brand.ts'
import { SearchForm } from './search-form.ts'
import { SiteFooter } from './site-footer.ts'

/** The document around a page. */
export function Layout({
  page,
  policy,
  assets,
}: {
  page: Page
  policy: GivenPolicy | null
  /** Addresses of what the document loads. */
  assets: { css: string; js: string; icon: string }
}) {
  const { title, main, mirror, live, isHome = false } = page
  return h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, isHome ? title : `${title} · Countersign`),
      h('link', { rel: 'icon', href: assets.icon, type: 'image/svg+xml' }),
      h('link', { rel: 'stylesheet', href: assets.css }),
      h('script', { type: 'module', src: assets.js }),
    ),
    h(
      'body',
      null,
      h('a', { class: 'skip', href: '#main' }, 'Skip to content'),
      h(
        'header',
        { class: 'site-header' },
        h('div', { class: 'wrap' }, h(Brand, null), isHome ? null : h(SearchForm, { policy })),
      ),
      h(
        'main',
        {
          id: 'main',
          class: 'wrap',
          tabindex: -1,
          'data-live': live?.url,
          'data-live-begins-with-now': live?.beginsWithNow === true ? '' : undefined,
        },
        mirror === null ? null : h(BehindNotice, { status: mirror }),
        main,
      ),
      h(SiteFooter, { status: mirror }),
    ),
  )
}
