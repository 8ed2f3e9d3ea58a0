// JSON values as trees: paths into them, in the words of the registry's sentences, and texts with one place replaced.

export type Step = string | number
export type Path = readonly Step[]

/** Lists the paths to a value and to all within it. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  const within = childrenOf(value).flatMap(([step, child]) => pathsIn(child, [...path, step]))
  return [path, ...within]
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, step) => (at as Record<Step, unknown>)[step], value)
}

/** Writes a path as the registry does: `recipe.build_command[3]`; the arguments as a whole are `args`. */
export function fieldOf(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return text === '' ? 'args' : text.slice(1)
}

/** Writes a value as JSON, with the value at `path` written by `write`, which gets its usual text. */
export function stringifyWith(value: unknown, path: Path, write: (json: string) => string): string {
  const [step, ...rest] = path
  if (step === undefined) return write(JSON.stringify(value))
  const parts = childrenOf(value).map(([key, child]) => {
    const json = key === step ? stringifyWith(child, rest, write) : JSON.stringify(child)
    return typeof key === 'number' ? json : `${JSON.stringify(key)}:${json}`
  })
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`
}

/** Writes a value as JSON without the one at `path`. */
export function stringifyWithout(value: unknown, path: Path): string {
  return stringifyWith(value, path.slice(0, -1), (json) => {
    const parent: unknown = JSON.parse(json)
    const gone = path.at(-1)
    if (Array.isArray(parent)) return JSON.stringify(parent.filter((_, i) => i !== gone))
    const kept = Object.entries(parent as object).filter(([key]) => key !== gone)
    return JSON.stringify(Object.fromEntries(kept))
  })
}

function childrenOf(value: unknown): [Step, unknown][] {
  if (Array.isArray(value)) return value.map((child, i) => [i, child])
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
