import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { type Ask, createPages } from '../web/index.ts'
import { isKnown } from './answers/conditional.ts'
import type { ApiContext } from './context.ts'
import type { createMaskError } from './errors/mask-error.ts'

/**
 * Makes a plugin that answers browsers with pages for people.
 *
 * It must be the last: it takes every address that no other part has answered, except GraphQL's. What pages ask is run against the
 * schema here, so they show what a client gets; it is this program's own, so a request's limits do not apply.
 */
export function createPagePlugin({
  schema,
  createContext,
  maskError,
}: {
  schema: GraphQLSchema
  createContext: () => ApiContext
  maskError: ReturnType<typeof createMaskError>
}): Plugin {
  const pages = createPages({
    ask: createAsk({ schema, createContext, maskError }),
    // It logs what is not meant for clients.
    report: (error) => void maskError(error),
  })

  const end = async (event: RequestEvent) => {
    const { request, url, fetchAPI } = event
    const { status, headers, body } = await pages(url)
    const isUnchanged = isKnown(request.headers.get('if-none-match'), headers.etag)
    const content = isUnchanged || request.method === 'HEAD' || body === '' ? null : body
    const whole = { status: isUnchanged ? 304 : status, headers }
    event.endResponse(new fetchAPI.Response(content, whole))
  }

  return {
    onRequest(event) {
      const { method } = event.request
      // A look at the method first: queries come by POST, and must not wait for this.
      if (method !== 'GET' && method !== 'HEAD') return undefined
      return /^\/graphql(\/|$)/.test(event.url.pathname) ? undefined : end(event)
    },
  }
}

type RequestEvent = Parameters<NonNullable<Plugin['onRequest']>>[0]

/** Makes the function that runs a document of the pages against the schema. */
function createAsk({
  schema,
  createContext,
  maskError,
}: Parameters<typeof createPagePlugin>[0]): Ask {
  const parsed = new Map<string, DocumentNode>()
  const parseOnce = (text: string): DocumentNode => {
    const document = parsed.get(text) ?? parse(text)
    parsed.set(text, document)
    return document
  }
  return async ({ text }, variables) => {
    const { data, errors = [] } = await execute({
      schema,
      document: parseOnce(text),
      variableValues: variables as Record<string, unknown>,
      contextValue: createContext(),
    })
    const problems = errors.map(maskError).map(({ message, path, extensions }) => ({
      message,
      // A scalar that refuses a value gives an error without a code.
      code: typeof extensions.code === 'string' ? extensions.code : 'BAD_USER_INPUT',
      path: path ?? [],
    }))
    return { data: (data ?? null) as never, problems }
  }
}
