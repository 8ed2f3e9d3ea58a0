import type { BenchLine } from '../bench-line.ts'
import { median } from '../median.ts'
import { startDevnetProcess } from './process.ts'
import { createRpcClient } from './rpc-client.ts'

const ROUNDS = 11
// What the project has set itself; docs/benchmarks.md.
const MAX_MS = 300

/** Measures the time from the start of the process to its first block over RPC: with the compile cache that the first start leaves, and without. */
export async function devnetStart(): Promise<BenchLine[]> {
  await startOnce({})
  const warm: number[] = []
  const cold: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    warm.push(await startOnce({}))
    cold.push(await startOnce({ NODE_DISABLE_COMPILE_CACHE: '1' }))
  }
  return [
    { name: 'devnet.start_ms', value: Math.round(median(warm)), unit: 'ms', limit: MAX_MS },
    { name: 'devnet.start_ms.cold', value: Math.round(median(cold)), unit: 'ms', limit: MAX_MS },
  ]
}

async function startOnce(env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now()
  const devnet = await startDevnetProcess([], env)
  const client = createRpcClient(devnet.rpcUrl)
  try {
    await client.ask('block', { finality: 'final' })
    return performance.now() - start
  } finally {
    client.close()
    await devnet.stop()
  }
}
