import { posix } from 'node:path'
import { pathIn, type Tree } from '../tree/tree.ts'
import { folderOf } from './folder-of.ts'
import { isOnePlace, type Requirement, readRequirement } from './requirement.ts'

const MOST_FILES = 20

/** Reads a requirements.txt (pip's "Requirements File Format"), and those that it includes. */
export async function readRequirementsFile(tree: Tree, first: string): Promise<Requirement[]> {
  const found: Requirement[] = []
  const files = [first]
  for (let index = 0; index < files.length && index < MOST_FILES; index += 1) {
    const file = files[index] as string
    const text = await tree.read(file)
    if (text === undefined) continue
    for (const [line, said] of logicalLines(text)) {
      const included = /^(?:-r|--requirement|-c|--constraint)[\s=]*(\S+)/.exec(said)?.[1]
      const path = included === undefined ? undefined : pathIn(folderOf(file), included)
      if (path !== undefined && !files.includes(path)) files.push(path)
      const requirement = readLine(said)
      if (requirement !== undefined) found.push({ ...requirement, file, line })
    }
  }
  return found
}

function readLine(said: string): Pick<Requirement, 'name' | 'text' | 'exact'> | undefined {
  const place = said.replace(/^(?:-e|--editable)[\s=]*/, '')
  // The project itself, or a folder beside it, is in the repository.
  if (said === '' || /^\.{1,2}(?:\/|$|\[)/.test(place)) return undefined
  if (/^[a-z+]+:\/\//i.test(place)) {
    const name = posix.basename(place).slice(0, 80)
    return { name, text: place, exact: isOnePlace(place) }
  }
  if (said.startsWith('-')) return undefined
  const [withoutOptions = ''] = said.split(/\s--?[a-z]/, 1)
  return readRequirement(withoutOptions)
}

/** Lines without comments, a backslash at the end joining the next; with the number of the first. */
function logicalLines(text: string): [line: number, text: string][] {
  const lines: [number, string][] = []
  let begun: [number, string[]] | undefined
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const continues = raw.endsWith('\\')
    begun ??= [index + 1, []]
    begun[1].push(continues ? raw.slice(0, -1) : raw)
    if (continues) continue
    lines.push([
      begun[0],
      begun[1]
        .join(' ')
        .replace(/(?:^|\s)#.*$/, '')
        .trim(),
    ])
    begun = undefined
  }
  return lines
}
