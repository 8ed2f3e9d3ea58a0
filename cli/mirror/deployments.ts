import type { Logger } from 'pino'
import type { Clock, Deployments } from '../../indexer/index.ts'
import type { SourceChoice } from './source.ts'

export type DeploymentsChoice = Pick<SourceChoice, 'source'> & {
  watch?: readonly string[] | undefined
  allContracts: boolean
}

export type OpenDeployments = { deployments: Deployments; close: () => Promise<void> }

/** Opens what the indexer keeps of what accounts run, with the book of accounts that people ask about. */
export async function openDeployments(
  { source, watch, allContracts }: DeploymentsChoice,
  {
    database,
    rpc,
    signal,
    clock,
    logger,
  }: {
    database: string
    /** RPCs to ask what runs now; empty: none is known. */
    rpc: readonly string[]
    signal: AbortSignal
    clock: Clock
    logger: Logger
  },
): Promise<OpenDeployments> {
  const { openAskBook } = await import('../../store/index.ts')
  const { createCurrentCode, createDeployments } = await import('../../indexer/index.ts')
  const { createRpc } = await import('../../chain/index.ts')
  const askBook = openAskBook(database, { logger })
  const deployments = createDeployments({
    sees: source === 'rpc' ? 'followed' : 'all',
    keepsAll: allContracts,
    accounts: watch ?? [],
    askBook,
    current: rpc.length > 0 ? createCurrentCode(createRpc({ urls: rpc, signal })) : undefined,
    clock,
    logger,
  })
  return { deployments, close: () => askBook.close() }
}
