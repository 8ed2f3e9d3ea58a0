// Runs the benchmarks: `npm run bench`, or those whose name begins with an argument: `npm run bench -- api`.
// Prints one JSON object a line: {"name", "value", "unit", "limit" or "least" if there is one}, and with --details how each came about.
import { parseArgs } from 'node:util'
import type { BenchLine } from './bench-line.ts'

const USAGE = `Usage: npm run bench [-- <name>…] [--details] [--large]

Prints one JSON object a line: {"name", "value", "unit"}, and where there is one "limit", which the
value must not exceed, or "least", which it must reach. A name runs the benchmarks that begin with
it: registry, attest, verdict, greeter, indexer, devnet, rebuild, explain, api.
--large adds what takes an hour or two, 25 GB of disk and 10 GB of memory. docs/benchmarks.md says
what each measures.

Example:
  npm run -s bench -- indexer --details
`

/** Each is loaded when it runs, so that none shares its memory with another's modules. */
const BENCHMARKS: {
  names: string[]
  run: (options: { large: boolean }) => Promise<BenchLine[]>
}[] = [
  {
    names: ['registry', 'attest'],
    run: async () => (await import('./registry.ts')).registryCosts(),
  },
  { names: ['verdict'], run: async () => (await import('./verdict-gas.ts')).verdictGas() },
  { names: ['greeter'], run: async () => (await import('./greeter.ts')).greeterCosts() },
  { names: ['indexer'], run: async () => (await import('./indexer-replay.ts')).indexerReplay() },
  { names: ['devnet.start'], run: async () => (await import('./devnet/start.ts')).devnetStart() },
  {
    names: ['devnet.attest'],
    run: async () => (await import('./devnet/attest-rate.ts')).attestRate(),
  },
  {
    names: ['devnet.growth_ratio', 'devnet.memory', 'devnet.home_size', 'devnet.import_rate'],
    run: async () => (await import('./devnet/growth.ts')).devnetGrowth(),
  },
  {
    names: ['rebuild'],
    run: async () => (await import('./rebuild-overhead.ts')).rebuildOverhead(),
  },
  { names: ['explain'], run: async () => (await import('./explain.ts')).explainCosts() },
  { names: ['api.verdict'], run: async () => (await import('./api/verdict.ts')).apiVerdict() },
  {
    names: ['api.latency', 'api.database'],
    run: async (options) => (await import('./api/latency.ts')).apiLatency(options),
  },
  { names: ['api.batch'], run: async () => (await import('./api/batch.ts')).apiBatch() },
  { names: ['api.memory'], run: async () => (await import('./api/memory.ts')).apiMemory() },
  {
    names: ['api.postgresql'],
    run: async () => (await import('./api/postgres.ts')).apiPostgres(),
  },
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    details: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const wanted = BENCHMARKS.filter(
  ({ names }) =>
    positionals.length === 0 ||
    names.some((name) => positionals.some((p) => p.startsWith(name) || name.startsWith(p))),
)
if (values.help) process.stdout.write(USAGE)
else if (wanted.length === 0) {
  process.stderr.write(`There is no benchmark named ${positionals.join(' ')}.\n\n${USAGE}`)
  process.exitCode = 2
} else {
  for (const { names, run } of wanted) {
    process.stderr.write(`Measuring ${names.join(', ')}…\n`)
    for (const line of await run(values)) {
      if (positionals.length > 0 && !positionals.some((p) => line.name.startsWith(p))) continue
      const { name, value, unit, limit, least } = line
      console.log(JSON.stringify(values.details ? line : { name, value, unit, limit, least }))
    }
  }
}
