import type { MaybePromise } from '../caches/maybe-promise.ts'
import { ApiError } from '../errors/errors.ts'
import type { Answer } from './answer.ts'

/** A question as a route gets it. */
export type RestRequest = {
  /** The path's variable parts, decoded and not checked. */
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  headers: Headers
}

/** A path whose parts are words or `:name`, which may have an ending: `/badge/:account.svg`. */
export type Route = {
  path: string
  answer: (request: RestRequest) => MaybePromise<Answer>
}

export type Found = { route: Route; params: Record<string, string> }

/** Finds the route that a path is of; throws an ApiError if it is none, or cannot be decoded. */
export function findRoute(routes: readonly Route[], pathname: string): Found {
  const parts = pathname.split('/').map(decodePart)
  for (const route of routes) {
    const params = match(route.path.split('/'), parts)
    if (params !== undefined) return { route, params }
  }
  throw new ApiError(
    'NOT_FOUND',
    `There is nothing at ${JSON.stringify(pathname.slice(0, 80))}. There is ${routes.map(({ path }) => path).join(', ')}.`,
    { what: 'path' },
  )
}

function match(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, expected] of pattern.entries()) {
    const part = parts[i] as string
    if (!expected.startsWith(':')) {
      if (part !== expected) return undefined
      continue
    }
    const [name = '', ending] = expected.slice(1).split('.')
    const end = ending === undefined ? '' : `.${ending}`
    if (!part.endsWith(end)) return undefined
    params[name] = part.slice(0, part.length - end.length)
  }
  return params
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `The path has ${JSON.stringify(part.slice(0, 40))}, in which a % is not followed by the hexadecimal digits of UTF-8.`,
      { argument: 'path' },
      { cause },
    )
  }
}
