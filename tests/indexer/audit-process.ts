// An audit in a process of its own that kills itself on the way: `audit-process.ts <database>`.
import { audit } from '../../indexer/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore } from '../../store/index.ts'

const [database] = process.argv.slice(2) as [string]
const store = await openStore({ database, mode: 'read' })
await audit({
  db: store.db,
  hasher: portableHasher,
  signal: new AbortController().signal,
  ask: null,
  most: 1,
  onProgress: () => process.kill(process.pid, 'SIGKILL'),
})
await store.close()
