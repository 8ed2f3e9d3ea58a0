import type { Features } from '../parameters/index.ts'
import { accountKind } from '../primitives/account-id.ts'

/** Tells whether a transfer creates an account of this id. Before a kind was brought in, its ids were named like any other. */
export function isImplicit(features: Features, accountId: string): boolean {
  switch (accountKind(accountId)) {
    case 'named':
      return false
    case 'near-implicit':
      return true
    case 'eth-implicit':
      return features.ethImplicitAccounts
    case 'deterministic':
      return features.deterministicAccounts
    case 'universal':
      return features.universalAccounts
  }
}
