import { h } from 'preact'
import type { BuilderAnswer } from '../answers.gen.ts'
import { AccountLink } from '../components/account-link.ts'
import { AttestationsTable } from '../components/attestations-table.ts'
import { Facts } from '../components/facts.ts'
import { OlderLink } from '../components/older-link.ts'
import { PageHeading } from '../components/page-heading.ts'
import { Section } from '../components/section.ts'
import { BUILDER } from '../documents/builder.ts'
import { untilAttested } from '../live.ts'
import type { PageMaker } from '../page.ts'
import { formatCount } from '../text/format.ts'
import { builderPath } from '../text/paths.ts'
import { pageForProblem } from './problem-page.ts'

/** What an account has stated as a builder. */
export const builderPage: PageMaker = async ({ ask, params, url, policy }) => {
  const [builder = ''] = params
  const after = url.searchParams.get('after')
  const { data, problems } = await ask(BUILDER, { builder, after })
  const mirror = data?.status ?? null
  const found = data?.attestations
  if (found == null) return pageForProblem({ problems, at: 'attestations', mirror, what: builder })
  const attestations = found.edges.map(({ node }) => node)
  return {
    status: 200,
    title: `Builder ${builder}`,
    mirror,
    live: untilAttested({ builder }),
    main: [
      h(PageHeading, { kind: 'Builder', name: builder }),
      h(Summary, { builder: data?.builder ?? null }),
      h(
        Section,
        { id: 'statements', title: 'What it has stated' },
        attestations.length === 0
          ? h(
              'p',
              null,
              after === null ? 'This account has attested nothing.' : 'There is nothing older.',
            )
          : h(AttestationsTable, {
              caption: 'Newest first; each is one build of one recipe',
              attestations,
              policy,
              without: 'builder',
            }),
        h(OlderLink, { path: builderPath(builder), pageInfo: found.pageInfo }),
      ),
    ],
  }
}

function Summary({ builder }: { builder: BuilderAnswer['builder'] }) {
  if (builder === null) return null
  const { built, failed, firstSeq, lastSeq, operator } = builder
  return h(
    Section,
    { id: 'summary', title: 'What stands of it' },
    h(Facts, {
      facts: [
        [
          'Operator',
          operator === null
            ? 'has declared none'
            : h(AccountLink, {
                account: operator.accountId,
                href: builderPath(operator.accountId),
              }),
        ],
        ['Recipes built', formatCount(built)],
        ['Recipes failed', formatCount(failed)],
        ['Events', `${formatCount(firstSeq)} to ${formatCount(lastSeq)}`],
      ],
    }),
  )
}
