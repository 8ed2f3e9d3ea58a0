import { h } from 'preact'

/** Leads to what comes after the last row of a page; nothing where there is no more. */
export function OlderLink({
  path,
  pageInfo,
}: {
  path: string
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}) {
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return null
  const href = `${path}?after=${encodeURIComponent(pageInfo.endCursor)}`
  return h('p', { class: 'older' }, h('a', { href, rel: 'next' }, 'Older statements'))
}
