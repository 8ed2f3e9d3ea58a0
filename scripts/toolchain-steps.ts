// Measures what each step of the toolchain saves, for the table in docs/toolchain.md: `node scripts/toolchain-steps.ts`.
import { parseArgs } from 'node:util'
import { type Measures, measureWithout } from './toolchain-steps/measure.ts'
import { REJECTED, STEPS, type Step, TOGETHER } from './toolchain-steps/steps.ts'

const USAGE = `Usage: node scripts/toolchain-steps.ts [<step>…] [--json] [--list]

Compiles the registry with a copy of the toolchain that does without one step, for each step, and prints the registry's size and the
instructions of an attest as a table. A step takes about a minute, since the engine is compiled for it, and nothing the next time.

  --json   one JSON object a line instead of a table
  --list   print the names of the steps
`

/** One row of the table: what the registry is without a step, or, if that is rejected, with it. */
type Row = Measures & { step: string; what: string; rejected: boolean }

const GROUPS = [
  { steps: STEPS, rejected: false },
  { steps: TOGETHER, rejected: false },
  { steps: REJECTED, rejected: true },
]
const AS_IT_IS = 'as it is'
// Of protocol 88: `wasm_contract_loading_bytes` and `wasm_regular_op_cost`.
const GAS_A_BYTE = 1_089_295
const GAS_AN_INSTRUCTION = 822_756
const GAS_A_GGAS = 1e9
const all = GROUPS.flatMap(({ steps, rejected }) => steps.map((step) => ({ step, rejected })))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((name) => !all.some(({ step }) => step.name === name))
if (values.help) process.stdout.write(USAGE)
else if (values.list) for (const { step } of all) console.log(`${step.name.padEnd(20)}${step.what}`)
else if (unknown.length > 0) {
  process.stderr.write(`There is no step named ${unknown.join(', ')}.\n\n${USAGE}`)
  process.exitCode = 2
} else await run()

async function run(): Promise<void> {
  const base = await measure({ name: AS_IT_IS, what: AS_IT_IS }, false)
  if (base === undefined) return
  print(base, base)
  for (const { step, rejected } of all) {
    if (positionals.length > 0 && !positionals.includes(step.name)) continue
    const row = await measure(step, rejected)
    if (row !== undefined) print(row, base)
  }
}

async function measure(step: Step, rejected: boolean): Promise<Row | undefined> {
  const { name, what } = step
  process.stderr.write(`${name}…\n`)
  try {
    const measures = await measureWithout(step, (message) => process.stderr.write(`  ${message}\n`))
    return { step: name, what, rejected, ...measures }
  } catch (error) {
    process.stderr.write(`${name} was not measured: ${(error as Error).message}\n`)
    process.exitCode = 1
    return undefined
  }
}

function print(row: Row, base: Row): void {
  if (values.json) {
    console.log(JSON.stringify(row))
    return
  }
  const cells = [grouped(row.bytes), grouped(row.instructions)]
  if (row === base) {
    console.log(
      '| step | bytes without it | instructions without it | it saves bytes | instructions | Ggas a call |',
    )
    console.log('| --- | --- | --- | --- | --- | --- |')
    console.log(`| ${row.what} | ${cells.join(' | ')} | | | |`)
    return
  }
  const sign = row.rejected ? -1 : 1
  const bytes = sign * (row.bytes - base.bytes)
  const instructions = sign * (row.instructions - base.instructions)
  const gas = (bytes * GAS_A_BYTE + instructions * GAS_AN_INSTRUCTION) / GAS_A_GGAS
  cells.push(grouped(bytes), grouped(instructions), grouped(gas, 1))
  const what = `\`${row.step}\`${row.rejected ? ' (rejected)' : ''}: ${row.what}`
  console.log(`| ${what} | ${cells.join(' | ')} |`)
}

function grouped(number: number, digits = 0): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return number.toLocaleString('en', options).replace('-', '−')
}
