import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type { BenchLine } from '../bench-line.ts'
import { codeOf, PER_CONTRACT, writeLargeMirror } from './large-mirror.ts'
import { QUERY } from './latency.ts'
import { startServer } from './start-server.ts'

const ATTESTATIONS = 100_000
/** About as many as fill the caches: more would show only how fast the process asks for memory. */
const QUESTIONS = 60_000

/** Measures the API's memory before and after 60,000 verdicts on 33,000 contracts. */
export async function apiMemory(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const database = join(folder, 'mirror.sqlite')
  try {
    await writeLargeMirror(database, ATTESTATIONS)
    const server = await startServer({ database, rpcUrl: 'http://127.0.0.1:9' })
    try {
      const start = await server.rss()
      await ask(server.url)
      return [
        { name: 'api.memory', value: await server.rss(), unit: 'bytes' },
        { name: 'api.memory.start', value: start, unit: 'bytes' },
      ]
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function ask(url: string): Promise<void> {
  const contracts = Math.floor(ATTESTATIONS / PER_CONTRACT)
  let asked = 0
  const { errors, non2xx } = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: 10,
    amount: QUESTIONS,
    requests: [
      {
        setupRequest: (request) => {
          const variables = { hash: codeOf(asked++ % contracts), policy: { text: 'anyone 2' } }
          return { ...request, body: JSON.stringify({ query: QUERY, variables }) }
        },
      },
    ],
  })
  if (errors > 0 || non2xx > 0) throw new Error(`${errors + non2xx} requests to ${url} failed`)
}
