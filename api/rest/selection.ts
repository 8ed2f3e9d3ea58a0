import { invalid } from './query.ts'

/** Which fields of an answer are wanted, in the answer's own order; `true` for a field without fields. */
export type Selection = { readonly [field: string]: true | Selection }

// A path names a field and those above it, and there are about 90 fields in the largest answer.
const MAX_PATHS = 100

/**
 * Narrows a selection to the `fields` that are asked for and takes away those of `omit`; both are paths joined by commas.
 *
 * A path to a field with fields means all of them: `verdict,code.hash`.
 */
export function narrow(
  all: Selection,
  { fields, omit }: { fields?: string | undefined; omit?: string | undefined },
): Selection {
  const wanted = fields === undefined ? all : keep(all, readPaths(all, fields, 'fields'))
  return omit === undefined ? wanted : drop(wanted, readPaths(all, omit, 'omit'))
}

/** Cuts a value down to a selection; of a list, each item. */
export function pick(value: unknown, selection: true | Selection): unknown {
  if (selection === true || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => pick(item, selection))
  const given = value as Record<string, unknown>
  const picked = Object.entries(selection).map(([field, below]) => [
    field,
    pick(given[field], below),
  ])
  return Object.fromEntries(picked)
}

function readPaths(all: Selection, text: string, name: string): string[][] {
  const paths = text.split(',').map((path) => path.split('.'))
  if (paths.length > MAX_PATHS) throw invalid(name, `must name at most ${MAX_PATHS} fields`)
  for (const path of paths) checkPath(all, path, name)
  return paths
}

function checkPath(all: Selection, path: readonly string[], name: string): void {
  let at: true | Selection = all
  for (const field of path) {
    const below: true | Selection | undefined =
      at !== true && Object.hasOwn(at, field) ? at[field] : undefined
    if (below === undefined) {
      const there = at === true ? 'no fields there' : Object.keys(at).join(', ')
      throw invalid(name, `names a field that is not there (${there})`, path.join('.'))
    }
    at = below
  }
}

function keep(all: Selection, paths: readonly string[][]): Selection {
  return filter(all, (field, below) => {
    const through = paths.filter(([first]) => first === field).map(([, ...rest]) => rest)
    if (through.length === 0) return undefined
    return below === true || through.some((rest) => rest.length === 0)
      ? below
      : keep(below, through)
  })
}

function drop(all: Selection, paths: readonly string[][]): Selection {
  return filter(all, (field, below) => {
    const through = paths.filter(([first]) => first === field).map(([, ...rest]) => rest)
    if (through.some((rest) => rest.length === 0)) return undefined
    if (below === true || through.length === 0) return below
    const left = drop(below, through)
    return Object.keys(left).length === 0 ? undefined : left
  })
}

function filter(
  all: Selection,
  choose: (field: string, below: true | Selection) => true | Selection | undefined,
): Selection {
  const chosen = Object.entries(all).flatMap(([field, below]) => {
    const one = choose(field, below)
    return one === undefined ? [] : [[field, one] as const]
  })
  return Object.fromEntries(chosen)
}
