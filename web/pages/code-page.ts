import { h } from 'preact'
import { PageHeading } from '../components/page-heading.ts'
import { VerdictView } from '../components/verdict-view.ts'
import { CODE } from '../documents/code.ts'
import { untilAttested } from '../live.ts'
import { loadKnown } from '../load-known.ts'
import { loadCodeVerdict } from '../load-verdict.ts'
import type { PageMaker } from '../page.ts'
import { codePath } from '../text/paths.ts'
import { pageForProblem } from './problem-page.ts'

/** What is known of code by its hash, wherever it may run. */
export const codePage: PageMaker = async ({ ask, params, policy }) => {
  const [hash = ''] = params
  const { data, problems } = await ask(CODE, { hash })
  const mirror = data?.status ?? null
  if (data?.code?.attestations == null) {
    return pageForProblem({ problems, at: 'code', mirror, what: hash })
  }
  const asked = policy === null ? null : await loadCodeVerdict(ask, hash, policy)
  const statements = data.code.attestations.edges.map(({ node }) => node)
  const known = await loadKnown(ask, { statements, asked })
  return {
    status: asked?.httpStatus ?? 200,
    title: `Code ${hash}`,
    mirror,
    live: untilAttested({ codeHash: hash }),
    main: [
      h(PageHeading, { kind: 'Code', name: hash }),
      h(VerdictView, {
        subject: { codeHash: hash },
        path: codePath(hash),
        codeHash: hash,
        codeSource: null,
        known,
        asked,
        policy,
        mirror,
        facts: null,
      }),
    ],
  }
}
