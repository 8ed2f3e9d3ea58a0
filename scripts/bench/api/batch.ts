import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchLine } from '../bench-line.ts'
import { median } from '../median.ts'
import { type Load, load, POST } from './load.ts'
import { type Server, startServer } from './start-server.ts'
import { accountOf, codeOf, POLICIES, startMirror } from './verdict-mirror.ts'

const ACCOUNTS = 200
const ROUNDS = 5
const LOAD = { seconds: 2, connections: 4 }
const FIELDS = `accountId codeHash blockHeight verdict(policy: $policy) {
  status missing supporting(first: 4) { operator builder seq } dissenting(first: 4) { operator builder seq codeHash }
}`
const SINGLE = `query ($account: AccountId!, $policy: PolicyInput!) { contract(accountId: $account) { ${FIELDS} } }`
const BATCH = `query ($accounts: [AccountId!]!, $policy: PolicyInput!) { contracts(accountIds: $accounts) { ${FIELDS} } }`

const accounts = Array.from({ length: ACCOUNTS }, (_, i) => accountOf(i))
// Each account first in turn, under each policy: more than are answered between two blocks, so that each is worked out anew.
const BATCH_BODIES = POLICIES.flatMap((text) =>
  accounts.map((_, i) => {
    const turned = [...accounts.slice(i), ...accounts.slice(0, i)]
    return JSON.stringify({ query: BATCH, variables: { accounts: turned, policy: { text } } })
  }),
)
const SINGLE_BODIES = POLICIES.flatMap((text) =>
  accounts.map((account) =>
    JSON.stringify({ query: SINGLE, variables: { account, policy: { text } } }),
  ),
)

/** Measures verdicts a second in batches of 200 accounts, against the same verdicts asked for one by one, in turns. */
export async function apiBatch(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const database = join(folder, 'mirror.sqlite')
  const servers: Server[] = []
  const stopMirror = await startMirror(database)
  try {
    const codes = accounts.map((account, i) => [account, codeOf(i)] as const)
    servers.push(await startServer({ codes }))
    servers.push(await startServer({ database, rpcUrl: servers[0]?.url as string }))
    return await compare(servers[1]?.url as string)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await stopMirror()
    await rm(folder, { recursive: true })
  }
}

async function compare(url: string): Promise<BenchLine[]> {
  await checkAnswered(url)
  await load(url, BATCH_BODIES, LOAD)
  await load(url, SINGLE_BODIES, LOAD)
  const rounds: { batch: Load; single: Load }[] = []
  for (let i = 0; i < ROUNDS; i++) {
    rounds.push({
      batch: await load(url, BATCH_BODIES, LOAD),
      single: await load(url, SINGLE_BODIES, LOAD),
    })
  }
  const middle = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick))
  return [
    {
      name: 'api.batch_ratio',
      value: Number(
        middle(({ batch, single }) => (batch.perSecond * ACCOUNTS) / single.perSecond).toFixed(2),
      ),
      unit: 'ratio',
      batches: Number(middle(({ batch }) => batch.perSecond).toFixed(1)),
      single: Math.round(middle(({ single }) => single.perSecond)),
    },
    { name: 'api.batch_p99', value: middle(({ batch }) => batch.p99), unit: 'ms' },
  ]
}

/** Throws unless the batch has a verdict on every account. */
async function checkAnswered(url: string): Promise<void> {
  const response = await fetch(url, { ...POST, body: BATCH_BODIES[0] as string })
  const text = await response.text()
  const verdicts = text.split('"verdict":{').length - 1
  if (verdicts !== ACCOUNTS) throw new Error(`${verdicts} verdicts: ${text.slice(0, 300)}`)
}
