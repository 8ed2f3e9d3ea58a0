import type { ExecutionContext } from 'ava'
import {
  type BlockSource,
  createIndexer,
  type Deployments,
  systemClock,
} from '../../../indexer/index.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { type DeploymentRow, openStore, type Store } from '../../../store/index.ts'
import { silent } from '../quick-clock.ts'
import { REGISTRY } from '../sources/history.ts'

export type Follow = {
  deployments: Deployments
  source: BlockSource
  store: Store
  signal: AbortSignal
  network: string
}

export const indexerOf = ({ deployments, source, store, signal, network }: Follow) =>
  createIndexer({
    store,
    source,
    deployments,
    registry: REGISTRY,
    network,
    startHeight: 0,
    hasher: portableHasher,
    logger: silent,
    clock: systemClock,
    signal,
  })

/** Indexes what a devnet has, up to a height. */
export async function indexTo(height: number, follow: Omit<Follow, 'signal'>): Promise<void> {
  const enough = new AbortController()
  const indexer = indexerOf({ ...follow, signal: enough.signal })
  const running = indexer.run()
  while ((indexer.status().indexedHeight ?? 0) < height) {
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 20))])
  }
  enough.abort()
  await running
}

export const inMemory = async (t: ExecutionContext) => {
  const store = await openStore({ database: ':memory:', mode: 'write' })
  t.teardown(() => store.close())
  return store
}

export const told = (rows: readonly DeploymentRow[]) =>
  rows.map(({ account_id, kind, code_hash, owner, signer }) =>
    [account_id, kind, code_hash ?? owner, signer].join(' '),
  )
