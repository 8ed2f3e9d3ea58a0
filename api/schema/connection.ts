import type { ObjectRef } from '@pothos/core'
import type { Page, PageOptions } from '../../store/index.ts'
import { ApiError } from '../errors/errors.ts'
import { DEFAULT_PAGE, MAX_PAGE } from '../limits/limits.ts'
import { readFirst, readOptionalArgument, sizeAsked } from './arguments.ts'
import { builder } from './builder.ts'
import type { CursorKind } from './cursors.ts'

/** Makes the types of a list that is read by pages. */
export function connectionOf<T>(
  type: ObjectRef<SchemaTypesOf, T>,
  name: string,
  description: string,
) {
  const edge = builder.edgeObject({
    type,
    name: `${name}Edge`,
    description: 'An item and its place among the others.',
  })
  return builder.connectionObject({ type, name: `${name}Connection`, description }, edge)
}

type SchemaTypesOf =
  typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never

/** Arguments of a page, from either end of a list. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `Most items of the page, from the beginning: 1 to ${MAX_PAGE}, ${DEFAULT_PAGE} if neither this nor \`last\` is given.`,
  }),
  after: t.string({ description: 'Only items after this place: the `endCursor` of a page.' }),
  last: t.int({ description: `Most items of the page, from the end: 1 to ${MAX_PAGE}.` }),
  before: t.string({ description: 'Only items before this place: the `startCursor` of a page.' }),
}))

export type PageArgs = {
  first?: number | null | undefined
  after?: string | null | undefined
  last?: number | null | undefined
  before?: string | null | undefined
}

/** What a page costs: as many times its fields as it has rows. */
export const pageComplexity = ({ first, last }: Record<string, unknown>) => ({
  field: 5,
  multiplier: sizeAsked(first ?? last, DEFAULT_PAGE, MAX_PAGE),
})

/** Reads a page of a list as a connection. */
export async function readPage<K, R, N = R>(
  args: PageArgs,
  cursors: CursorKind<K>,
  {
    read,
    keyOf,
    nodeOf,
  }: {
    read: (page: PageOptions<K>) => Promise<Page<R>>
    keyOf: (row: R) => K
    nodeOf: (row: R) => N
  },
) {
  const page = readPageArgs(args, cursors)
  const { rows, hasMore } = await read(page)
  const edges = rows.map((row) => ({ node: nodeOf(row), cursor: cursors.write(keyOf(row)) }))
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      // On the side where the page begins there is the item whose place was given.
      hasNextPage: page.backward === true ? page.before !== undefined : hasMore,
      hasPreviousPage: page.backward === true ? hasMore : page.after !== undefined,
    },
  }
}

function readPageArgs<K>(
  { first, after, last, before }: PageArgs,
  cursors: CursorKind<K>,
): PageOptions<K> {
  if (first != null && last != null) {
    throw new ApiError('INVALID_ARGUMENT', '`last` must not be given together with `first`.', {
      argument: 'last',
    })
  }
  return {
    first:
      last == null
        ? readFirst(first, DEFAULT_PAGE, MAX_PAGE)
        : readFirst(last, DEFAULT_PAGE, MAX_PAGE, 'last'),
    after: readOptionalArgument('after', after, cursors.read),
    before: readOptionalArgument('before', before, cursors.read),
    backward: last != null,
  }
}
