import type { Plugin } from 'graphql-yoga'
import { ApiError } from '../errors/errors.ts'
import { explainStore } from '../mirror/store-trouble.ts'
import type { Services } from '../services.ts'
import type { ApiMetrics } from './metrics.ts'
import { pathOf } from './route.ts'

export type OperationsOptions = {
  services: Pick<Services, 'mirror' | 'chainHeight' | 'version'>
  metrics: ApiMetrics
  /** Heights that the mirror may be behind the chain while `/ready` says that it is ready; undefined: any. */
  maxLag: number | undefined
}

type RequestEvent = Parameters<NonNullable<Plugin['onRequest']>>[0]
type Answer = (Reply: typeof Response) => Promise<Response>

/** Makes a plugin that answers `/ready`, `/status` and `/metrics`. */
export function createOperations(options: OperationsOptions): Plugin {
  const answers = new Map<string, Answer>([
    ['/ready', (Reply) => ready(options, Reply)],
    ['/status', (Reply) => status(options, Reply)],
    ['/metrics', (Reply) => metrics(options, Reply)],
  ])
  return {
    onRequest(event: RequestEvent) {
      // Taking the URL of every query apart would cost more than this plugin is worth.
      const answer = answers.get(pathOf(event.request.url))
      if (answer === undefined) return undefined
      return answer(event.fetchAPI.Response).then((response) => event.endResponse(response))
    },
  }
}

const NOT_KEPT = { 'cache-control': 'no-store' }

async function ready(options: OperationsOptions, Reply: typeof Response): Promise<Response> {
  const { maxLag, services } = options
  const state = await stateOf({
    mirror: services.mirror,
    // NEAR is asked only if the answer depends on it.
    chainHeight: maxLag === undefined ? () => null : services.chainHeight,
  })
  if ('code' in state) {
    return Reply.json({ ready: false, ...state }, { status: 503, headers: NOT_KEPT })
  }
  const { height, seq, lag } = state
  // While NEAR cannot be asked nobody knows how far the mirror is behind; what it has can be asked.
  const isReady = maxLag === undefined || lag === null || lag <= maxLag
  const shown = maxLag === undefined ? { height, seq } : { height, seq, lag, maxLag }
  return Reply.json(
    { ready: isReady, ...shown },
    { status: isReady ? 200 : 503, headers: NOT_KEPT },
  )
}

async function status(options: OperationsOptions, Reply: typeof Response): Promise<Response> {
  const { services } = options
  const { version } = services
  const state = await stateOf(services)
  if (!('code' in state)) {
    return Reply.json({ version, ...state, lastError: null }, { headers: NOT_KEPT })
  }
  return Reply.json({ version, lastError: state }, { headers: NOT_KEPT })
}

/** Says up to where the mirror goes and how far that is behind the chain; or why it cannot be asked. */
async function stateOf({ mirror, chainHeight }: Pick<Services, 'mirror' | 'chainHeight'>) {
  try {
    const { network, registry, height, timestamp, seq, head } = await mirror.cursor()
    const chain = await chainHeight()
    const lag = chain === null ? null : Math.max(0, chain - height)
    return { network, registry, height, timestamp, seq, head, chainHeight: chain, lag }
  } catch (error) {
    const told = explainStore(error)
    if (!(told instanceof ApiError)) throw error
    return { code: told.code as string, message: told.message }
  }
}

async function metrics(
  { metrics: { registry } }: OperationsOptions,
  Reply: typeof Response,
): Promise<Response> {
  return new Reply(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, ...NOT_KEPT },
  })
}
