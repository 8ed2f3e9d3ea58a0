import { type AttestationFilter, attestationPage } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { filterInput, readFilter } from './attestation-filter.ts'
import { builder } from './builder.ts'
import { connectionOf, type PageArgs, pageArgs, pageComplexity, readPage } from './connection.ts'
import { seqCursor } from './cursors.ts'
import { attestationRef } from './refs.ts'

export const attestationConnection = connectionOf(
  attestationRef,
  'Attestation',
  'Attestations, newest first. New ones do not move the pages that follow.',
)

/** Reads a page of attestations as a connection. */
export function readAttestations(
  { mirror }: ApiContext,
  args: PageArgs,
  filter: AttestationFilter,
) {
  return readPage(args, seqCursor, {
    read: async (page) => attestationPage(await mirror.database(), { ...page, filter }),
    keyOf: ({ seq }) => seq,
    nodeOf: (row) => row,
  })
}

builder.queryField('attestations', (t) =>
  t.field({
    type: attestationConnection,
    nullable: true,
    description: 'Attestations of all builders, newest first.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: filterInput, description: 'Which ones; all if not given.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { filter, ...page }, context) =>
      readAttestations(context, page, readFilter(filter)),
  }),
)
