import { h } from 'preact'
import { isAccountId } from '../../protocol/account-id.ts'
import { isCodeHash } from '../../protocol/code-hash.ts'
import { PageHeading } from '../components/page-heading.ts'
import { pageOfHit, SearchResults } from '../components/search-results.ts'
import { SEARCH } from '../documents/search.ts'
import type { Page, PageRequest, Redirect } from '../page.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { codePath, contractPath, policyPath, withPolicy } from '../text/paths.ts'
import { visibleText } from '../text/visible-text.ts'
import { notFoundPage, pageForProblem } from './problem-page.ts'

/** What a text may mean; where that is one thing, the reader is sent there. */
export async function searchPage(
  { ask, policy }: PageRequest,
  query: string,
): Promise<Page | Redirect> {
  const [owner, name, ...more] = query.split('/')
  if (isAccountId(owner) && name !== undefined && name !== '' && more.length === 0) {
    return { redirect: policyPath(owner, name) }
  }
  const { data, problems } = await ask(SEARCH, { text: query })
  const mirror = data?.status ?? null
  if (data?.search == null) {
    return (
      directPage(query, policy) ?? pageForProblem({ problems, at: 'search', mirror, what: query })
    )
  }
  const hits = data.search.flatMap(({ node }) => node ?? [])
  const [first, second] = hits
  if (first === undefined) {
    return (
      directPage(query, policy) ??
      notFoundPage(`Nothing is known of ${visibleText(query)}.`, mirror)
    )
  }
  const only = second === undefined ? pageOfHit(first, policy) : null
  if (only !== null) return { redirect: only }
  return {
    status: 200,
    title: `Search for ${visibleText(query)}`,
    mirror,
    main: [
      h(PageHeading, { kind: 'Search', name: query }),
      h('div', { class: 'section' }, h(SearchResults, { hits, policy })),
    ],
  }
}

/** An account or a hash has a page also where nothing is known of it, or nothing can be asked: that says so. */
function directPage(query: string, policy: GivenPolicy | null): Redirect | null {
  if (isCodeHash(query)) return { redirect: withPolicy(codePath(query), policy) }
  return isAccountId(query) ? { redirect: withPolicy(contractPath(query), policy) } : null
}
