// An indexer in a process of its own, which follows what accounts run: `indexer-process.ts <database> <neardata url>`; SIGINT ends it.
// Not from the door of indexer/, which loads what talks to nodes as well: a process that is killed this often should start soon.
import { systemClock } from '../../indexer/clock.ts'
import { createDeployments } from '../../indexer/deployments/deployments.ts'
import { createIndexer } from '../../indexer/indexer.ts'
import { createNeardataSource } from '../../indexer/sources/neardata/source.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore } from '../../store/index.ts'
import { FOLLOWING } from './busy-chain.ts'
import { NETWORK, REGISTRY } from './made-up-chain.ts'
import { silent } from './quick-clock.ts'

const [file, url] = process.argv.slice(2) as [string, string]
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

const store = await openStore({ database: file, mode: 'write' })
const deployments = createDeployments({ ...FOLLOWING, clock: systemClock, logger: silent })
const indexer = createIndexer({
  store,
  deployments,
  source: createNeardataSource({
    urls: [url],
    wanted: { executor: REGISTRY, code: deployments.wanted },
    logger: silent,
    clock: systemClock,
    pollMs: 5,
  }),
  registry: REGISTRY,
  network: NETWORK,
  hasher: portableHasher,
  logger: silent,
  clock: systemClock,
  signal: stop.signal,
})
await indexer.run()
await store.close()
