import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import RelayPlugin from '@pothos/plugin-relay'
import type { ApiContext } from '../context.ts'
import { encodeGlobalId } from './global-id.ts'

export type Scalars = {
  AccountId: { Input: string; Output: string }
  Hash: { Input: string; Output: string }
  JSON: { Input: unknown; Output: unknown }
  Nanoseconds: { Input: string; Output: string }
}

/** The builder that the files of this folder hang their types on. */
export const builder = new SchemaBuilder<{
  Context: ApiContext
  Scalars: Scalars
  DefaultFieldNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
}>({
  plugins: [RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  relay: {
    encodeGlobalID: encodeGlobalId,
    // node.ts has these, so that each id of a list fails for itself.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: {
      description: 'Something that can be found again by its id, wherever the id came from.',
    },
    idFieldOptions: { description: 'Finds it again, with `node` and `nodes`.' },
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The items of the page.',
      // The connection's own multiplier stands for the length of this list.
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { nullable: false, description: 'The item.' },
    cursorFieldOptions: { description: 'Place of the item, for `after` and `before`.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and how to get it.' },
    pageInfoTypeOptions: { description: 'Whether there is more, and how to get it.' },
    hasNextPageFieldOptions: { description: 'There are further items after this page.' },
    hasPreviousPageFieldOptions: { description: 'There are items before this page.' },
    startCursorFieldOptions: {
      description: 'Place of the first item, for `before`; null if there is none.',
    },
    endCursorFieldOptions: {
      description: 'Place of the last item, for `after`; null if there is none.',
    },
  },
  // The schema says what each field costs; complexity-limit.ts adds it up.
  complexity: { disabled: true },
})

builder.queryType({ description: 'Everything that can be asked. Nothing here changes anything.' })
