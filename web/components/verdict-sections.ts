import { h } from 'preact'
import type { ContractVerdictAnswer, VerdictParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { ChainText } from './chain-text.ts'
import { Dissent } from './dissent.ts'
import { HashText } from './hash-text.ts'
import { IgnoredList } from './ignored-list.ts'
import { PositionsTable } from './positions-table.ts'
import { QuorumTree } from './quorum-tree.ts'
import { Section } from './section.ts'
import { missingText } from './verdict-panel.ts'

/** Every reason for a verdict: who stands where, why some differ, what the policy asks for, and what does not count. */
export function VerdictSections({
  verdict,
  policyInFull,
  policy,
  rebuild,
}: {
  verdict: VerdictParts
  policyInFull: ContractVerdictAnswer['policy']
  policy: GivenPolicy
  rebuild: string
}) {
  return [
    h(
      Section,
      { id: 'who', title: 'Who says what' },
      h(PositionsTable, { verdict, policy }),
      h(CutLists, { verdict }),
      h(Equivocations, { verdict }),
      h(IgnoredList, { verdict }),
    ),
    h(Dissent, { verdict, rebuild, policy }),
    h(
      Section,
      { id: 'quorum', title: 'What the policy asks for' },
      h(QuorumTree, { verdict }),
      h('p', null, missingText(verdict) ?? nothingMissing(verdict)),
      h(
        'p',
        { class: 'hint' },
        'Digest of the policy: ',
        h(HashText, { hash: verdict.policyDigest }),
      ),
      policyInFull === null
        ? null
        : h(
            'details',
            null,
            h('summary', null, 'The policy in full'),
            h(
              'pre',
              { tabindex: 0, role: 'region', 'aria-label': 'The policy in full' },
              h('code', null, policyInFull.text),
            ),
          ),
    ),
  ]
}

function nothingMissing({ status }: VerdictParts): string {
  return status === 'DISPUTED'
    ? 'Nothing is missing from the quorum; it is the dissent that decides.'
    : 'Nothing is missing.'
}

/** Says where a list was too long to be shown in full. */
function CutLists({ verdict }: { verdict: VerdictParts }) {
  const { counts } = verdict
  const cut = (['dissenting', 'supporting', 'failed', 'silent'] as const).filter(
    (name) => verdict[name].length < counts[name],
  )
  if (cut.length === 0) return null
  const said = cut.map(
    (name) => `${counts[name]} ${name}, of which ${verdict[name].length} are shown`,
  )
  return h('p', { class: 'hint' }, `In all there are ${said.join('; ')}.`)
}

function Equivocations({ verdict }: { verdict: VerdictParts }) {
  if (verdict.equivocations.length === 0) return null
  return h(
    'p',
    null,
    h('strong', null, 'Stated two different hashes on one recipe: '),
    verdict.equivocations.map(({ builder, operator }, i) => [
      i === 0 ? '' : ', ',
      h(ChainText, { text: builder }),
      operator === null ? ' (does not count here)' : '',
    ]),
    '. Such a builder has changed its mind, or builds what does not come out the same twice.',
  )
}
