import { readAccountId } from '../../protocol/account-id.ts'
import { readCodeHash } from '../../protocol/code-hash.ts'
import type { AttestationFilter } from '../../store/index.ts'
import { readOptionalArgument } from './arguments.ts'
import { outcomeEnum } from './attestation.ts'
import { builder } from './builder.ts'

export const filterInput = builder.inputType('AttestationFilter', {
  description: 'Which attestations are wanted. Fields that are left out do not matter.',
  fields: (t) => ({
    builder: t.field({ type: 'AccountId', description: 'Made by this account.' }),
    recipeId: t.field({ type: 'Hash', description: 'On this recipe.' }),
    codeHash: t.field({ type: 'Hash', description: 'Stating this code hash.' }),
    outcome: t.field({ type: outcomeEnum, description: 'With this outcome.' }),
    live: t.boolean({ description: 'true: neither superseded nor withdrawn; false: either.' }),
  }),
})

type FilterInput = typeof filterInput.$inferInput

/** Reads which attestations are wanted. */
export function readFilter(filter: FilterInput | null | undefined): AttestationFilter {
  return {
    builder: readOptionalArgument('filter.builder', filter?.builder, readAccountId),
    recipeId: readOptionalArgument('filter.recipeId', filter?.recipeId, readCodeHash),
    codeHash: readOptionalArgument('filter.codeHash', filter?.codeHash, readCodeHash),
    outcome: filter?.outcome ?? undefined,
    live: filter?.live ?? undefined,
  }
}
