import { h } from 'preact'
import type { ContractAnswer } from '../answers.gen.ts'
import { formatAmount } from '../text/format.ts'

type Upgradeability = NonNullable<ContractAnswer['contract']>['upgradeability']

/** Who can put other code where this runs, as far as keys tell. */
export function WhoCanChange({ upgradeability }: { upgradeability: Upgradeability }) {
  if (upgradeability === null) return 'Not known: the keys of the account could not be read.'
  const { fullAccessKeys, globalOwner, globalOwnerFullAccessKeys, locked } = upgradeability
  const ways = [
    locked
      ? 'Nobody by a key: no full-access key is left.'
      : keysText('The account', fullAccessKeys),
    globalOwner === null || locked
      ? null
      : keysText(`${globalOwner}, which owns the global contract,`, globalOwnerFullAccessKeys ?? 0),
    'A method of the contract itself might still replace the code; keys do not show that.',
  ]
  return ways.map((way) => (way === null ? null : h('p', { key: way }, way)))
}

function keysText(who: string, keys: number): string {
  if (keys === 0) return `${who} has no full-access key left.`
  const amount = formatAmount(keys, 'full-access key')
  return `${who} has ${amount}: whoever holds ${keys === 1 ? 'it' : 'one'} can change the code.`
}
