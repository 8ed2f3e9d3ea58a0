import type { Plugin } from 'graphql-yoga'
import type { ApiMetrics } from './metrics.ts'
import { pathOf, routeOf } from './route.ts'

/** Makes a plugin that counts requests and how long they take, and errors in answers to GraphQL. */
export function createMeasure({ onAnswer, onError }: ApiMetrics): Plugin {
  const begun = new WeakMap<Request, number>()
  return {
    onRequest({ request }) {
      begun.set(request, performance.now())
    },
    onResultProcess({ result }) {
      if (!('errors' in result) || !Array.isArray(result.errors)) return
      for (const error of result.errors) onError(codeOf(error))
    },
    onResponse({ request, response }) {
      // GraphQL Yoga answers `/health` before it asks any plugin.
      const since = begun.get(request)
      const seconds = since === undefined ? null : (performance.now() - since) / 1_000
      onAnswer(routeOf(pathOf(request.url)), response.status, seconds)
    },
  }
}

/** What GraphQL itself refuses has no code of ours. */
function codeOf(error: unknown): string {
  const code = (error as { extensions?: { code?: unknown } } | null)?.extensions?.code
  return typeof code === 'string' ? code : 'GRAPHQL_REFUSED'
}
