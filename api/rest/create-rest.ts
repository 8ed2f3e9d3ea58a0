import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { ApiError } from '../errors/errors.ts'
import type { Services } from '../services.ts'
import type { Answer } from './answer.ts'
import { createAskSchema } from './ask-schema.ts'
import { badgeRoute } from './badge/badge-route.ts'
import { codeRoutes } from './code-routes.ts'
import { createSummarizeCode } from './code-summary.ts'
import { createRefuse, errorAnswer } from './error-answer.ts'
import { eventsRoute } from './events/events-route.ts'
import { inTotoRoutes } from './in-toto-routes.ts'
import { recordRoutes } from './record-routes.ts'
import { respond } from './respond.ts'
import { findRoute, type Route } from './router.ts'

/** Makes a plugin that answers below `/v1/` and `/badge/` over plain HTTP. */
export function createRest({
  services,
  logger,
}: {
  services: Services
  logger: Pick<Logger, 'error' | 'info'>
}): Plugin {
  const ask = createAskSchema(services)
  const summarize = createSummarizeCode(services)
  const refuse = createRefuse(logger)
  const routes: Route[] = [
    ...codeRoutes({ ask, summarize }),
    ...recordRoutes({ ask }),
    ...inTotoRoutes(services),
    badgeRoute({ ask, refuse }),
    eventsRoute({ services, refuse, logger }),
  ]

  const answer = async (request: Request, url: URL): Promise<Answer> => {
    try {
      checkMethod(request.method)
      const { route, params } = findRoute(routes, url.pathname)
      return await route.answer({ params, query: url.searchParams, headers: request.headers })
    } catch (error) {
      return errorAnswer(refuse(error))
    }
  }

  const end = async (event: RequestEvent): Promise<void> => {
    const { request, url, fetchAPI } = event
    event.endResponse(respond(request, await answer(request, url), fetchAPI.Response))
  }

  return {
    onRequest(event) {
      return isOurs(event.request.url, event.url) ? end(event) : undefined
    },
  }
}

type RequestEvent = Parameters<NonNullable<Plugin['onRequest']>>[0]

function isOurs(text: string, url: URL): boolean {
  // A look at the text first: most questions are GraphQL's, and their URL need not be taken apart.
  if (!text.includes('/v1') && !text.includes('/badge')) return false
  return /^\/(v1|badge)(\/|$)/.test(url.pathname)
}

function checkMethod(method: string): void {
  if (method === 'GET' || method === 'HEAD') return
  throw new ApiError(
    'METHOD_NOT_ALLOWED',
    `Nothing can be changed here: ask with GET or HEAD, not with ${method.slice(0, 20)}.`,
    { method: method.slice(0, 20) },
  )
}
