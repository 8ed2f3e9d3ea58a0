// A rebuild in a process of its own that kills itself: `rebuild-process.ts <database> <how many tables it writes before>`.
import { rebuild } from '../../indexer/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore } from '../../store/index.ts'

const [database, tables] = process.argv.slice(2) as [string, string]
const store = await openStore({ database, mode: 'write' })
let written = 0
await rebuild({
  db: store.db,
  hasher: portableHasher,
  signal: new AbortController().signal,
  onProgress({ stage }) {
    if (stage === 'writing' && ++written === Number(tables)) process.kill(process.pid, 'SIGKILL')
  },
})
await store.close()
