import { h } from 'preact'
import { isOpen, type Policy, readPolicy } from '../../protocol/policy.ts'
import type { PolicyAnswer } from '../answers.gen.ts'
import { AskUnderPolicy } from '../components/ask-under-policy.ts'
import { DataTable } from '../components/data-table.ts'
import { Facts } from '../components/facts.ts'
import { HashText } from '../components/hash-text.ts'
import { Moment } from '../components/moment.ts'
import { PageHeading } from '../components/page-heading.ts'
import { PolicyOperators, PolicyWords } from '../components/policy-words.ts'
import { Section } from '../components/section.ts'
import { POLICY } from '../documents/policy.ts'
import type { PageMaker } from '../page.ts'
import { pageForProblem } from './problem-page.ts'

/** A policy that is on chain: whom it names, what it asks for, and a box to ask under it. */
export const policyPage: PageMaker = async ({ ask, params }) => {
  const id = params.join('/')
  const { data, problems } = await ask(POLICY, { id })
  const mirror = data?.status ?? null
  if (data?.policy == null) return pageForProblem({ problems, at: 'policy', mirror, what: id })
  const { digest, json, text } = data.policy
  const policy: Policy = readPolicy(json)
  return {
    status: 200,
    title: `Policy ${id}`,
    mirror,
    main: [
      h(PageHeading, { kind: 'Policy', name: id }),
      h(AskUnderPolicy, { id }),
      h(Section, { id: 'asks', title: 'What it asks for' }, h(PolicyWords, { policy })),
      isOpen(policy)
        ? null
        : h(Section, { id: 'operators', title: 'Who counts' }, h(PolicyOperators, { policy })),
      h(
        Section,
        { id: 'text', title: 'In full' },
        h(Facts, { facts: [['Digest', h(HashText, { hash: digest })]] }),
        h(
          'pre',
          { class: 'policy-text', tabindex: 0, role: 'region', 'aria-label': 'The policy in full' },
          h('code', null, text),
        ),
        h(
          'p',
          { class: 'hint' },
          'Its owner can change it. The digest changes with it, and every verdict names the digest that it was made under.',
        ),
      ),
      h(Versions, { published: data.publishedPolicy }),
    ],
  }
}

function Versions({ published }: { published: PolicyAnswer['publishedPolicy'] }) {
  const versions = published?.versions?.edges.map(({ node }) => node) ?? []
  if (versions.length === 0) return null
  return h(
    Section,
    { id: 'versions', title: 'Versions' },
    h(DataTable, {
      caption: 'What its owner has put in force, newest first',
      columns: ['Version', 'Set', 'Digest', 'State'],
      rows: versions.map(({ version, timestamp, digest, inForce, endedBy }) => [
        String(version),
        h(Moment, { nanoseconds: timestamp }),
        h(HashText, { hash: digest, short: true }),
        inForce ? 'in force' : endedBy === 'REMOVED' ? 'removed' : 'superseded',
      ]),
    }),
  )
}
