import type { Plugin } from 'graphql-yoga'
import { ApiError } from './errors.ts'
import type { Mirror } from './mirror.ts'

/** Makes a plugin that answers `/ready`: 200 if the mirror can be asked, or 503 with the reason. */
export function createReadiness(mirror: Mirror): Plugin {
  return {
    onRequest(event) {
      // A look at the text first: taking the URL of every query apart would cost more than this plugin is worth.
      if (!event.request.url.includes('/ready') || event.url.pathname !== '/ready') return undefined
      return answer(mirror, event)
    },
  }
}

type RequestEvent = Parameters<NonNullable<Plugin['onRequest']>>[0]

async function answer(mirror: Mirror, event: RequestEvent): Promise<void> {
  event.endResponse(await check(mirror, event.fetchAPI.Response))
}

async function check(mirror: Mirror, Answer: typeof Response): Promise<Response> {
  try {
    const { height, seq } = await mirror.cursor()
    return Answer.json({ ready: true, height, seq })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { code, message } = error
    return Answer.json({ ready: false, code, message }, { status: 503 })
  }
}
