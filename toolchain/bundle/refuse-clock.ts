import { realpathSync } from 'node:fs'
import { sep } from 'node:path'
import type { GetModuleInfo, OutputChunk, Plugin } from 'rollup'
import { ToolchainError } from '../errors.ts'
import { packageFolder } from '../packages.ts'
import { findClockAndRandom, mayUseClockOrRandom, type Use } from './clock-and-random.ts'
import { createLocator } from './source-places.ts'

/** How many further places a message lists. */
const LISTED = 9

type Found = Use & { file: string }

/**
 * Makes the rollup plugin that remembers which modules near-sdk-js brings along: they are pinned,
 * and a test holds that what stays of them in a contract uses neither clock nor random numbers.
 */
export function sdkModules(): Plugin & { isOfSdk: (id: string) => boolean } {
  const known = new Set<string>()
  return {
    name: 'sdk-modules',
    buildEnd(error) {
      if (error !== undefined) return
      const folder = `${realpathSync(packageFolder('near-sdk-js'))}${sep}`
      const ofSdk = [...this.getModuleIds()].filter((id) => id.startsWith(folder))
      collectImported(ofSdk, this.getModuleInfo, known)
    },
    isOfSdk: (id) => known.has(id),
  }
}

function collectImported(ids: readonly string[], infoOf: GetModuleInfo, known: Set<string>): void {
  for (const id of ids) {
    if (known.has(id)) continue
    known.add(id)
    collectImported(infoOf(id)?.importedIds ?? [], infoOf, known)
  }
}

/**
 * Refuses a contract in whose bundle code of its own, or of its packages, uses a clock or
 * `Math.random`. `withMap` generates the bundle again with a source map, for the places.
 */
export async function refuseClockAndRandom(
  chunk: OutputChunk,
  deps: {
    isOfSdk: (id: string) => boolean
    withMap: () => Promise<OutputChunk>
    shorten: (file: string) => string
  },
): Promise<void> {
  const suspect = Object.entries(chunk.modules).some(
    ([id, { code }]) => !deps.isOfSdk(id) && code !== null && mayUseClockOrRandom(code),
  )
  if (!suspect) return
  const uses = await findClockAndRandom(chunk.code)
  if (uses.length === 0) return
  const locate = createLocator(await deps.withMap())
  const found = uses
    .map((use): Found => ({ ...use, file: '', ...locate(use.at) }))
    .filter(({ file }) => !deps.isOfSdk(file))
  const [first] = found
  if (first !== undefined) throw refusal(first, found.slice(1), deps.shorten)
}

function refusal(
  first: Found,
  others: readonly Found[],
  shorten: (file: string) => string,
): ToolchainError {
  const { name, instead, at } = first
  const file = shorten(first.file)
  const list = others
    .slice(0, LISTED)
    .map((use) => `${use.name} in ${shorten(use.file)}:${use.at.line}`)
  const more =
    list.length === 0 ? '' : ` So do: ${list.join(', ')}${others.length > LISTED ? ', …' : ''}.`
  return new ToolchainError(
    'CLOCK_OR_RANDOM',
    `${file} uses ${name} in line ${at.line}, column ${at.column + 1}, which a contract does not have: all validators must come to the same. Use ${instead} instead.${more}`,
    { file, line: at.line, column: at.column + 1, name, instead },
  )
}
