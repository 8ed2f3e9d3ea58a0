import type { Logger } from 'pino'
import type { Rpc } from '../chain/index.ts'
import { openAskBook, type Store } from '../store/index.ts'
import type { Clock } from './clock.ts'
import { DEFAULT_LIMITS, type Limits, READ_MS } from './limits/limits.ts'
import { createMirror, type Mirror } from './mirror/mirror.ts'
import { type ChainHeight, createChainHeight } from './near/chain-height.ts'
import { createDeployedCode, type DeployedCode } from './near/deployed-code.ts'
import { createFullAccessKeys, type FullAccessKeys } from './near/full-access-keys.ts'
import { createStreams, type Streams } from './subscriptions/streams.ts'
import { createKnowledge, type KnowledgeSource } from './verdicts/knowledge.ts'
import { createPolicies, type Policies } from './verdicts/policies.ts'
import { createVerdicts, type Verdicts } from './verdicts/verdicts.ts'

/**
 * What every way of asking shares, GraphQL, plain JSON and the page for people alike: the same caches, the same answers.
 *
 * All throw ApiErrors for what a client did or can mend, and ChainErrors where NEAR could not be asked.
 */
export type Services = {
  /** Version of the program. */
  version: string
  /** The database and up to where it has seen everything. */
  mirror: Mirror
  /** Which code runs at an account now. */
  deployedCode: DeployedCode
  /** How many keys can change an account. */
  fullAccessKeys: FullAccessKeys
  chainHeight: ChainHeight
  /** Policies as clients give them. */
  policies: Policies
  /** What is attested about a code hash. */
  knowledge: KnowledgeSource
  /** Verdicts on a code hash (`onCode`) or on what runs at an account (`onContract`). */
  verdicts: Verdicts
  /** What is told as it happens. */
  streams: Streams
  /** Ends what the services hold: the database, and what is noted for the indexer. */
  close: () => Promise<void>
}

/**
 * Makes the services over a mirror and a node.
 *
 * Accounts that run code and that somebody asked about are noted for the indexer, if the mirror is given by its path or URL.
 */
export function createServices({
  store,
  rpc,
  logger,
  clock,
  limits = DEFAULT_LIMITS,
  readMs = READ_MS,
  onLookup,
  version = 'unknown',
}: {
  store: Store | { database: string }
  rpc: Rpc
  logger: Logger
  clock: Clock
  limits?: Limits
  /** Milliseconds that NEAR has for one answer. */
  readMs?: number | undefined
  /** Is told of questions to a cache, and whether it knew the answer. */
  onLookup?: ((cache: string, hit: boolean) => void) | undefined
  version?: string
}): Services {
  const mirror = createMirror({ source: store, clock, logger })
  const knowledge = createKnowledge({ mirror, onLookup: (hit) => onLookup?.('evidence', hit) })
  const askBook = 'database' in store ? openAskBook(store.database, { logger }) : undefined
  const near = { rpc, clock, logger, readMs }
  const deployedCode = createDeployedCode({
    ...near,
    note: (id) => askBook?.note([id]),
    onLookup: (hit) => onLookup?.('deployed_code', hit),
  })
  const policies = createPolicies({ mirror })
  const verdicts = createVerdicts({ mirror, knowledge })
  const streams = createStreams({ mirror, deployedCode, policies, verdicts, clock, limits })
  return {
    version,
    mirror,
    deployedCode,
    fullAccessKeys: createFullAccessKeys(near),
    chainHeight: createChainHeight(near),
    policies,
    knowledge,
    verdicts,
    streams,
    async close() {
      streams.end()
      await Promise.all([askBook?.close(), mirror.close()])
    },
  }
}
