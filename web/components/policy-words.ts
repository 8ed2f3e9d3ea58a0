import { h } from 'preact'
import { NETWORK_MODES } from '../../protocol/attestation.ts'
import { isOpen, type NamedPolicy, type Policy } from '../../protocol/policy.ts'
import { formatAmount, joinWords } from '../text/format.ts'
import { builderPath } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { ChainText } from './chain-text.ts'
import { DataTable } from './data-table.ts'

/** What a policy asks for, in words. */
export function PolicyWords({ policy }: { policy: Policy }) {
  return [
    h('p', null, quorumText(policy)),
    h(
      'ul',
      null,
      conditionTexts(policy).map((text) => h('li', { key: text }, text)),
    ),
  ]
}

/** Whom a policy names. */
export function PolicyOperators({ policy }: { policy: NamedPolicy }) {
  return h(DataTable, {
    caption: 'An operator counts once, however many accounts it builds with',
    columns: ['Operator', 'Builds with'],
    rows: policy.operators.map(({ name, accounts }) => [
      h(ChainText, { text: name }),
      accounts.map((account, i) => [
        i === 0 ? null : ', ',
        h(AccountLink, { account, href: builderPath(account) }),
      ]),
    ]),
  })
}

function quorumText(policy: Policy): string {
  if (isOpen(policy)) {
    return `Any ${formatAmount(policy.anyone, 'independent account')} must have built the same bytes. It names nobody, so its verdicts are worth as much as accounts cost.`
  }
  const groups = policy.groups.map(
    ({ name, k, members }) => `${name} is ${k} of ${joinWords(members, 'or')}`,
  )
  const where = groups.length === 0 ? '' : `, where ${groups.join('; ')}`
  return `The quorum is ${policy.quorum}${where}.`
}

function conditionTexts({ max_age, min_environments, network, max_dissent }: Policy): string[] {
  return [
    max_age === null
      ? 'Statements do not age.'
      : `Statements older than ${formatAmount(max_age, 'day')} do not count.`,
    min_environments === 1
      ? 'One build image is enough.'
      : `At least ${min_environments} different build images must give the same bytes.`,
    network.length === NETWORK_MODES.length
      ? 'Builds count whatever network they could reach.'
      : `Only builds in the network ${network.length === 1 ? 'mode' : 'modes'} ${joinWords(network)} count.`,
    max_dissent === 0
      ? 'A single operator that got other bytes from the same recipe makes it disputed.'
      : `More than ${formatAmount(max_dissent, 'operator')} with other bytes from the same recipe make it disputed.`,
  ]
}
