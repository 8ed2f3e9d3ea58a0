import { posix } from 'node:path'
import type { JavascriptContract } from '../../contracts/contract.ts'
import type { Found } from '../../finding.ts'
import { parseJson } from '../../manifest/json.ts'
import { tableAt, textAt, valueAt } from '../../manifest/manifest.ts'
import type { Repository } from '../../repository.ts'
import { findUpwards } from '../../tree/tree.ts'
import type { JavascriptRule } from '../rule.ts'

const OWN_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare']

const MOST_NAMED = 5

export const installScripts: JavascriptRule = {
  id: 'javascript-install-scripts',
  severity: 'warning',
  looksFor:
    'no install scripts, in the package or its locked dependencies, unless `.npmrc` has `ignore-scripts=true`',
  why: 'Install scripts download what no lock file pins: those of near-sdk-js fetch a compiler and an engine without checking them.',
  fix: 'Set ignore-scripts=true in .npmrc and build with countersign build, which needs no install scripts.',
  async check(contract, repository) {
    if (await ignoresScripts(contract, repository)) return []
    const { manifest } = contract
    const own = OWN_SCRIPTS.filter((name) => textAt(manifest.value, 'scripts', name) !== undefined)
    return [
      ...own.map((name) => ({
        what: `The package has a script ${name}.`,
        file: manifest.file,
        line: manifest.lineOf('scripts', name),
      })),
      ...(await ofDependencies(contract, repository)),
    ]
  },
}

async function ignoresScripts(
  { folder }: JavascriptContract,
  { tree }: Repository,
): Promise<boolean> {
  const file = findUpwards(tree, folder, ['.npmrc'])
  const text = file === undefined ? undefined : await tree.read(file)
  return text !== undefined && /^[ \t]*ignore-scripts[ \t]*=[ \t]*true[ \t]*$/m.test(text)
}

async function ofDependencies(
  { folder }: JavascriptContract,
  { tree }: Repository,
): Promise<Found[]> {
  const npm = findUpwards(tree, folder, ['npm-shrinkwrap.json', 'package-lock.json'])
  if (npm !== undefined) {
    const lock = parseJson(npm, (await tree.read(npm, 'lock')) ?? '{}')
    if ('malformed' in lock) {
      return [{ what: `It cannot be parsed: ${lock.malformed}.`, file: npm, line: lock.line }]
    }
    const packages = Object.entries(tableAt(lock.value, 'packages'))
    const names = packages
      .filter(([path, said]) => path !== '' && valueAt(said, 'hasInstallScript') === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    return names.length === 0 ? [] : [found(npm, lock.lineOf('packages'), names)]
  }
  const pnpm = findUpwards(tree, folder, ['pnpm-lock.yaml'])
  const text = pnpm === undefined ? undefined : await tree.read(pnpm, 'lock')
  const line = text?.split('\n').findIndex((each) => each.trim() === 'requiresBuild: true') ?? -1
  return pnpm === undefined || line < 0 ? [] : [found(pnpm, line + 1, [])]
}

function found(file: string, line: number, names: readonly string[]): Found {
  const some = [...new Set(names)].slice(0, MOST_NAMED).map((name) => posix.normalize(name))
  const named =
    some.length === 0 ? '' : `: ${some.join(', ')}${names.length > some.length ? ', …' : ''}`
  return { what: `Dependencies have install scripts${named}.`, file, line }
}
