import { type CodeHash, readCodeHash } from '../../protocol/code-hash.ts'
import { type AttestationFilter, type AttestationRow, attestationPage } from '../../store/index.ts'
import { readArgument, readFirst, readOptionalArgument, sizeAsked } from '../arguments.ts'
import type { ApiContext } from '../context.ts'
import { ApiError } from '../errors.ts'
import { DEFAULT_PAGE, MAX_PAGE } from '../limits.ts'
import { filterInput, readFilter } from './attestation-filter.ts'
import { builder } from './builder.ts'
import { attestationRef } from './refs.ts'

const edge = builder.edgeObject({
  type: attestationRef,
  name: 'AttestationEdge',
  description: 'An attestation and its place among the others.',
})

export const attestationConnection = builder.connectionObject(
  {
    type: attestationRef,
    name: 'AttestationConnection',
    description: 'Attestations, newest first. New ones do not move the pages that follow.',
  },
  edge,
)

/** Arguments of a page; only forward, as the newest are what people come for. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `Most attestations of the page: 1 to ${MAX_PAGE}, ${DEFAULT_PAGE} if not given.`,
  }),
  after: t.string({ description: '`endCursor` of the page before.' }),
}))

type PageArgs = { first?: number | null | undefined; after?: string | null | undefined }

/** What a page costs: as many times its fields as it has rows. */
export const pageComplexity = ({ first }: Record<string, unknown>) => ({
  field: 5,
  multiplier: sizeAsked(first, DEFAULT_PAGE, MAX_PAGE),
})

/** Reads a page of attestations as a connection. */
export async function readPage(
  { mirror }: ApiContext,
  { first, after }: PageArgs,
  filter: AttestationFilter,
) {
  const page = await attestationPage(await mirror.database(), {
    first: readFirst(first, DEFAULT_PAGE, MAX_PAGE),
    after: readOptionalArgument('after', after, readCursorText),
    filter,
  })
  const edges = page.rows.map((node) => ({ node, cursor: cursorOf(node) }))
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: page.hasMore,
      hasPreviousPage: false,
    },
  }
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
    resolve: (_, { filter, ...page }, context) => readPage(context, page, readFilter(filter)),
  }),
)

/** Reads the hash of an argument. */
export const readHashArgument = (name: string, value: string): CodeHash =>
  readArgument(name, (field) => readCodeHash(value, field))

const cursorOf = ({ seq }: AttestationRow): string =>
  Buffer.from(`seq:${seq}`).toString('base64url')

function readCursorText(text: string, field: string): number {
  const [, seq] = /^seq:([1-9]\d{0,15})$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  if (seq !== undefined) return Number(seq)
  throw new ApiError(
    'INVALID_ARGUMENT',
    `\`${field}\` must be the \`endCursor\` of a page, but is ${JSON.stringify(text.slice(0, 40))}.`,
    { argument: field },
  )
}
