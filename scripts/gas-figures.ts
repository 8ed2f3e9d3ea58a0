// Compares the gas of calls on devnet with published figures, for the table in docs/devnet.md: `node scripts/gas-figures.ts [--json]`.
import { parseArgs } from 'node:util'
import { CASES } from './gas-figures/cases.ts'
import { compare } from './gas-figures/compare.ts'
import { measure } from './gas-figures/measure.ts'
import { toReasons, toTable } from './gas-figures/table.ts'

const USAGE = `Usage: node scripts/gas-figures.ts [--json]

Runs contracts that do what near-sdk-js' published ones in Rust do, on a devnet of protocol 57, and prints cost by cost what was published
and what devnet charges.

  --json   one JSON object a line instead of tables
`

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) process.stdout.write(USAGE)
else {
  const rows = compare(CASES, await measure(CASES))
  if (values.json) for (const row of rows) console.log(JSON.stringify(row))
  else console.log(`${toTable(rows)}\n\n${toReasons(rows)}`)
}
