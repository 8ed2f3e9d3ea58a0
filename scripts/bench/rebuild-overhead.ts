import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BuilderError, type Engine, findEngine, rebuildInContainer } from '../../builder/index.ts'
import { essentialImage } from '../../tests/builder/support/image.ts'
import { IMAGE, recipeFor, WRITE_WASM } from '../../tests/builder/support/rebuild.ts'
import { makeRepository } from '../../tests/builder/support/repository.ts'
import type { BenchLine } from './bench-line.ts'
import { median } from './median.ts'

const run = promisify(execFile)

const ROUNDS = 7
/** Some seconds of work, as little as a build ever takes. */
const SCRIPT = `for ((i = 0; i < 1500000; i++)); do :; done; ${WRITE_WASM}`

/**
 * Measures the time of a rebuild's build stage against the bare engine command for the same build: what limits, log and watch cost.
 *
 * In turns; the median of the rounds. Needs podman and mmdebstrap, and gives nothing where they are not.
 */
export async function rebuildOverhead(): Promise<BenchLine[]> {
  const engine = await podman()
  if (engine === undefined) return []
  const image = await essentialImage(IMAGE)
  const kept: (() => Promise<void>)[] = []
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  try {
    const repository = await makeRepository({ teardown: (fn) => void kept.push(fn) }, { a: '' })
    const recipe = recipeFor(repository, image, SCRIPT)
    const ratios: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const bare = await bareSeconds(image, repository.path)
      const { result, times } = await rebuildInContainer({
        recipe,
        engine,
        directory: await mkdtemp(join(folder, 'round-')),
        allowImages: [IMAGE],
        mirrors: { [repository.url]: repository.path },
      })
      if (result.outcome === 'failed') throw new Error(result.problem)
      // The first round brings files into memory.
      if (round > 0) ratios.push((times.build ?? Number.NaN) / 1_000 / bare)
    }
    const value = Number(median(ratios).toFixed(3))
    return [{ name: 'rebuild.overhead', value, unit: 'ratio' }]
  } finally {
    await rm(folder, { recursive: true, force: true })
    for (const remove of kept) await remove()
  }
}

async function podman(): Promise<Engine | undefined> {
  try {
    return await findEngine({ env: process.env, only: 'podman' })
  } catch (error) {
    if (!(error instanceof BuilderError)) throw error
    process.stderr.write(`${error.message}\n`)
    return undefined
  }
}

async function bareSeconds(image: string, folder: string): Promise<number> {
  const start = performance.now()
  await run('podman', [
    ...['run', '--rm', '--network', 'none', '--volume', `${folder}:/home/near/code`],
    ...['--ulimit', 'nproc=4096:4096', '--ulimit', 'nofile=8192:8192'],
    ...['--workdir', '/home/near/code', '--entrypoint', '/bin/bash', image, '-c', SCRIPT],
  ])
  return (performance.now() - start) / 1_000
}
