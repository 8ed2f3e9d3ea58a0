import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { type BuildPhase, build, ToolchainError } from '../../toolchain/index.ts'
import {
  engineCacheDir,
  greeterEntry,
  makeFolder,
  probeEntry,
  removeFolder,
  root,
  temporaryFolder,
} from './support/folders.ts'
import type { ChildBuild } from './support/surroundings.ts'
import { CONTRACTS, compareTwoBuilders } from './support/two-builders.ts'

let folder: string
/** Cache of the first build, which the tests after it go on with. */
let cacheDir: string
let first: ChildBuild
test.before(async () => {
  folder = await makeFolder()
  // The second builder may be another user.
  await chmod(folder, 0o755)
})
test.after.always(() => removeFolder(folder))

const { serial } = test

serial('two who build at once get the same bytes, whoever and wherever they are', async (t) => {
  // What both share, the engine, is there before: the second builder may not write to its cache.
  for (const entry of [probeEntry, greeterEntry]) {
    await build({ entry, cacheDir: join(folder, 'before'), engineCacheDir })
  }
  const probe = relative(root, probeEntry)
  const builders = await compareTwoBuilders(t, folder, [probe, ...CONTRACTS], { engineCacheDir })
  cacheDir = builders.first.cacheDir
  const [built] = builders.first.built
  if (built === undefined) throw new TypeError('Nothing was built.')
  first = built
})

serial('what was built is not built again, and nothing of the engine is touched', async (t) => {
  const nowhere = join(folder, 'no-such-engine')
  const phases: BuildPhase[] = []
  const { wasm, ...again } = await build({
    entry: probeEntry,
    cacheDir,
    engineCacheDir: nowhere,
    onProgress: ({ phase }) => phases.push(phase),
  })
  t.like(again, { cached: true, codeHash: first.codeHash, inputHash: first.inputHash })
  t.deepEqual(Buffer.from(wasm), Buffer.from(first.wasm))
  t.deepEqual(phases, ['bundle'])
  await t.throwsAsync(stat(nowhere), { code: 'ENOENT' })
})

serial(
  'a damaged entry is noticed and built anew, beside the build of a changed source',
  async (t) => {
    for (const kind of ['builds', 'modules']) {
      for (const name of await readdir(join(cacheDir, kind)))
        await damage(join(cacheDir, kind, name))
    }
    const changed = await copyContract(t)
    await writeFile(
      join(dirname(changed), 'lines.ts'),
      'export const shout = (line: string): string => line.toLowerCase()',
    )
    const [anew, other] = await Promise.all([
      build({ entry: probeEntry, cacheDir, engineCacheDir }),
      build({ entry: changed, cacheDir, engineCacheDir }),
    ])
    t.like(anew, { cached: false, codeHash: first.codeHash, inputHash: first.inputHash })
    t.false(other.cached)
    t.not(other.inputHash, first.inputHash)
    t.not(other.codeHash, first.codeHash)
    const third = await build({ entry: probeEntry, cacheDir, engineCacheDir })
    t.like(third, { cached: true, codeHash: first.codeHash })
    t.deepEqual(await unfinished(cacheDir), [])
  },
)

for (const phase of ['bundle', 'engine', 'assemble'] satisfies BuildPhase[]) {
  serial(`a build that is aborted in the phase ${phase} rejects and leaves no file`, async (t) => {
    const own = await temporaryFolder(t)
    const controller = new AbortController()
    const error = await t.throwsAsync(
      build({
        entry: probeEntry,
        cacheDir: own,
        engineCacheDir,
        signal: controller.signal,
        onProgress: (event) => {
          if (event.phase === phase) controller.abort(new Error('enough'))
        },
      }),
      { instanceOf: ToolchainError, code: 'ABORTED' },
    )
    t.deepEqual(error?.cause, new Error('enough'))
    t.deepEqual(await unfinished(own), [])
    t.false((await readdir(own)).includes('builds'))
  })
}

serial('a signal that is aborted already starts nothing', async (t) => {
  const own = join(await temporaryFolder(t), 'cache')
  const signal = AbortSignal.abort()
  await t.throwsAsync(build({ entry: probeEntry, cacheDir: own, signal }), { code: 'ABORTED' })
  await t.throwsAsync(stat(own), { code: 'ENOENT' })
})

async function damage(path: string): Promise<void> {
  const bytes = await readFile(path)
  const middle = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  await writeFile(path, bytes)
}

/** Copies the probe into a folder of its own and gives the path of its main module. */
async function copyContract(t: ExecutionContext): Promise<string> {
  const sources = await temporaryFolder(t)
  const entry = join(sources, 'probe.ts')
  await writeFile(entry, await readFile(probeEntry))
  return entry
}

/** Files that a build began to write and did not finish. */
async function unfinished(cache: string): Promise<string[]> {
  const names = await readdir(cache, { recursive: true }).catch(() => [])
  return names.filter((name) => name.startsWith('unfinished') && name !== 'unfinished')
}
