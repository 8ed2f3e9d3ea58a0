import { createHash } from 'node:crypto'
import { type Bundle, bundle, findSourceLine } from './bundle/bundle.ts'
import { type BuildRecord, readBuild, writeBuild } from './cache/builds.ts'
import { createCacheStore } from './cache/store.ts'
import { assemble } from './contract/assemble.ts'
import { compileBytecode } from './contract/bytecode.ts'
import { checkLimits } from './contract/check-limits.ts'
import { codeHashOf } from './contract/code-hash.ts'
import { linesOfHostCall, withPlace } from './contract/host-call.ts'
import { methodNames, noMethods } from './contract/methods.ts'
import { findUnreachable } from './contract/reachable.ts'
import { takeSnapshot } from './contract/snapshot.ts'
import { type ToolchainDigest, toolchainDigest } from './digest/digest.ts'
import { checkInstalled } from './digest/installed.ts'
import { packageLine } from './digest/lock-file.ts'
import { createEngineBuilder } from './engine/engine.ts'
import { readLinkGraph } from './engine/link-graph.ts'
import { DISPATCHER } from './engine/optimise.ts'
import type { BuildEvent, BuildPhase, BuildResult, Intrinsics } from './types.ts'
import type { BuildJob } from './worker/protocol.ts'

const PHASES: readonly BuildPhase[] = [
  'bundle',
  'engine',
  'bytecode',
  'snapshot',
  'assemble',
  'check',
]

/** Runs all of a build in this thread. */
export async function runBuild(
  job: BuildJob,
  onProgress: (event: BuildEvent) => void,
): Promise<BuildResult> {
  const say = (phase: BuildPhase, message: string) =>
    onProgress({ phase, message, done: PHASES.indexOf(phase), total: PHASES.length })
  const cache = createCacheStore(job.cacheDir, job.id)
  const toolchain = await toolchainDigest()
  await checkInstalled(toolchain)
  const { digest } = toolchain
  say('bundle', `Bundling ${job.entry}`)
  const bundled = await bundle(job.entry, { cache, toolchain: digest })
  const intrinsics = job.intrinsics ?? bundled.intrinsics ?? 'full'
  const inputHash = hashInput({ digest, bundled, intrinsics, mode: job.mode })
  const known = await readBuild(cache, inputHash)
  if (known !== undefined) return toResult(known, inputHash, true)
  const built = await compile({ job, bundled, intrinsics, toolchain, say })
  await writeBuild(cache, inputHash, built)
  return toResult(built, inputHash, false)
}

async function compile(deps: {
  job: BuildJob
  bundled: Bundle
  intrinsics: Intrinsics
  toolchain: ToolchainDigest
  say: (phase: BuildPhase, message: string) => void
}): Promise<BuildRecord> {
  const { job, bundled, intrinsics, toolchain } = deps
  // Parts of the engine are prepared when they are needed: that belongs to the phase that needs them.
  let current: BuildPhase = 'engine'
  const say: typeof deps.say = (phase, message) => {
    current = phase
    deps.say(phase, message)
  }
  const names = methodNames(bundled.exports, job.entry)
  say('engine', 'Preparing the engine, which takes about a minute the first time')
  const engines = createEngineBuilder({
    cache: createCacheStore(job.engineCacheDir, job.id),
    compilerPackage: compilerPackageOf(toolchain),
    toolchain: toolchain.digest,
    onStep: (message) => say(current, message),
  })
  const compiler = await engines.program('compiler')
  const linked = await engines.program(intrinsics)
  say('bytecode', 'Compiling the contract to bytecode')
  const bytecode = await compileBytecode(compiler, bundled.code, { strip: job.mode !== 'stock' })
  say('snapshot', 'Running the module body')
  const { mode } = job
  const snapshot = await takeSnapshot(linked, bytecode, names, { mode, intrinsics }).catch(
    async (error: unknown) => {
      const lines = await linesOfHostCall(error, { compiler, linked, code: bundled.code, names })
      if (lines.length === 0) throw error
      throw withPlace(
        error,
        await findSourceLine(job.entry, lines, { toolchain: toolchain.digest }),
      )
    },
  )
  if (snapshot.methods.length === 0) throw noMethods(job.entry)
  say('assemble', 'Assembling the contract')
  const engine = await engines.optimised(intrinsics, mode)
  const unreachable =
    mode === 'preinitialised'
      ? findUnreachable(readLinkGraph(linked), snapshot.memory, DISPATCHER[mode])
      : undefined
  const wasm = await assemble(engine, snapshot, { mode, unreachable })
  say('check', 'Checking against the limits of NEAR')
  checkLimits(wasm, job.entry)
  return { wasm, methods: snapshot.methods.map(({ name }) => name) }
}

/** Names the compiler as the lock file pins it: objects depend on it, on flags and on sources. */
function compilerPackageOf({ packages }: ToolchainDigest): string {
  return packages
    .filter(({ name }) => name === '@yowasp/clang')
    .map(packageLine)
    .join()
}

/** Hashes all that decides the bytes; the digest stands for packages, flags and our own sources. */
function hashInput(input: {
  digest: string
  bundled: Bundle
  intrinsics: Intrinsics
  mode: string
}): string {
  const { digest, bundled, intrinsics, mode } = input
  const text = JSON.stringify([digest, mode, intrinsics, bundled.exports, bundled.code])
  return createHash('sha256').update(text).digest('hex')
}

function toResult({ wasm, methods }: BuildRecord, inputHash: string, cached: boolean): BuildResult {
  return { wasm, codeHash: codeHashOf(wasm), methods, inputHash, cached }
}
