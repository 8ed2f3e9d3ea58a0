import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LintLimits } from '../limits.ts'

export type Entry = 'file' | 'link'

export type Listing = {
  /** By path below the folder, with `/`. Neither folders nor special files are in it. */
  entries: ReadonlyMap<string, Entry>
  /** What was not looked into, as sentences. */
  skipped: string[]
}

const SKIPPED_FOLDERS = new Set([
  '.git',
  '.hg',
  '.tox',
  '.venv',
  '__pycache__',
  'node_modules',
  'site-packages',
  'target',
  'venv',
])

/** Files that mark a folder as one that a tool filled: a virtual environment, a cache (bford.info/cachedir). */
const MARKS = ['pyvenv.cfg', 'CACHEDIR.TAG']

/** Lists what is below a folder, without what tools put there; links are listed and not followed. */
export async function listTree(root: string, limits: LintLimits): Promise<Listing> {
  const entries = new Map<string, Entry>()
  const skipped: string[] = []
  const waiting = [{ folder: '', depth: 0 }]
  let seen = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, depth } = next
    const below = await readdir(join(root, folder), { withFileTypes: true }).catch((error) => {
      if (folder === '') throw error
      skipped.push(`${folder} cannot be read (${codeOf(error)}).`)
      return []
    })
    if (folder !== '' && below.some(({ name }) => MARKS.includes(name))) continue
    seen += below.length
    if (seen > limits.entries) {
      skipped.push(`There are more than ${limits.entries} files and folders; the rest was left.`)
      break
    }
    for (const entry of below) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isFile()) entries.set(path, 'file')
      else if (entry.isSymbolicLink()) entries.set(path, 'link')
      else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) {
        if (depth < limits.depth) waiting.push({ folder: path, depth: depth + 1 })
        else skipped.push(`${path} is more than ${limits.depth} folders deep.`)
      }
    }
  }
  return { entries, skipped }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
