import { createHash } from 'node:crypto'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Ask } from './ask.ts'
import { readAssets } from './assets.ts'
import { Layout } from './components/layout.ts'
import type { Page, Redirect } from './page.ts'
import { brokenPage, unknownPage } from './pages/problem-page.ts'
import { type GivenPolicy, readPolicyChoice } from './policy-choice.ts'
import { findPage } from './router.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** An answer over HTTP. */
export type PageResponse = { status: number; headers: Record<string, string>; body: string }

/** Answers for an address: a page, or one of the files that pages load. */
export type Pages = (url: URL) => Promise<PageResponse>

/** Makes the pages for people over an API that can be asked. */
export function createPages({
  ask,
  report,
}: {
  ask: Ask
  /** Is told of what nobody has foreseen, for the log. */
  report: (error: unknown) => void
}): Pages {
  const assets = readAssets()
  const byPath = new Map(Object.values(assets).map((asset) => [asset.path, asset]))
  const addresses = { css: assets.css.path, js: assets.js.path, icon: assets.icon.path }

  const render = (page: Page, policy: GivenPolicy | null): string =>
    `<!DOCTYPE html>${renderToString(h(Layout, { page, policy, assets: addresses }))}`

  const make = async (url: URL, policy: GivenPolicy | null): Promise<Page | Redirect> => {
    const found = findPage(url.pathname)
    return found === null
      ? await unknownPage(ask, 'There is no page at this address.')
      : await found.page({ ask, url, params: found.params, policy })
  }

  return async (url) => {
    const asset = byPath.get(url.pathname)
    if (asset !== undefined) {
      const headers = { ...SECURITY_HEADERS, 'content-type': asset.type, 'cache-control': FOR_EVER }
      return { status: 200, headers, body: asset.body }
    }
    const policy = readPolicyChoice(url.searchParams)
    const page = await make(url, policy).catch((error: unknown) => {
      report(error)
      return brokenPage
    })
    if ('redirect' in page) {
      const headers = { ...SECURITY_HEADERS, location: page.redirect, 'cache-control': 'no-store' }
      return { status: 303, headers, body: '' }
    }
    return answer(page.status, render(page, policy))
  }
}

const FOR_EVER = 'public, max-age=31536000, immutable'

/** Answers with a document; what is wrong for the moment is not kept. */
function answer(status: number, body: string): PageResponse {
  const headers = { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8' }
  if (status >= 500) {
    const passing = { 'cache-control': 'no-store', 'retry-after': '5' }
    return { status, headers: { ...headers, ...passing }, body }
  }
  // Over all that the page says, so that no reader is told that an older one still holds.
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { status, headers: { ...headers, etag, 'cache-control': 'public, no-cache' }, body }
}
