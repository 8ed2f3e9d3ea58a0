import type { Column, StateChange, StateColumns, StateReader, StateStore } from './types.ts'

type Version = { height: number; value: unknown }

/** Keeps every version of every value in memory. A look-up costs the same however long the chain is. */
export function createMemoryState(): StateStore {
  const accounts = new Map<string, Map<string, Version[]>>()

  const versionsOf = (column: Column, accountId: string): Map<string, Version[]> => {
    const key = `${column}/${accountId}`
    const known = accounts.get(key)
    if (known) return known
    const created = new Map<string, Version[]>()
    accounts.set(key, created)
    return created
  }

  const write = (height: number, { column, accountId, suffix, value }: StateChange): void => {
    const values = versionsOf(column, accountId)
    const versions = values.get(suffix)
    const last = versions?.at(-1)
    if (!versions) values.set(suffix, [{ height, value }])
    else if (last?.height === height) last.value = value
    else versions.push({ height, value })
  }

  return {
    at: (height): StateReader => ({
      get: <C extends Column>(column: C, accountId: string, suffix = '') => {
        const versions = accounts.get(`${column}/${accountId}`)?.get(suffix)
        return versions && (valueAt(versions, height) as StateColumns[C] | undefined)
      },
      list: <C extends Column>(column: C, accountId: string) => {
        const found: [string, StateColumns[C]][] = []
        for (const [suffix, versions] of accounts.get(`${column}/${accountId}`) ?? []) {
          const value = valueAt(versions, height) as StateColumns[C] | undefined
          if (value !== undefined) found.push([suffix, value])
        }
        return found.sort(bySuffix)
      },
    }),
    apply: (height, changes) => {
      for (const change of changes) write(height, change)
    },
  }
}

export function bySuffix([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Finds the newest version that is not above a height. Most queries want the last, so it is tried first. */
function valueAt(versions: readonly Version[], height: number): unknown {
  let high = versions.length - 1
  if ((versions[high]?.height ?? 0) <= height) return versions[high]?.value
  let low = -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((versions[middle]?.height ?? 0) <= height) low = middle
    else high = middle
  }
  return versions[low]?.value
}
