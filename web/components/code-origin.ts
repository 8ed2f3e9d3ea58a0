import { h } from 'preact'
import type { CodeSource } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { contractPath, withPolicy } from '../text/paths.ts'
import { AccountLink } from './account-link.ts'

/** Where the code of an account comes from, and who can change it. */
export function CodeOrigin({
  source,
  globalAccount,
  policy,
}: {
  source: CodeSource
  globalAccount: string | null
  policy: GivenPolicy | null
}) {
  switch (source) {
    case 'LOCAL':
      return 'Deployed on the account itself.'
    case 'GLOBAL_HASH':
      return 'A global contract by its hash: nobody can change these bytes, but the account can be pointed at others.'
    case 'GLOBAL_ACCOUNT':
      return [
        'A global contract of ',
        globalAccount === null
          ? 'another account'
          : h(AccountLink, {
              account: globalAccount,
              href: withPolicy(contractPath(globalAccount), policy),
            }),
        ', which can change it for all who use it at once.',
      ]
    case 'NONE':
      return 'The account has no code.'
    case 'UNKNOWN_ACCOUNT':
      return 'The account does not exist.'
  }
}
