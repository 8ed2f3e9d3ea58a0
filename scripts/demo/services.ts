import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type RunningApi, startApi } from '../../api/index.ts'
import { VERSION } from '../../cli/version.ts'
import {
  createDeployments,
  createHeadReader,
  createIndexer,
  createNeardataSource,
  type Indexer,
  systemClock,
} from '../../indexer/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore, type StoreError } from '../../store/index.ts'
import { REGISTRY_ACCOUNT } from './cast.ts'
import type { Network } from './network.ts'
import { EXAMPLE_QUERY } from './verdicts.ts'

/** The mirror and the API over it. */
export type Services = {
  api: RunningApi
  indexer: Indexer
  /** Ends when the indexer does; rejects if it cannot go on. */
  indexing: Promise<void>
  close(): Promise<void>
}

/** Starts an indexer into a new database, since the chain is new too, and the API over it. */
export async function startServices(
  { devnet, rpc }: Network,
  home: string,
  apiPort: number,
  logger: Logger,
): Promise<Services> {
  const file = join(home, 'mirror.sqlite')
  await mkdir(home, { recursive: true })
  await removeOldMirror(file)

  const api = await startApi({
    store: { database: file },
    rpc,
    logger,
    port: apiPort,
    exampleQuery: EXAMPLE_QUERY,
    version: VERSION,
  })
  const ending = new AbortController()
  const store = await openStore({ database: file, mode: 'write' })
  // The chain begins with the mirror, so that the history of every account is whole.
  const deployments = createDeployments({
    sees: 'all',
    keepsAll: true,
    clock: systemClock,
    logger,
  })
  const indexer = createIndexer({
    store,
    source: createNeardataSource({
      urls: [devnet.neardataUrl],
      wanted: { executor: REGISTRY_ACCOUNT, code: deployments.wanted },
      logger,
      clock: systemClock,
      pollMs: 100,
    }),
    registry: REGISTRY_ACCOUNT,
    network: devnet.chainId,
    hasher: portableHasher,
    logger,
    clock: systemClock,
    signal: ending.signal,
    readHead: createHeadReader(rpc, REGISTRY_ACCOUNT),
    deployments,
  })
  const indexing = indexer.run()
  return {
    api,
    indexer,
    indexing,
    async close() {
      ending.abort()
      await indexing.catch(() => {})
      await store.close()
      await api.close()
    },
  }
}

/** Removes what an earlier demo has left; throws if that demo is still running. */
async function removeOldMirror(file: string): Promise<void> {
  try {
    await (await openStore({ database: file, mode: 'write' })).close()
  } catch (error) {
    // Whatever else is wrong with the file goes with it.
    if ((error as StoreError).code === 'STORE_LOCKED') throw error
  }
  for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true })
}

/** Waits until the indexer has seen the event of a number. */
export async function untilIndexed(
  services: Services,
  seq: number,
  signal: AbortSignal,
): Promise<void> {
  const reached = async () => {
    while (services.indexer.status().seq < seq) {
      signal.throwIfAborted()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await Promise.race([
    reached(),
    services.indexing.then(() => {
      throw new Error('The indexer ended before it had seen every attestation.')
    }),
  ])
}
