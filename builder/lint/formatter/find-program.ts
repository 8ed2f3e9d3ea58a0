import { constants } from 'node:fs'
import { access, realpath } from 'node:fs/promises'
import { delimiter, isAbsolute, join, relative, sep } from 'node:path'

/** Finds the first on a PATH of programs of these names; what is in the linted folder is passed over, as nothing of that may run. */
export async function findProgram(
  names: readonly string[],
  path: string | undefined,
  root: string,
): Promise<string | undefined> {
  const folders = (path ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  for (const [folder, name] of folders.flatMap((each) =>
    names.map((name) => [each, name] as const),
  )) {
    const program = join(folder, name)
    try {
      const real = await realpath(program)
      if ([program, real, await realpath(folder)].some((each) => isWithin(each, root))) continue
      await access(program, constants.X_OK)
      return program
    } catch {
      // It is not in this folder.
    }
  }
  return undefined
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
