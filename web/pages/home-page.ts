import { h } from 'preact'
import { problemAt } from '../ask.ts'
import { AttestationsTable } from '../components/attestations-table.ts'
import { ConflictsTable } from '../components/conflicts-table.ts'
import { Message } from '../components/message.ts'
import { NetworkStatus } from '../components/network-status.ts'
import { Notice } from '../components/notice.ts'
import { SearchForm } from '../components/search-form.ts'
import { Section } from '../components/section.ts'
import { HOME } from '../documents/home.ts'
import { untilAttested } from '../live.ts'
import type { PageMaker } from '../page.ts'
import { searchPage } from './search-page.ts'

/** The search box, how far the mirror is, and what is new; with `?q=` the search itself. */
export const homePage: PageMaker = async (request) => {
  const query = request.url.searchParams.get('q')?.trim() ?? ''
  if (query !== '') return await searchPage(request, query)

  const { data, problems } = await request.ask(HOME, {})
  const problem = problemAt(problems, 'status') ?? problemAt(problems, 'attestations')
  const status = data?.status ?? null
  const conflicts = data?.conflicts?.edges.map(({ node }) => node) ?? []
  const attestations = data?.attestations?.edges.map(({ node }) => node) ?? []
  return {
    status: status === null ? 503 : 200,
    title: 'Countersign: is what runs what its source says?',
    mirror: status,
    ...(status !== null && { live: untilAttested({}) }),
    isHome: true,
    main: [
      h(
        'div',
        { class: 'hero' },
        h('h1', null, 'Is what runs at an account what its source says?'),
        h(
          'p',
          null,
          'Independent builders rebuild deployed NEAR contracts and write what they got into a registry on chain. You say whom you count.',
        ),
        h(SearchForm, { large: true, policy: request.policy }),
      ),
      problem === undefined
        ? null
        : h(
            Notice,
            { tone: 'alarm', title: 'The mirror cannot be asked' },
            h(Message, { text: problem.message }),
          ),
      status === null
        ? null
        : h(Section, { id: 'network', title: 'Network' }, h(NetworkStatus, { status })),
      status === null
        ? null
        : h(
            Section,
            { id: 'newest', title: 'Newest attestations' },
            attestations.length === 0
              ? h('p', null, 'Nobody has attested anything yet.')
              : h(AttestationsTable, {
                  caption: 'What builders said last',
                  attestations,
                  policy: request.policy,
                }),
          ),
      status === null
        ? null
        : h(
            Section,
            { id: 'conflicts', title: 'Newest conflicts' },
            conflicts.length === 0
              ? h('p', null, 'No two builders have got different bytes from one recipe.')
              : h(ConflictsTable, { conflicts, policy: request.policy }),
          ),
    ],
  }
}
