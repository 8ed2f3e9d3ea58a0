import { BUILDER } from './builder.ts'
import { CODE, CODE_VERDICT } from './code.ts'
import { CONTRACT, CONTRACT_VERDICT } from './contract.ts'
import { HOME } from './home.ts'
import { NEW_ATTESTATION, NEW_VERDICT } from './live.ts'
import { ON_RECIPE } from './on-recipe.ts'
import { POLICY } from './policy.ts'
import { RECIPE } from './recipe.ts'
import { SEARCH } from './search.ts'
import { STATUS } from './status.ts'

/** All questions that pages ask; `scripts/write-page-types.ts` writes the types of their answers. */
export const documents = [
  HOME,
  CONTRACT,
  CONTRACT_VERDICT,
  ON_RECIPE,
  CODE,
  CODE_VERDICT,
  RECIPE,
  POLICY,
  BUILDER,
  STATUS,
  SEARCH,
  NEW_ATTESTATION,
  NEW_VERDICT,
]
