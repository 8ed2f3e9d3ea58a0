import { h } from 'preact'
import type { GivenPolicy } from '../policy-choice.ts'

const EXAMPLE = `operator acme acme.near
operator beta beta.near
group both all acme beta
quorum both`

/** Lets the reader say who counts: a policy on chain, an open one, or one written out. */
export function PolicyForm({
  action,
  policy,
  open,
}: {
  action: string
  policy: GivenPolicy | null
  open: boolean
}) {
  const named = policy?.parameter === 'policy' ? policy.given : ''
  const written = policy?.parameter === 'policyText' ? policy.given : ''
  return h(
    'details',
    { class: 'policy-choice', open },
    h('summary', null, policy === null ? 'Choose who counts' : 'Ask under another policy'),
    h(
      'form',
      { action, method: 'get', class: 'policy-named' },
      h('label', { for: 'policy' }, 'Policy on chain, or an open one'),
      h(
        'div',
        { class: 'field' },
        h('input', {
          id: 'policy',
          name: 'policy',
          value: named,
          required: true,
          maxlength: 512,
          autocomplete: 'off',
          autocapitalize: 'none',
          spellcheck: false,
          'aria-describedby': 'policy-hint',
        }),
        h('button', { type: 'submit' }, 'Ask'),
      ),
      h(
        'p',
        { id: 'policy-hint', class: 'hint' },
        h('code', null, 'owner.near/name'),
        ' for one that is on chain, or ',
        h('code', null, 'anyone 2'),
        ' for any two accounts, which is worth as much as accounts cost.',
      ),
    ),
    h(
      'form',
      { action, method: 'get', class: 'policy-written' },
      h('label', { for: 'policy-text' }, 'Or write one out'),
      h(
        'textarea',
        {
          id: 'policy-text',
          name: 'policyText',
          rows: 5,
          required: true,
          spellcheck: false,
          autocapitalize: 'none',
          placeholder: EXAMPLE,
        },
        written,
      ),
      h('button', { type: 'submit', class: 'second' }, 'Ask under this policy'),
    ),
  )
}
