// A devnet in a process of its own: `kill-process.ts <home>`. Tells its parent its URL; only a kill ends it.
import { startDevnet } from '../../devnet/index.ts'
import { KILL_ACCOUNTS } from './support/kill-load.ts'

const [home = ''] = process.argv.slice(2)
const devnet = await startDevnet({ home, blockIntervalMs: 100, genesisAccounts: KILL_ACCOUNTS })
process.send?.(devnet.rpcUrl)
