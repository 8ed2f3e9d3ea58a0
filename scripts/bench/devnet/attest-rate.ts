import type { BenchLine } from '../bench-line.ts'
import { contractCode } from '../contracts.ts'
import { median } from '../median.ts'
import { type Builder, createBuilders } from './builders.ts'
import { startDevnetProcess } from './process.ts'
import { createRpcClient } from './rpc-client.ts'

const CLIENTS = 8
const ROUNDS = 5
const ATTESTATIONS = 1_200
// What the project has set itself; docs/benchmarks.md.
const LEAST = 300

/**
 * Measures attestations a second over RPC, from one client and from several at once: each sends its next when the one before has run.
 *
 * The devnet has a process of its own; the transactions, each on a recipe of its own, are signed before. In turns on one chain; the
 * median of the rounds.
 */
export async function attestRate(): Promise<BenchLine[]> {
  const code = await contractCode('contract/index.ts', 'preinitialised')
  const devnet = await startDevnetProcess()
  try {
    const builders = await createBuilders(devnet, code, CLIENTS)
    const rates = { one: [] as number[], several: [] as number[] }
    for (let round = 0; round <= ROUNDS; round++) {
      const one = await attest(devnet.rpcUrl, builders.slice(0, 1))
      const several = await attest(devnet.rpcUrl, builders)
      // The first round is there to warm the engine up.
      if (round === 0) continue
      rates.one.push(one)
      rates.several.push(several)
    }
    return [line(1, rates.one), line(CLIENTS, rates.several)]
  } finally {
    await devnet.stop()
  }
}

function line(clients: number, rates: readonly number[]): BenchLine {
  const value = Math.round(median(rates))
  return { name: `devnet.attest_rate.${clients}`, value, unit: 'attestations/s', least: LEAST }
}

/** Has the builders attest, all at once, each one after another; gives attestations a second. */
async function attest(url: string, builders: readonly Builder[]): Promise<number> {
  const each = ATTESTATIONS / builders.length
  const queues = await Promise.all(builders.map(({ sign }) => sign(each)))
  const start = performance.now()
  await Promise.all(queues.map((queue) => sendAll(url, queue)))
  return ATTESTATIONS / ((performance.now() - start) / 1_000)
}

async function sendAll(url: string, transactions: readonly string[]): Promise<void> {
  const client = createRpcClient(url)
  try {
    for (const signed_tx_base64 of transactions) {
      const result = await client.ask('send_tx', { signed_tx_base64, wait_until: 'FINAL' })
      const { status } = result as { status: { SuccessValue?: string } }
      if (status.SuccessValue === undefined) {
        throw new Error(`attest failed: ${JSON.stringify(status)}`)
      }
    }
  } finally {
    client.close()
  }
}
