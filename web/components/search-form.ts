import { h } from 'preact'
import type { GivenPolicy } from '../policy-choice.ts'
import { HiddenPolicy } from './hidden-policy.ts'

/** The search box; the policy that was chosen goes with it. */
export function SearchForm({
  large = false,
  query = '',
  policy,
}: {
  large?: boolean
  query?: string
  policy: GivenPolicy | null
}) {
  return h(
    'form',
    { class: large ? 'search search-large' : 'search', role: 'search', action: '/', method: 'get' },
    h(
      'label',
      { for: 'q', class: large ? 'search-label' : 'visually-hidden' },
      'Account, code hash, repository or commit',
    ),
    h(
      'div',
      { class: 'field' },
      h('input', {
        id: 'q',
        name: 'q',
        type: 'search',
        value: query,
        required: true,
        maxlength: 512,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: false,
        placeholder: large ? 'dapp.near' : 'Account, hash, repository…',
      }),
      h('button', { type: 'submit' }, 'Search'),
    ),
    h(HiddenPolicy, { policy }),
  )
}
