import { writeFile } from 'node:fs/promises'
import { availableParallelism, hostname } from 'node:os'
import type * as Toolchain from '../../../toolchain/index.ts'
import type { ChildJob, Seen } from './surroundings.ts'

// Builds contracts in a process of its own and writes them to files. The toolchain comes from the
// folder that is asked for, so that it can lie anywhere. Says what it sees around it.

const job: ChildJob = JSON.parse(process.argv[2] ?? '')
process.umask(Number.parseInt(job.umask, 8))
if (job.uid !== undefined) {
  process.setgroups?.([])
  process.setgid?.(job.uid)
  process.setuid?.(job.uid)
}
const seen: Seen = {
  uid: process.getuid?.(),
  locale: Intl.DateTimeFormat().resolvedOptions().locale,
  offset: new Date(0).getTimezoneOffset(),
  hostname: hostname(),
  processors: availableParallelism(),
  node: process.version,
}
const { build }: typeof Toolchain = await import(job.toolchain)
const built: object[] = []
for (const { entry, output } of job.contracts) {
  const { cacheDir, engineCacheDir } = job
  const { wasm, ...facts } = await build({ entry, cacheDir, engineCacheDir })
  await writeFile(output, wasm)
  built.push(facts)
}
process.stdout.write(JSON.stringify({ seen, built }))
