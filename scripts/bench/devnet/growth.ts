import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileText } from '../../../tests/devnet/support/contract.ts'
import type { BenchLine } from '../bench-line.ts'
import { CONTRACT_TEXT } from './growth-load.ts'
import type { GrowthAnswer, GrowthRequest } from './growth-process.ts'
import { importRate } from './import-rate.ts'

/** With ten transactions each: 100,000 transactions, of which the last 1,000 are measured. */
const BLOCKS = 10_000
const MEASURED_BLOCKS = 100
/** Blocks of one turn. */
const TURN = 10
// What the project has set itself.
const RATIO_LIMIT = 1.3

/**
 * Measures what a transaction costs on a long chain, and what the chain takes: without a home, then in one.
 *
 * The last 1,000 of 100,000 transactions in 10,000 blocks, and in turns the first 1,000 of another chain in a process that has
 * warmed up on a third; CPU time of the processes, so that what else the machine does counts little.
 */
export async function devnetGrowth(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  try {
    const withoutHome = await measure(undefined)
    const home = join(folder, 'grown')
    const inHome = await measure({ grown: home, fresh: join(folder, 'fresh') })
    return [
      { name: 'devnet.growth_ratio', value: withoutHome.ratio, unit: 'ratio', limit: RATIO_LIMIT },
      { name: 'devnet.growth_ratio.home', value: inHome.ratio, unit: 'ratio', limit: RATIO_LIMIT },
      { name: 'devnet.memory', value: withoutHome.rss, unit: 'bytes' },
      { name: 'devnet.memory.home', value: inHome.rss, unit: 'bytes' },
      { name: 'devnet.memory.start', value: inHome.freshRss, unit: 'bytes' },
      { name: 'devnet.home_size', value: inHome.fileBytes, unit: 'bytes' },
      { name: 'devnet.import_rate', value: importRate(home), unit: 'blocks/s' },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Measured = { ratio: number; rss: number; freshRss: number; fileBytes: number }

async function measure(homes: { grown: string; fresh: string } | undefined): Promise<Measured> {
  const code = Buffer.from(compileText(CONTRACT_TEXT)).toString('hex')
  const grown = await startProcess(code, homes?.grown)
  const fresh = await startProcess(code, homes?.fresh)
  try {
    const { rss: freshRss } = await fresh.run(0)
    for (let block = 0; block < BLOCKS - MEASURED_BLOCKS; block += MEASURED_BLOCKS) {
      await grown.run(MEASURED_BLOCKS)
    }
    let [last, first] = [0, 0]
    for (let block = 0; block < MEASURED_BLOCKS; block += TURN) {
      last += (await grown.run(TURN)).cpuMs
      first += (await fresh.run(TURN)).cpuMs
    }
    const { rss, fileBytes } = await grown.run(0)
    return { ratio: Number((last / first).toFixed(3)), rss, freshRss, fileBytes }
  } finally {
    await Promise.all([grown.stop(), fresh.stop()])
  }
}

async function startProcess(code: string, home: string | undefined) {
  const child = fork(
    join(import.meta.dirname, 'growth-process.ts'),
    home === undefined ? [code] : [code, home],
    { execArgv: ['--expose-gc'] },
  )
  const ended = once(child, 'exit')
  const answer = async (): Promise<GrowthAnswer> => {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as unknown[]
    if (typeof message === 'object' && message !== null) return message as GrowthAnswer
    throw new Error('the process of the growing devnet has ended')
  }
  const run = (blocks: number): Promise<GrowthAnswer> => {
    const answered = answer()
    child.send({ blocks } satisfies GrowthRequest)
    return answered
  }
  await answer()
  return {
    run,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}
