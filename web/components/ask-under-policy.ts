import { h } from 'preact'

/** A box that asks about an account or code under a policy that is on chain. */
export function AskUnderPolicy({ id }: { id: string }) {
  return h(
    'form',
    { action: '/', method: 'get', class: 'ask-under' },
    h('label', { for: 'subject' }, 'Ask under this policy'),
    h(
      'div',
      { class: 'field' },
      h('input', {
        id: 'subject',
        name: 'q',
        required: true,
        maxlength: 512,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: false,
        placeholder: 'Account or code hash',
      }),
      h('button', { type: 'submit' }, 'Ask'),
    ),
    h('input', { type: 'hidden', name: 'policy', value: id }),
  )
}
