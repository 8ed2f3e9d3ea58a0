import { bySuffix } from './by-suffix.ts'
import type { ChangeCause, Column, StateChange, StateColumns, StateReader } from './types.ts'

/** The state of a block that is being made: staged writes are kept or dropped as a whole, which makes receipts atomic. */
export type StateUpdate = StateReader & {
  set: <C extends Column>(
    column: C,
    accountId: string,
    suffix: string,
    value: StateColumns[C],
  ) => void
  remove: (column: Column, accountId: string, suffix?: string) => void
  /** Keeps the staged writes. */
  commit: (cause: ChangeCause) => void
  /** Drops the staged writes. */
  rollback: () => void
  /** Everything committed so far, in order; a value that was written twice is there twice. */
  changes: () => readonly StateChange[]
}

type Write = Pick<StateChange, 'column' | 'accountId' | 'suffix' | 'value'>

export function createStateUpdate(base: StateReader): StateUpdate {
  const staged = new Map<string, Write>()
  const committed = new Map<string, Write>()
  const log: StateChange[] = []

  const stage = (write: Write): void => {
    staged.set(`${write.column}/${write.accountId}/${write.suffix}`, write)
  }

  return {
    get: <C extends Column>(column: C, accountId: string, suffix = '') => {
      const key = `${column}/${accountId}/${suffix}`
      const write = staged.get(key) ?? committed.get(key)
      if (write) return write.value as StateColumns[C] | undefined
      return base.get(column, accountId, suffix)
    },
    list: <C extends Column>(column: C, accountId: string) => {
      const found = new Map(base.list(column, accountId))
      for (const writes of [committed, staged]) {
        for (const write of writes.values()) {
          if (write.column !== column || write.accountId !== accountId) continue
          if (write.value === undefined) found.delete(write.suffix)
          else found.set(write.suffix, write.value as StateColumns[C])
        }
      }
      return [...found].sort(bySuffix)
    },
    set: (column, accountId, suffix, value) => stage({ column, accountId, suffix, value }),
    remove: (column, accountId, suffix = '') => {
      stage({ column, accountId, suffix, value: undefined })
    },
    commit: (cause) => {
      for (const [key, write] of staged) {
        committed.set(key, write)
        log.push({ ...write, cause })
      }
      staged.clear()
    },
    rollback: () => staged.clear(),
    changes: () => log,
  }
}
