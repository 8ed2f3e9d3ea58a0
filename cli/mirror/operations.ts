import type { Logger } from 'pino'
import type { BlockSource, Indexer, WrittenBatch } from '../../indexer/index.ts'
import { VERSION } from '../version.ts'

export type Watch = {
  /** Is told of every transaction of the indexer. */
  onBatch: (batch: WrittenBatch) => void
  /** Serves what can be asked of the indexer; without a port it serves nothing. */
  begin(indexer: Indexer, source: BlockSource): Promise<void>
  end(): Promise<void>
}

/** Watches an indexer for those who operate it. */
export async function watchIndexer({
  port,
  host,
  network,
  registry,
  logger,
}: {
  port: number | undefined
  host: string
  network: string
  registry: string
  logger: Logger
}): Promise<Watch> {
  const { createIndexerMetrics, serveOperations } = await import('../../indexer/index.ts')
  const metrics = createIndexerMetrics({ version: VERSION })
  let end = async () => {}
  return {
    onBatch: metrics.onBatch,
    async begin(indexer, source) {
      if (port === undefined) return
      metrics.observe(indexer, source)
      const about = { version: VERSION, network, registry }
      const served = { indexer, metrics: metrics.registry, about }
      const operations = await serveOperations({ port, host, ...served })
      logger.info({ url: operations.url }, 'health and metrics are served')
      end = () => operations.close()
    },
    end: () => end(),
  }
}
