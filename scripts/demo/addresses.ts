import { POLICY_ID } from './policy.ts'
import { paint, type Terminal } from './terminal.ts'

// The account that builders disagree on: there is most to see.
const EXAMPLE_PAGE = `/contracts/counter.test.near?policy=${POLICY_ID}`

/** Prints where the demo can be looked at. */
export function printAddresses(
  terminal: Terminal,
  { apiUrl, rpcUrl }: { apiUrl: string; rpcUrl: string },
): void {
  const lines = [
    ['Pages', new URL('/', apiUrl).href],
    ['', new URL(EXAMPLE_PAGE, apiUrl).href],
    ['GraphiQL', apiUrl],
    ['RPC', rpcUrl],
  ] as const
  for (const [name, url] of lines) terminal.line(`   ${name.padEnd(8)}  ${paint('cyan', url)}`)
}
