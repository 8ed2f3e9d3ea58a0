import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export type Import = {
  /** Path of a file of ours, or the name of a package. */
  target: string
  ours: boolean
  typeOnly: boolean
}

/** Lists the TypeScript files of the given folders, relative to the repository. */
export function sourceFiles(folders: readonly string[]): string[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  ).sort()
}

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Reads the imports of a file, static and dynamic. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(IMPORT)].map(([, type, from, dynamic]) => {
    const specifier = (from ?? dynamic) as string
    const ours = specifier.startsWith('.')
    return {
      target: ours ? normalize(join(dirname(file), specifier)) : specifier,
      ours,
      typeOnly: type !== undefined,
    }
  })
}
