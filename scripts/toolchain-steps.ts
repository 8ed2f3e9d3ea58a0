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
  const sign = row.rejected ? -1 : 1
  const [bytes, instructions] = [row.bytes, row.instructions].map((number) => grouped(number))
  if (row === base) {
    console.log(
      '| step | registry without it, bytes | attest without it, instructions | it saves |',
    )
    console.log('| --- | --- | --- | --- |')
    console.log(`| ${row.what} | ${bytes} | ${instructions} | |`)
    return
  }
  const what = row.rejected ? `rejected: ${row.what}` : row.what
  const saves = `${grouped(sign * (row.bytes - base.bytes))} bytes, ${grouped(sign * (row.instructions - base.instructions))} instructions`
  console.log(`| ${what} | ${bytes} | ${instructions} | ${saves} |`)
}

function grouped(number: number): string {
  return number.toLocaleString('en').replace('-', '−')
}
