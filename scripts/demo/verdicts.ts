import { z } from 'zod'
import { CONTRACTS, POLICY, REGISTRY_ACCOUNT } from './cast.ts'
import { paint, type Terminal } from './terminal.ts'

const position = z.object({ operator: z.string() })
const contract = z.object({
  codeHash: z.string().nullable(),
  verdict: z.object({
    status: z.enum(['VERIFIED', 'PARTIAL', 'DISPUTED', 'UNATTESTED', 'NO_CODE', 'UNKNOWN_ACCOUNT']),
    missing: z.number(),
    supporting: z.array(position),
    dissenting: z.array(position),
  }),
})
type Contract = z.infer<typeof contract>

const answer = z.object({ data: z.record(z.string(), contract) })

const FIELDS = `codeHash verdict(policy: { text: $policy }) { status missing supporting { operator } dissenting { operator } }`

const COLOURS = {
  VERIFIED: 'green',
  PARTIAL: 'yellow',
  DISPUTED: 'red',
  UNATTESTED: 'gray',
  NO_CODE: 'gray',
  UNKNOWN_ACCOUNT: 'gray',
} as const

/** What GraphiQL shows when it is opened on the demo's API. */
export const EXAMPLE_QUERY = `# Who says so, and does it suffice? Two of three operators must agree.
{
  contract(accountId: "${REGISTRY_ACCOUNT}") {
    codeHash
    verdict(policy: { text: """
${POLICY.trim().replace(/^/gm, '      ')}
    """ }) {
      status
      missing
      supporting { operator builder recipe { source { repository commit path } } }
      dissenting { operator builder codeHash }
      asOf { blockHeight seq head }
    }
  }
  status { network indexedHeight chainHeight lag }
}
`

/** Asks the API for the verdict on each contract of the demo, in one query. */
export async function askVerdicts(apiUrl: string, signal: AbortSignal): Promise<Contract[]> {
  const fields = CONTRACTS.map(
    ({ accountId }, i) => `c${i}: contract(accountId: "${accountId}") { ${FIELDS} }`,
  )
  const query = `query Verdicts($policy: String!) { ${fields.join(' ')} }`
  const response = await fetch(apiUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { policy: POLICY } }),
    signal,
  })
  const body: unknown = await response.json()
  const parsed = answer.safeParse(body)
  if (!parsed.success) throw new Error(`The API answered ${JSON.stringify(body).slice(0, 500)}.`)
  return CONTRACTS.map((_, i) => parsed.data.data[`c${i}`] as Contract)
}

/** Prints the table of accounts and verdicts. */
export function printVerdicts(terminal: Terminal, verdicts: readonly Contract[]): void {
  const rows = CONTRACTS.map(({ accountId }, i) => rowOf(accountId, verdicts[i] as Contract))
  const header = ['account', 'runs', 'verdict', 'supporting', 'dissenting']
  const widths = header.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row.cells[i] as string).length)),
  )
  const print = (cells: readonly string[]) =>
    cells.map((cell, i) => cell.padEnd(widths[i] as number))
  terminal.line(`   ${paint('dim', print(header).join('  '))}`)
  for (const { cells, colour } of rows) {
    const padded = print(cells)
    padded[2] = paint(['bold', colour], padded[2] as string)
    terminal.line(`   ${padded.join('  ').trimEnd()}`)
  }
}

function rowOf(accountId: string, { codeHash, verdict }: Contract) {
  const names = (positions: readonly { operator: string }[]) =>
    positions
      .map(({ operator }) => operator)
      .sort()
      .join(', ') || '-'
  return {
    colour: COLOURS[verdict.status],
    cells: [
      accountId,
      `${codeHash?.slice(0, 8)}…`,
      verdict.status,
      names(verdict.supporting),
      names(verdict.dissenting),
    ],
  }
}
