/** One thing that a Python project asks for. */
export type Requirement = {
  /** As packages.python.org compares names: lower case, one hyphen for each separator. */
  name: string
  /** As it is written. */
  text: string
  /** Whether it names one version and no other. */
  exact: boolean
  file: string
  line: number
}

// PEP 508: name, extras, then versions or a place. PEP 440: `==` without `.*` is one version, `===` is one spelling.
const NAMED = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/s
const ONE_VERSION = /^\(?\s*={2,3}\s*v?\d[A-Za-z0-9.!+_-]*\s*\)?$/
const PLACE_OF_ONE_COMMIT = /@[0-9a-f]{40}(?:#|$)/
const FILE_OF_ONE_HASH = /#(?:[^#]*&)?sha256=[0-9a-f]{64}(?:&|$)/

/** Reads a requirement; undefined if it names no package. */
export function readRequirement(
  text: string,
): Pick<Requirement, 'name' | 'text' | 'exact'> | undefined {
  const beforeMarker = (text.split(';')[0] ?? '').trim()
  const [, name, rest = ''] = NAMED.exec(beforeMarker) ?? []
  if (name === undefined) return undefined
  const place = rest.startsWith('@') ? rest.slice(1).trim() : undefined
  const exact = place === undefined ? ONE_VERSION.test(rest.trim()) : isOnePlace(place)
  return { name: normalName(name), text: text.trim(), exact }
}

/** Whether what is at a URL cannot change: a commit, or a file with its hash. */
export function isOnePlace(url: string): boolean {
  return PLACE_OF_ONE_COMMIT.test(url) || FILE_OF_ONE_HASH.test(url)
}

export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
