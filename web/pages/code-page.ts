import { h } from 'preact'
import type { CodeAnswer } from '../answers.gen.ts'
import { UsersTable } from '../components/deployments-table.ts'
import { PageHeading } from '../components/page-heading.ts'
import { Section } from '../components/section.ts'
import { VerdictView } from '../components/verdict-view.ts'
import { CODE } from '../documents/code.ts'
import { untilAttested } from '../live.ts'
import { loadKnown } from '../load-known.ts'
import { loadCodeVerdict } from '../load-verdict.ts'
import type { PageMaker } from '../page.ts'
import type { GivenPolicy } from '../policy-choice.ts'
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
  // Only a global contract can be rebuilt by its hash; an account that runs the code always can.
  const user = data.code.deployments?.edges[0]?.node.accountId
  return {
    status: asked?.httpStatus ?? 200,
    title: `Code ${hash}`,
    mirror,
    live: untilAttested({ codeHash: hash }),
    main: [
      h(PageHeading, { kind: 'Code', name: hash }),
      h(VerdictView, {
        subject: user === undefined ? { codeHash: hash } : { account: user },
        path: codePath(hash),
        codeHash: hash,
        codeSource: null,
        known,
        asked,
        policy,
        mirror,
        facts: h(Users, { code: data.code, policy }),
      }),
    ],
  }
}

function Users({
  code,
  policy,
}: {
  code: NonNullable<CodeAnswer['code']>
  policy: GivenPolicy | null
}) {
  const deployments = code.deployments?.edges.map(({ node }) => node) ?? []
  return h(
    Section,
    { id: 'users', title: 'Where it runs' },
    deployments.length === 0
      ? h('p', null, 'No account that the mirror watches runs this code.')
      : h(UsersTable, { deployments, policy }),
    code.deployments?.pageInfo.hasNextPage === true
      ? h('p', { class: 'hint' }, 'There are more; GraphQL has all of them.')
      : null,
  )
}
