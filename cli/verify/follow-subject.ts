import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Explanation, explain } from '../../builder/explain/index.ts'
import { BuilderError, DEFAULT_LIMITS, type Followed, followRecipe } from '../../builder/index.ts'
import { createRpc, type Rpc } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import type { FollowOptions } from './follow-command.ts'
import { createProgress } from './progress.ts'
import { type Place, readSubject, type Subject } from './subject.ts'

/** Code, the recipe it is said to come from, and what following that recipe gave. */
export type Verification = {
  subject: Subject
  followed: Followed
  /** What was built is the code, byte for byte. */
  identical: boolean
  /** Why they differ; null if they do not, if nothing was built, or if one of the two cannot be taken apart. */
  explanation: Explanation | null
}

/** Makes the RPC client of the network that is named, if one is. */
export function rpcOf(
  io: Io,
  { network, rpc }: Pick<FollowOptions, 'network' | 'rpc'>,
): Rpc | undefined {
  const urls = rpc ?? network?.rpc
  return urls === undefined ? undefined : createRpc({ urls, signal: io.signal })
}

/** Finds out what is asked about; throws a CommandExit if that is not one thing. */
export function placeOf(
  accountId: AccountId | undefined,
  { codeHash, wasm, recipe }: Pick<FollowOptions, 'codeHash' | 'wasm' | 'recipe'>,
  hasRpc: boolean,
): Place {
  const refuse = (text: string): never => {
    throw new CommandExit(EXIT.UNANSWERED, text)
  }
  const given = [accountId, codeHash, wasm].filter((place) => place !== undefined)
  if (given.length !== 1)
    return refuse('Name an account, or --code-hash, or --wasm, and one of them only.')
  if (wasm !== undefined) {
    return recipe === undefined ? refuse('--wasm needs --recipe.') : { wasmFile: wasm }
  }
  if (!hasRpc) return refuse('Say where to ask, with --network or --rpc.')
  if (codeHash === undefined) return { accountId: accountId as AccountId }
  return recipe === undefined
    ? refuse('--code-hash needs --recipe: only an account can be asked for one.')
    : { globalCodeHash: codeHash }
}

/**
 * Reads what is to be verified, follows its recipe, and compares the bytes here, outside of any sandbox.
 *
 * What the build used is removed in any case; the log is kept in the cache folder.
 */
export async function followSubject(
  io: Io,
  accountId: AccountId | undefined,
  options: FollowOptions,
): Promise<Verification> {
  const rpc = rpcOf(io, options)
  const place = placeOf(accountId, options, rpc !== undefined)
  const subject = await readSubject({
    place,
    rpc,
    at: options.at,
    recipeFile: options.recipe,
    cwd: io.cwd,
  })
  const cacheDir = resolve(io.cwd, options.cache)
  const directory = await mkdtemp(join(tmpdir(), 'countersign-'))
  const progress = createProgress(io)
  try {
    const followed = await followRecipe({
      recipe: subject.recipe,
      directory,
      cacheDir,
      env: io.env,
      engine: options.engine,
      online: options.online,
      allowImages: options.allowImage ?? [],
      insecureRegistry: options.insecureRegistry,
      mirrors: mirrorsOf(io, options),
      limits: { ...DEFAULT_LIMITS, timeMs: options.timeout * 1_000 },
      onStage: progress.onStage,
      signal: io.signal,
    })
    const { result } = followed
    const identical =
      result.outcome === 'built' && Buffer.compare(result.wasm, subject.code.wasm) === 0
    if (result.outcome === 'built' && options.output !== undefined) {
      await writeFile(resolve(io.cwd, options.output), result.wasm)
    }
    return {
      subject,
      followed: { ...followed, log: await keepLog(followed, cacheDir) },
      identical,
      explanation:
        result.outcome === 'failed' || identical ? null : explained(subject.code.wasm, result.wasm),
    }
  } finally {
    progress.end()
    await rm(directory, { recursive: true, force: true })
  }
}

/** Explains the difference; what runs at an account need not be well-formed, nor what a build leaves. */
function explained(deployed: Uint8Array, built: Uint8Array): Explanation | null {
  try {
    return explain(deployed, built)
  } catch (error) {
    if (error instanceof BuilderError) return null
    throw error
  }
}

function mirrorsOf(io: Io, { mirror = {} }: FollowOptions): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mirror).map(([url, folder]) => [url, resolve(io.cwd, folder)]),
  )
}

/** Moves the log to where it stays, under its digest: what an attestation names must be there to be looked at. */
async function keepLog({ log }: Followed, cacheDir: string): Promise<Followed['log']> {
  if (log === null) return null
  const folder = join(cacheDir, 'logs')
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${log.digest}.log`)
  // A rename does not reach another file system.
  await rename(log.file, file).catch(() => copyFile(log.file, file))
  return { ...log, file }
}
