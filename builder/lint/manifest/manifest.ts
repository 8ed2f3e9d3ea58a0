/** A TOML or JSON file of a repository, of any shape. */
export type Manifest = {
  file: string
  value: Readonly<Record<string, unknown>>
  /** Line of a key by its path, or of the nearest one above it that the text shows. */
  lineOf(...path: string[]): number
  /** Line of the first occurrence of a text from that key on. */
  lineOfText(text: string, ...path: string[]): number
}

export type ParsedManifest = Manifest | { malformed: string; line: number; column?: number }

/** What a path of keys leads to in parsed TOML or JSON; undefined if it leads nowhere. */
export function valueAt(value: unknown, ...path: string[]): unknown {
  let at = value
  for (const key of path) {
    if (!isTable(at) || !Object.hasOwn(at, key)) return undefined
    at = at[key]
  }
  return at
}

export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = valueAt(value, ...path)
  return typeof found === 'string' ? found : undefined
}

export function tableAt(value: unknown, ...path: string[]): Readonly<Record<string, unknown>> {
  const found = valueAt(value, ...path)
  return isTable(found) ? found : {}
}

/** The texts of a list; what else is in it is left out. */
export function textsAt(value: unknown, ...path: string[]): string[] {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found.filter((entry) => typeof entry === 'string') : []
}

export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
