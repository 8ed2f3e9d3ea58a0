import {
  type PostgresCluster,
  postgresPrograms,
  startPostgres,
} from '../../../tests/support/postgres.ts'
import type { BenchLine } from '../bench-line.ts'
import { measureLatency, SIZES } from './latency.ts'
import { measureVerdicts } from './verdict.ts'

const PREFIX = 'api.postgresql'

/** Measures verdicts over PostgreSQL as over SQLite; nothing where it is not installed. */
export async function apiPostgres(): Promise<BenchLine[]> {
  if (postgresPrograms() === undefined) {
    process.stderr.write('postgresql is not installed: skipped\n')
    return []
  }
  const cluster = await startPostgres()
  try {
    const verdicts = await measureVerdicts(await createSchema(cluster, 'verdicts'), PREFIX)
    const databases = new Map<string, string>()
    for (const { name } of SIZES) databases.set(name, await createSchema(cluster, `size_${name}`))
    const latency = await measureLatency(SIZES, ({ name }) => databases.get(name) as string, {
      prefix: PREFIX,
      // As autovacuum would have done by then.
      afterWriting: async () => void (await cluster.run('analyze')),
    })
    return [...verdicts, ...latency]
  } finally {
    await cluster.stop()
  }
}

async function createSchema(cluster: PostgresCluster, name: string): Promise<string> {
  await cluster.run(`create schema ${name}`)
  return `${cluster.url()}&options=-csearch_path%3D${name}`
}
