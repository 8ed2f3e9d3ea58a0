import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Limits } from './limits.ts'

/** Makes the plugins that refuse a query for its form, before anything of it is run. */
export function createLimitPlugins({ tokens, depth, aliases, directives }: Limits): Plugin[] {
  const coded = { onReject: [giveCode] }
  return [
    maxTokensPlugin({ n: tokens, ...coded }),
    // Counting a fragment as the fields it stands for, so that it neither hides depth nor adds any.
    maxDepthPlugin({ n: depth, flattenFragments: true, ...coded }),
    maxAliasesPlugin({ n: aliases, ...coded }),
    maxDirectivesPlugin({ n: directives, ...coded }),
    blockFieldSuggestionsPlugin({ mask: '' }),
  ]
}

function giveCode(_: unknown, error: GraphQLError): void {
  error.extensions.code = 'QUERY_TOO_LARGE'
}
