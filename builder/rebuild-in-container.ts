import { randomBytes } from 'node:crypto'
import { lchown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeHashOf } from '../protocol/code-hash.ts'
import { bytesToHex } from '../protocol/hex.ts'
import { portableHasher } from '../protocol/portable-hasher.ts'
import { createBuildLog, type KeptLog } from './container/build-log.ts'
import type { Container } from './container/container-arguments.ts'
import type { Engine } from './container/engine.ts'
import { readImage, requireAllowedImage } from './container/image.ts'
import { DEFAULT_LIMITS, type Limits } from './container/limits.ts'
import { PLATFORM, pullImage } from './container/pull-image.ts'
import { type Ended, runContainer } from './container/run-container.ts'
import { runEngine } from './container/run-engine.ts'
import { environmentOf } from './environments/environment-of.ts'
import type { Environment } from './environments/types.ts'
import type { Followed } from './followed.ts'
import { findWasmFiles, type WasmFiles } from './output/planted-wasm.ts'
import { readOutput } from './output/read-output.ts'
import type { Rebuild } from './rebuild.ts'
import { shellWords } from './shell-words.ts'
import { fetchRecipeSource } from './source/fetch-recipe-source.ts'
import { createStages } from './stages.ts'

export type ContainerRebuild = Rebuild & { engine: Engine }

/** The user of NEAR's images (sourcescan/cargo-near). */
const IMAGE_USER = 1_000

/**
 * Follows a recipe in a container: fetches the source and what it depends on, then builds without any network.
 *
 * The result is what lies in the checkout once the container is gone; nothing that the build prints is read. Container and volumes are
 * removed in any case.
 *
 * @throws BuilderError if the recipe cannot be followed at all: image not admitted or not to be had, source not to be fetched.
 */
export async function rebuildInContainer(
  rebuild: ContainerRebuild,
): Promise<Followed & { log: KeptLog }> {
  const { recipe, engine, limits = DEFAULT_LIMITS, online = false, signal } = rebuild
  const image = readImage(recipe)
  requireAllowedImage(image, rebuild.allowImages ?? [])
  const stages = createStages(rebuild.onStage, () => performance.now())
  const { insecureRegistry, mirrors } = rebuild
  await stages.run('image', () => pullImage(engine, image, { insecureRegistry, signal }))

  const checkout = join(rebuild.directory, 'source')
  const { commitTime } = await stages.run('source', () =>
    fetchRecipeSource({
      recipe,
      directory: checkout,
      mirrors,
      symlinks: true,
      submodules: true,
      signal,
    }),
  )
  const planted = await findWasmFiles(checkout)
  const environment = await environmentOf(recipe, image, { directory: checkout, commitTime })
  const user = await giveAway(engine, checkout)
  const log = createBuildLog(join(rebuild.directory, 'build.log'), limits.logBytes)
  const id = `countersign-${randomBytes(8).toString('hex')}`
  const { cargoHome } = environment
  const volumes: Record<string, string> = cargoHome === undefined ? {} : { [id]: cargoHome }
  const run = (script: string, network: boolean): Promise<Ended> => {
    const container: Container = {
      name: id,
      reference: image.reference,
      mount: { from: checkout, to: environment.mount },
      volumes,
      workdir: environment.workdir,
      env: network ? environment.env : { ...environment.env, CARGO_NET_OFFLINE: 'true' },
      script,
      network,
      user,
    }
    return runContainer(engine, container, { limits, log, signal })
  }

  let problem: string | undefined
  let kept: KeptLog
  const fetches = !online && environment.fetch !== undefined
  try {
    if (fetches) problem = await stages.run('dependencies', () => fetchInside(environment, run))
    problem ??= await stages.run('build', async () => {
      const ended = await run(shellWords(environment.command), online)
      return problemOf(ended, limits)
    })
  } finally {
    if (cargoHome !== undefined) await runEngine(engine, ['volume', 'rm', '--force', id])
    kept = await log.finish()
  }
  const result: Followed['result'] =
    problem === undefined
      ? await stages.run('output', () => takeOutput(checkout, environment, planted))
      : { outcome: 'failed', problem }
  return {
    result,
    network: online ? 'online' : fetches ? 'fetch_then_none' : 'none',
    platform: PLATFORM,
    image: image.reference,
    engine: { name: engine.name, version: engine.version },
    log: kept,
    times: stages.times,
  }
}

/** Lets the container's user write to the checkout; gives that user. */
async function giveAway(engine: Engine, checkout: string): Promise<Container['user']> {
  const { getuid, getgid } = process
  const [uid, gid] = [getuid?.() ?? IMAGE_USER, getgid?.() ?? IMAGE_USER]
  // Who is not root cannot give files away, and the container runs as the same user then (near-verify-rs does so, too).
  if (uid !== 0 || engine.rootless) return { uid, gid }
  await chownAll(checkout)
  return { uid: IMAGE_USER, gid: IMAGE_USER }
}

async function chownAll(directory: string): Promise<void> {
  await lchown(directory, IMAGE_USER, IMAGE_USER)
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await chownAll(path)
    else await lchown(path, IMAGE_USER, IMAGE_USER)
  }
}

async function fetchInside(
  { fetch = [] }: Environment,
  run: (script: string, network: boolean) => Promise<Ended>,
): Promise<string | undefined> {
  const ended = await run(shellWords(fetch), true)
  if (ended.by === 'exit' && ended.code === 0) return undefined
  const how = ended.by === 'exit' ? `ended with ${ended.code}` : `was stopped (${ended.by})`
  return `the dependencies could not be fetched: \`${fetch.join(' ')}\` ${how}`
}

function problemOf(ended: Ended, { timeMs, diskBytes }: Limits): string | undefined {
  switch (ended.by) {
    case 'exit':
      return ended.code === 0 ? undefined : `the build command ended with ${ended.code}`
    case 'time':
      return `the build took longer than ${Math.round(timeMs / 1_000)} seconds`
    case 'disk':
      return `the build took more than ${diskBytes} bytes of disk`
  }
}

async function takeOutput(
  checkout: string,
  { outputs }: Environment,
  planted: WasmFiles,
): Promise<Followed['result']> {
  const output = await readOutput(checkout, outputs)
  if ('problem' in output) return { outcome: 'failed', problem: output.problem }
  const { wasm, path } = output
  const source = planted.get(bytesToHex(portableHasher.sha256(wasm)))
  if (source === undefined) {
    return { outcome: 'built', wasm, codeHash: codeHashOf(wasm, portableHasher), path }
  }
  const problem = `the result is the file ${source} of the source itself, which nothing shows to have been built`
  return { outcome: 'failed', problem }
}
