import type { Devnet } from '../../../devnet/index.ts'
import { createIndexer, createNeardataSource, systemClock } from '../../../indexer/index.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { openStore, type Store } from '../../../store/index.ts'
import { silent } from '../../indexer/quick-clock.ts'

/** Mirrors a registry up to devnet's last block, and returns the open store and that height. */
export async function mirrorRegistry(
  devnet: Devnet,
  registry: string,
  database: string,
): Promise<{ store: Store; height: number }> {
  const store = await openStore({ database, mode: 'write' })
  const enough = new AbortController()
  const indexer = createIndexer({
    store,
    source: createNeardataSource({
      urls: [devnet.neardataUrl],
      wanted: { executor: registry, code: 'none' },
      logger: silent,
      clock: systemClock,
    }),
    registry,
    network: 'localnet',
    startHeight: 0,
    hasher: portableHasher,
    logger: silent,
    clock: systemClock,
    signal: enough.signal,
  })
  const height = devnet.node.blocks.head().header.height
  const running = indexer.run()
  while ((indexer.status().indexedHeight ?? 0) < height) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  enough.abort()
  await running
  return { store, height }
}
