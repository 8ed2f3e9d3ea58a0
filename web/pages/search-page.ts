import { isAccountId } from '../../protocol/account-id.ts'
import type { Page, PageRequest, Redirect } from '../page.ts'
import { codePath, contractPath, policyPath, withPolicy } from '../text/paths.ts'
import { visibleText } from '../text/visible-text.ts'
import { unknownPage } from './problem-page.ts'

/** Sends the reader on to what was searched for. */
export async function searchPage(
  { ask, policy }: PageRequest,
  query: string,
): Promise<Page | Redirect> {
  const [account, name, ...more] = query.split('/')
  if (isAccountId(account) && more.length === 0) {
    if (name === undefined) return { redirect: withPolicy(contractPath(account), policy) }
    if (name !== '') return { redirect: policyPath(account, name) }
  }
  if (/^[1-9A-HJ-NP-Za-km-z]{43,44}$/.test(query))
    return { redirect: withPolicy(codePath(query), policy) }
  return await unknownPage(ask, `Nothing is known of ${visibleText(query)}.`)
}
