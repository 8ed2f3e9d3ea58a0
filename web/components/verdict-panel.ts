import { h } from 'preact'
import type { VerdictParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { formatAmount, joinWords } from '../text/format.ts'
import { policyPath } from '../text/paths.ts'
import { ChainText } from './chain-text.ts'
import { Icon } from './icon.ts'
import { VERDICT_WORDS } from './verdict-words.ts'

/** The answer in a word and a sentence, with what is missing. */
export function VerdictPanel({ verdict, policy }: { verdict: VerdictParts; policy: GivenPolicy }) {
  const { tone, icon, title, sentence } = VERDICT_WORDS[verdict.status]
  const missing = missingText(verdict)
  return h(
    'section',
    { class: `verdict tone-${tone}`, 'aria-labelledby': 'verdict', 'data-verdict': verdict.status },
    h(Icon, { name: icon }),
    h(
      'div',
      null,
      h('h2', { id: 'verdict' }, h('span', { class: 'visually-hidden' }, 'Verdict: '), title),
      h('p', null, sentence, missing === null ? null : ` ${missing}`),
      h('p', { class: 'under' }, 'Under the policy ', h(PolicyName, { policy }), '.'),
      verdict.open
        ? h(
            'p',
            null,
            h('strong', null, 'Open policy: '),
            'it names nobody, so this is worth as much as accounts cost.',
          )
        : null,
    ),
  )
}

/** The policy as the reader gave it; one on chain leads to its page. */
function PolicyName({ policy: { given, parameter, input } }: { policy: GivenPolicy }) {
  if (parameter === 'policyText') return 'that is written out below'
  const name = h(ChainText, { text: given })
  if ('text' in input) return name
  const [owner = '', policyName = ''] = given.split('/')
  return h('a', { href: policyPath(owner, policyName) }, name)
}

/** Says what it would take to satisfy the policy; null if nothing is missing. */
export function missingText(verdict: VerdictParts): string | null {
  const { status, missing, open } = verdict
  if (status === 'NO_CODE' || status === 'UNKNOWN_ACCOUNT') return null
  const images = missingImages(verdict)
  const parts = [
    missing === 0 ? null : formatAmount(missing, open ? 'more account' : 'more operator'),
    images === 0 ? null : formatAmount(images, 'more build image'),
  ].filter((part) => part !== null)
  if (parts.length === 0) return null
  return `${joinWords(parts)} ${missing + images === 1 ? 'is' : 'are'} missing.`
}

/** Any supporter brings one image, so one that is missing is worth a word only where there are supporters. */
function missingImages({ missingEnvironments, counts }: VerdictParts): number {
  return missingEnvironments === 1 && counts.supporting === 0 ? 0 : missingEnvironments
}
