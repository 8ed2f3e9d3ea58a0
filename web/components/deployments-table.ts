import { h } from 'preact'
import type { DeploymentParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { formatCount } from '../text/format.ts'
import { codePath, contractPath, withPolicy } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'
import { DataTable } from './data-table.ts'
import { HashText } from './hash-text.ts'
import { Moment } from './moment.ts'

/** What an account ran, newest first: from when, what, until when, and who put it there. */
export function HistoryTable({ deployments, policy }: Props) {
  return h(DataTable, {
    caption: 'What ran here, newest first',
    columns: ['From', 'Ran', 'Until', 'Put there by'],
    rows: deployments.map((deployment) => [
      h(From, deployment),
      h(Ran, { deployment, policy }),
      deployment.untilHeight === null ? 'in force' : `block ${formatCount(deployment.untilHeight)}`,
      h(By, deployment),
    ]),
  })
}

/** Which accounts run code now. */
export function UsersTable({ deployments, policy }: Props) {
  return h(DataTable, {
    caption: 'Accounts that the mirror watches and that run this code',
    columns: ['Account', 'Since', 'How'],
    rows: deployments.map((deployment) => [
      h(AccountLink, {
        account: deployment.accountId,
        href: withPolicy(contractPath(deployment.accountId), policy),
      }),
      h(From, deployment),
      KINDS[deployment.kind],
    ]),
  })
}

type Props = { deployments: readonly DeploymentParts[]; policy: GivenPolicy | null }

const KINDS: Readonly<Record<DeploymentParts['kind'], string>> = {
  LOCAL: 'deployed on the account',
  GLOBAL_HASH: 'global contract by hash',
  GLOBAL_ACCOUNT: 'global contract by account',
  NONE: 'no code',
  DELETED: 'account deleted',
}

function From({ fromHeight, fromTimestamp, found }: DeploymentParts) {
  const block = `block ${formatCount(fromHeight)}`
  const notes = [
    found ? 'was there already when it was first looked at' : null,
    fromTimestamp === null ? null : block,
  ].filter((note) => note !== null)
  return h(
    'div',
    null,
    h('div', null, fromTimestamp === null ? block : h(Moment, { nanoseconds: fromTimestamp })),
    notes.length === 0 ? null : h('div', { class: 'sub' }, notes.join(', ')),
  )
}

function Ran({ deployment, policy }: { deployment: DeploymentParts; policy: GivenPolicy | null }) {
  const { codeHash, kind, globalAccountId } = deployment
  return h(
    'div',
    null,
    codeHash === null
      ? null
      : h(HashText, { hash: codeHash, href: withPolicy(codePath(codeHash), policy), short: true }),
    h(
      'div',
      { class: 'sub' },
      KINDS[kind],
      globalAccountId === null
        ? null
        : [': ', h(AccountLink, { account: globalAccountId, href: contractPath(globalAccountId) })],
    ),
  )
}

function By({ signer, txHash }: DeploymentParts) {
  if (signer === null && txHash === null) return h('span', { class: 'quiet' }, 'not known')
  return h(
    'div',
    null,
    signer === null
      ? null
      : h('div', null, h(AccountLink, { account: signer, href: contractPath(signer) })),
    txHash === null
      ? null
      : h('div', { class: 'sub' }, 'transaction ', h(HashText, { hash: txHash, short: true })),
  )
}
