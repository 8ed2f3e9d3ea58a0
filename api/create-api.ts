import { createYoga, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Rpc } from '../chain/index.ts'
import type { Store } from '../store/index.ts'
import { createAnswers } from './answers/create-answers.ts'
import { type Clock, monotonicClock } from './clock.ts'
import { type ApiContext, createContext } from './context.ts'
import { corsFor } from './cors.ts'
import { createMaskError } from './errors/mask-error.ts'
import { graphiqlOptions } from './graphiql/graphiql.ts'
import { renderGraphiql } from './graphiql/render-graphiql.ts'
import { createBodyLimit } from './limits/body-limit.ts'
import { createComplexityLimit } from './limits/complexity-limit.ts'
import { createDeadline } from './limits/deadline.ts'
import { createLimitPlugins } from './limits/limit-plugins.ts'
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts'
import { createNoIntrospection } from './limits/no-introspection.ts'
import { createOperations } from './operations/answers.ts'
import { countRpc } from './operations/count-rpc.ts'
import { createMeasure } from './operations/measure.ts'
import { createApiMetrics } from './operations/metrics.ts'
import { createPagePlugin } from './page.ts'
import { createPersisted, type PersistedOperations } from './persisted/persisted.ts'
import { createRest } from './rest/create-rest.ts'
import { schema } from './schema/index.ts'
import { createServices, type Services } from './services.ts'

export type ApiOptions = {
  /** An open store, or the indexer's file, which need not exist yet. */
  store: Store | { database: string }
  rpc: Rpc
  logger: Logger
  clock?: Clock
  limits?: Partial<Limits>
  /** Milliseconds that NEAR has for one answer. */
  readMs?: number
  /** What GraphiQL shows when it is opened. */
  exampleQuery?: string | undefined
  /** Whether browsers get GraphiQL at `/graphql`; true if not given. */
  graphiql?: boolean
  /** Whether the schema can be asked for; true if not given. */
  introspection?: boolean
  /** Origins whose pages may ask; any if not given. */
  origins?: readonly string[] | undefined
  /** Queries that clients may name by their hash. */
  persisted?: PersistedOperations | undefined
  /** Heights that the mirror may be behind the chain while it is said to be ready; any if not given. */
  maxLag?: number | undefined
  /** Version of the program, for `status`, `/status` and `/metrics`. */
  version?: string
}

export type Api = {
  /** Answers over node:http as a listener, and over `fetch` without a socket. */
  yoga: YogaServerInstance<Record<never, never>, ApiContext>
  /** What it answers from, for other ways of asking. */
  services: Services
  /** Closes the database if the API opened it. */
  close: () => Promise<void>
}

/**
 * Makes the GraphQL API at `/graphql`, with plain HTTP below `/v1` and `/badge`, `/health`, `/ready`, `/status` and `/metrics` beside it, and pages for
 * people at every other address.
 */
export function createApi({
  store,
  rpc,
  logger,
  clock = monotonicClock,
  limits: given = {},
  readMs,
  exampleQuery,
  graphiql = true,
  introspection = true,
  origins,
  persisted,
  maxLag,
  version = 'unknown',
}: ApiOptions): Api {
  const limits = { ...DEFAULT_LIMITS, ...given }
  const metrics = createApiMetrics({ version })
  const services = createServices({
    store,
    rpc: countRpc(rpc, metrics),
    onLookup: metrics.onLookup,
    logger,
    clock,
    limits,
    readMs,
    version,
  })
  const maskError = createMaskError(logger)
  const yoga = createYoga<Record<never, never>, ApiContext>({
    schema,
    context: () => createContext(services),
    graphiql: graphiql && graphiqlOptions(exampleQuery),
    renderGraphiQL: renderGraphiql,
    landingPage: false,
    multipart: false,
    cors: corsFor(origins),
    maskedErrors: { maskError },
    logging: { debug() {}, info() {}, warn: (e) => logger.warn(e), error() {} },
    maxRequestBodySize: false,
    plugins: [
      createMeasure(metrics),
      createBodyLimit(limits.bodyBytes),
      ...createLimitPlugins(limits),
      ...(introspection ? [] : [createNoIntrospection()]),
      ...(persisted === undefined ? [] : [createPersisted(persisted)]),
      createAnswers({
        mirror: services.mirror,
        schema,
        clock,
        onLookup: (hit) => metrics.onLookup('answer', hit),
      }),
      createComplexityLimit(limits.complexity),
      createDeadline(limits.requestMs),
      createOperations({ services, metrics, maxLag }),
      createRest({ services, logger }),
      createPagePlugin({ schema, createContext: () => createContext(services), maskError }),
    ],
  })
  return { yoga, services, close: services.close }
}
