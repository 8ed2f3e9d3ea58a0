import { h } from 'preact'
import type { ContractAnswer } from '../answers.gen.ts'
import { CodeOrigin } from '../components/code-origin.ts'
import { HistoryTable } from '../components/deployments-table.ts'
import { type Fact, Facts } from '../components/facts.ts'
import { HashText } from '../components/hash-text.ts'
import { PageHeading } from '../components/page-heading.ts'
import { Section } from '../components/section.ts'
import { VerdictView } from '../components/verdict-view.ts'
import { WhoCanChange } from '../components/who-can-change.ts'
import { CONTRACT } from '../documents/contract.ts'
import { type Live, untilAttested, untilVerdictChanges } from '../live.ts'
import { loadKnown } from '../load-known.ts'
import { loadContractVerdict } from '../load-verdict.ts'
import type { PageMaker } from '../page.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { formatCount } from '../text/format.ts'
import { codePath, contractPath, withPolicy } from '../text/paths.ts'
import { pageForProblem } from './problem-page.ts'

type Contract = NonNullable<ContractAnswer['contract']>

/** What runs at an account, and whether that has enough matching independent attestations under the reader's policy. */
export const contractPage: PageMaker = async ({ ask, params, policy }) => {
  const [account = ''] = params
  const { data, problems } = await ask(CONTRACT, { account })
  const mirror = data?.status ?? null
  const contract = data?.contract
  // Without the mirror nothing can be said, also not that nobody has attested.
  const isSilent =
    mirror === null || (contract?.code != null && contract.code.attestations === null)
  if (contract == null || isSilent)
    return pageForProblem({ problems, at: 'contract', mirror, what: account })

  const asked = policy === null ? null : await loadContractVerdict(ask, account, policy)
  const statements = contract.code?.attestations?.edges.map(({ node }) => node) ?? []
  const known = await loadKnown(ask, { statements, asked })
  return {
    status: contract.codeSource === 'UNKNOWN_ACCOUNT' ? 404 : (asked?.httpStatus ?? 200),
    title: account,
    mirror,
    ...liveOf(contract, asked !== null && asked.verdict !== null ? policy : null),
    main: [
      h(PageHeading, { kind: 'Contract', name: account }),
      h(VerdictView, {
        subject: { account },
        path: contractPath(account),
        codeHash: contract.codeHash,
        codeSource: contract.codeSource,
        known,
        asked,
        policy,
        mirror,
        history: h(History, { contract, policy }),
        facts: h(
          Section,
          { id: 'code', title: 'What runs here' },
          h(Facts, { facts: factsOf(contract, policy) }),
        ),
      }),
    ],
  }
}

function History({ contract, policy }: { contract: Contract; policy: GivenPolicy | null }) {
  const deployments = contract.deployments?.edges.map(({ node }) => node) ?? []
  if (contract.codeSource === 'UNKNOWN_ACCOUNT' && deployments.length === 0) return null
  return h(
    Section,
    { id: 'history', title: 'History' },
    deployments.length === 0
      ? h(
          'p',
          null,
          contract.watchedSince === null
            ? 'The mirror has not watched this account yet; what ran here before is not known.'
            : 'No change has been seen.',
        )
      : h(HistoryTable, { deployments, policy }),
    contract.deployments?.pageInfo.hasNextPage === true
      ? h('p', { class: 'hint' }, 'There is more; GraphQL has all of it.')
      : null,
    contract.watchedSince === null
      ? null
      : h(
          'p',
          { class: 'hint' },
          `The mirror has missed no change since block ${formatCount(contract.watchedSince)}.`,
        ),
  )
}

/** With a verdict its change matters, otherwise what is said of the code. */
function liveOf({ accountId, codeHash }: Contract, policy: GivenPolicy | null): { live?: Live } {
  if (policy !== null) {
    return { live: untilVerdictChanges({ account: accountId, policy: policy.input }) }
  }
  return codeHash === null ? {} : { live: untilAttested({ codeHash }) }
}

function factsOf(contract: Contract, policy: GivenPolicy | null): Fact[] {
  const { codeHash, codeSource, globalAccountId, blockHeight, upgradeability } = contract
  const code =
    codeHash === null
      ? null
      : h(HashText, { hash: codeHash, href: withPolicy(codePath(codeHash), policy) })
  return [
    ['Code hash', code],
    ['Where it is', h(CodeOrigin, { source: codeSource, globalAccount: globalAccountId, policy })],
    ['Who can change it', codeHash === null ? null : h(WhoCanChange, { upgradeability })],
    ['Read at block', blockHeight === null ? null : formatCount(blockHeight)],
  ]
}
