import type { Found } from '../finding.ts'
import type { Tree } from '../tree/tree.ts'
import { parseJson } from './json.ts'
import type { Manifest } from './manifest.ts'
import { parseToml } from './toml.ts'

/** The TOML and JSON files of a tree; each is parsed once. */
export type Manifests = {
  /** Undefined if there is none, or it cannot be read or parsed: that is remembered. */
  read(path: string): Promise<Manifest | undefined>
  malformed: readonly Found[]
}

const OF_CONTRACTS = /near|cdylib/

export function createManifests(tree: Tree): Manifests {
  const known = new Map<string, Promise<Manifest | undefined>>()
  const malformed: Found[] = []
  return {
    malformed,
    read(path) {
      const before = known.get(path)
      if (before !== undefined) return before
      const parsed = parse(path)
      known.set(path, parsed)
      return parsed
    },
  }

  async function parse(path: string): Promise<Manifest | undefined> {
    const text = await tree.read(path)
    if (text === undefined) return undefined
    const parsed = path.endsWith('.json') ? parseJson(path, text) : parseToml(path, text)
    if (!('malformed' in parsed)) return parsed
    const { malformed: why, line, column } = parsed
    const place = column === undefined ? { line } : { line, column }
    // Many a repository has broken manifests of other things, to test with.
    const severity = OF_CONTRACTS.test(text) ? 'error' : 'warning'
    malformed.push({ what: `It cannot be parsed: ${why}.`, file: path, ...place, severity })
    return undefined
  }
}
