import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import autocannon from 'autocannon'
import { accountOf, codeOf, POLICIES, writeMirror } from './api-verdict-mirror.ts'
import type { ServerData } from './api-verdict-server.ts'
import { median } from './median.ts'

const ROUNDS = 7
const SECONDS = 2
const CONNECTIONS = 10

const QUERY = `query ($accountId: AccountId!, $policy: PolicyInput!) {
  contract(accountId: $accountId) { accountId codeHash codeSource blockHeight verdict(policy: $policy) {
    status open policyDigest missing
    supporting { operator builder seq recipeId codeHash } dissenting { operator builder seq codeHash }
    silent { operator builder } ignored { builder reason } quorum { name k satisfied missing }
    asOf { blockHeight blockHash seq head }
  } } }`

export type VerdictBench = {
  name: 'api.verdict_ratio'
  value: number
  unit: 'ratio'
  /** Verdict queries a second. */
  api: number
  bare: number
  /** Milliseconds in which 99 of 100 answers came. */
  api_p99: number
  bare_p99: number
}

/**
 * Measures verdict queries a second over HTTP, against a bare yoga that answers the same queries with a constant of the same shape.
 *
 * 100 accounts under four policies in turn; the code hashes come from a node on this machine, the rows from a SQLite file with
 * attestations on 500 contracts. Each server has a thread of its own; they are loaded in turns; the median of the rounds.
 */
export async function apiVerdict(): Promise<VerdictBench[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const file = join(folder, 'mirror.sqlite')
  const workers: Worker[] = []
  const start = async (data: ServerData) => {
    const worker = new Worker(new URL('./api-verdict-server.ts', import.meta.url), {
      workerData: data,
    })
    workers.push(worker)
    const [url] = (await once(worker, 'message')) as [string]
    return url
  }
  try {
    await writeMirror(file)
    const codes = Array.from({ length: ACCOUNTS }, (_, i) => [accountOf(i), codeOf(i)] as const)
    const rpcUrl = await start({ codes: new Map(codes) })
    const api = await start({ file, rpcUrl })
    const bare = await start({ answer: await middleAnswer(api) })
    return [await compare(api, bare)]
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
    await rm(folder, { recursive: true })
  }
}

async function compare(api: string, bare: string): Promise<VerdictBench> {
  await load(api)
  await load(bare)
  const rounds: { api: Load; bare: Load }[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push({ bare: await load(bare), api: await load(api) })
  const middle = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick))
  return {
    name: 'api.verdict_ratio',
    value: Number(middle((round) => round.api.perSecond / round.bare.perSecond).toFixed(3)),
    unit: 'ratio',
    api: Math.round(middle((round) => round.api.perSecond)),
    bare: Math.round(middle((round) => round.bare.perSecond)),
    api_p99: middle((round) => round.api.p99),
    bare_p99: middle((round) => round.bare.p99),
  }
}

// As many as a page of an explorer shows; each is read from the node again every three seconds.
const ACCOUNTS = 100

const BODIES = Array.from({ length: ACCOUNTS * POLICIES.length }, (_, i) =>
  JSON.stringify({
    query: QUERY,
    variables: {
      accountId: accountOf(i % ACCOUNTS),
      policy: { text: POLICIES[Math.floor(i / ACCOUNTS)] },
    },
  }),
)
const POST = { method: 'POST', headers: { 'content-type': 'application/json' } } as const

type Load = { perSecond: number; p99: number }

async function load(url: string): Promise<Load> {
  const requests = BODIES.map((body) => ({ ...POST, body }))
  const result = await autocannon({ url, requests, connections: CONNECTIONS, duration: SECONDS })
  const { errors, non2xx } = result
  if (errors > 0 || non2xx > 0) throw new Error(`${errors + non2xx} requests to ${url} failed`)
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 }
}

/** Returns the API's answer of middle length, so that the rival has as much to write; checks that all are answered. */
async function middleAnswer(api: string): Promise<unknown> {
  const texts: string[] = []
  for (const body of BODIES) texts.push(await (await fetch(api, { ...POST, body })).text())
  const failed = texts.find((text) => text.includes('"errors"') || !text.includes('"status"'))
  if (failed !== undefined) throw new Error(`The API does not answer: ${failed}`)
  const middle = texts.toSorted((a, b) => a.length - b.length)[texts.length / 2]
  return (JSON.parse(middle ?? '') as { data: { contract: unknown } }).data.contract
}
