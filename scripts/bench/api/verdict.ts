import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchLine } from '../bench-line.ts'
import { median } from '../median.ts'
import { type Load, load, POST } from './load.ts'
import type { ServerData } from './server.ts'
import { type Server, startServer } from './start-server.ts'
import { accountOf, codeOf, POLICIES, startMirror } from './verdict-mirror.ts'

const ROUNDS = 7
const LOAD = { seconds: 2, connections: 10 }

const QUERY = `query ($accountId: AccountId!, $policy: PolicyInput!) {
  contract(accountId: $accountId) { accountId codeHash codeSource blockHeight verdict(policy: $policy) {
    status open policyDigest missing
    supporting { operator builder seq recipeId codeHash } dissenting { operator builder seq codeHash }
    silent { operator builder } ignored { builder reason } quorum { name k satisfied missing }
    asOf { blockHeight blockHash seq head }
  } } }`

// Below this share of a bare server's answers, the API would cost more than GraphQL itself does.
const LEAST_RATIO = 0.8

/**
 * Measures verdict queries a second over HTTP, against a bare yoga that answers the same queries with a constant of the same shape,
 * and the time within which 99 of 100 are answered under that load.
 *
 * 100 accounts under four policies in turn; the code hashes come from a node on this machine, the rows from a database with
 * attestations on 500 contracts to which an indexer adds a block every 600 ms, so that no verdict holds for longer. Each server has a
 * process of its own; they are loaded in turns; the median of the rounds.
 */
export async function apiVerdict(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  try {
    return await measureVerdicts(join(folder, 'mirror.sqlite'), 'api')
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Measures over a database that is empty; `prefix` begins the names of the lines. */
export async function measureVerdicts(database: string, prefix: string): Promise<BenchLine[]> {
  const servers: Server[] = []
  const stopMirror = await startMirror(database)
  const start = async (data: ServerData) => {
    const server = await startServer(data)
    servers.push(server)
    return server.url
  }
  try {
    const codes = Array.from({ length: ACCOUNTS }, (_, i) => [accountOf(i), codeOf(i)] as const)
    const rpcUrl = await start({ codes })
    const api = await start({ database, rpcUrl })
    const bare = await start({ answer: await middleAnswer(api) })
    return await compare(api, bare, prefix)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await stopMirror()
  }
}

async function compare(api: string, bare: string, prefix: string): Promise<BenchLine[]> {
  await load(api, BODIES, LOAD)
  await load(bare, BODIES, LOAD)
  const rounds: { api: Load; bare: Load }[] = []
  for (let i = 0; i < ROUNDS; i++)
    rounds.push({ bare: await load(bare, BODIES, LOAD), api: await load(api, BODIES, LOAD) })
  const middle = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick))
  const perSecond = {
    api: Math.round(middle((round) => round.api.perSecond)),
    bare: Math.round(middle((round) => round.bare.perSecond)),
  }
  return [
    {
      name: `${prefix}.verdict_ratio`,
      value: Number(middle((round) => round.api.perSecond / round.bare.perSecond).toFixed(3)),
      unit: 'ratio',
      least: LEAST_RATIO,
      ...perSecond,
    },
    {
      name: `${prefix}.verdict_p99`,
      value: middle((round) => round.api.p99),
      unit: 'ms',
      bare: middle((round) => round.bare.p99),
    },
  ]
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

/** Returns the API's answer of middle length, so that the rival has as much to write; checks that all are answered. */
async function middleAnswer(api: string): Promise<unknown> {
  const texts: string[] = []
  for (const body of BODIES) texts.push(await (await fetch(api, { ...POST, body })).text())
  const failed = texts.find((text) => text.includes('"errors"') || !text.includes('"status"'))
  if (failed !== undefined) throw new Error(`The API does not answer: ${failed}`)
  const middle = texts.toSorted((a, b) => a.length - b.length)[texts.length / 2]
  return (JSON.parse(middle ?? '') as { data: { contract: unknown } }).data.contract
}
