import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchLine } from '../bench-line.ts'
import { median } from '../median.ts'
import { codeOf, PER_CONTRACT, writeLargeMirror } from './large-mirror.ts'
import { POST } from './load.ts'
import { startServer } from './start-server.ts'

const ROUNDS = 5
/** Contracts of the smallest mirror: each round asks about all but those that it warmed up with, and each once. */
const ASKED = 300
const WARM = 33
const WARM_TIMES = 20
// What the project has set itself: a verdict takes as long in a registry of ten million attestations as in one of a thousand.
const GROWTH_LIMIT = 1.5

export const QUERY = `query ($hash: Hash!, $policy: PolicyInput!) {
  code(hash: $hash) { verdict(policy: $policy) {
    status missing supporting { operator builder seq recipeId codeHash } silent { operator builder }
    quorum { name k satisfied missing } asOf { blockHeight seq head }
  } } }`
const POLICY = { text: 'anyone 2' }

export type Size = { attestations: number; name: string }

/** Mirrors whose latencies are compared: the first is what the others are held against. */
export const SIZES: readonly Size[] = [
  { attestations: 1_000, name: '1e3' },
  { attestations: 100_000, name: '1e5' },
]
export const LARGE: Size = { attestations: 10_000_000, name: '1e7' }

/** Measures verdicts in SQLite files of some sizes, see `measureLatency`. */
export async function apiLatency({ large }: { large: boolean }): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const fileOf = ({ name }: Size) => join(folder, `${name}.sqlite`)
  const sizes = large ? [...SIZES, LARGE] : SIZES
  try {
    const lines = await measureLatency(sizes, fileOf)
    for (const size of sizes) {
      const { size: bytes } = await stat(fileOf(size))
      lines.push({ name: `api.database_size.${size.name}`, value: bytes, unit: 'bytes' })
    }
    return lines
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Measures how long a verdict on a code takes that nobody has asked about before, by how many attestations there are.
 *
 * One question after the other over HTTP, so that nothing waits in line; the mirrors in turns, each round with a new process, so that
 * neither its caches nor the compiler know more of one than of another. Nothing is read from a chain.
 */
export async function measureLatency(
  sizes: readonly Size[],
  databaseOf: (size: Size) => string,
  { prefix = 'api', afterWriting }: { prefix?: string; afterWriting?: () => Promise<void> } = {},
): Promise<BenchLine[]> {
  for (const size of sizes) {
    await writeLargeMirror(databaseOf(size), size.attestations, progress(size))
  }
  await afterWriting?.()
  const measured = sizes.map((size) => ({ size, middle: [] as number[], p99: [] as number[] }))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { size, middle, p99 } of measured) {
      const times = (await askOnce(databaseOf(size), size)).toSorted((a, b) => a - b)
      middle.push(median(times))
      p99.push(times[Math.floor(times.length * 0.99)] as number)
    }
  }
  const lines: BenchLine[] = measured.flatMap(({ size, middle, p99 }) => [
    { name: `${prefix}.latency.${size.name}`, value: rounded(median(middle)), unit: 'ms' },
    { name: `${prefix}.latency_p99.${size.name}`, value: rounded(median(p99)), unit: 'ms' },
  ])
  const [smallest, largest] = [measured[0]?.middle ?? [], measured.at(-1)?.middle ?? []]
  const growth = median(largest.map((time, round) => time / (smallest[round] as number)))
  const name = `${prefix}.latency_growth`
  return [...lines, { name, value: rounded(growth), unit: 'ratio', limit: GROWTH_LIMIT }]
}

/** Returns the milliseconds of each question. */
async function askOnce(database: string, { attestations }: Size): Promise<number[]> {
  const contracts = Math.ceil(attestations / PER_CONTRACT)
  const step = Math.floor(contracts / (ASKED + WARM))
  const server = await startServer({ database, rpcUrl: 'http://127.0.0.1:9' })
  try {
    const ask = async (i: number) => {
      const variables = { hash: codeOf(i * step), policy: POLICY }
      const body = JSON.stringify({ query: QUERY, variables })
      const start = performance.now()
      const response = await fetch(server.url, { ...POST, body })
      const text = await response.text()
      const ms = performance.now() - start
      if (!text.includes('"VERIFIED"')) throw new Error(`The API does not answer: ${text}`)
      return ms
    }
    for (let i = 0; i < WARM * WARM_TIMES; i++) await ask(i % WARM)
    const times: number[] = []
    for (let i = WARM; i < WARM + ASKED; i++) times.push(await ask(i))
    return times
  } finally {
    await server.stop()
  }
}

const rounded = (value: number): number => Number(value.toFixed(3))

function progress({ name, attestations }: Size): (written: number) => void {
  let shown = 0
  return (written) => {
    const percent = Math.floor((100 * written) / attestations)
    if (attestations < 1e6 || percent === shown) return
    shown = percent
    process.stderr.write(`Writing ${name} attestations: ${percent} %\n`)
  }
}
