import test from 'ava'
import fc from 'fast-check'
import { bySuffix } from '../../../devnet/state/by-suffix.ts'
import { createStateUpdate } from '../../../devnet/state/state-update.ts'
import type { StateChange, StateReader } from '../../../devnet/state/types.ts'
import { openTemporary } from '../../../devnet/storage/open-database.ts'
import { createRecords } from '../../../devnet/storage/records.ts'
import { createStateTable } from '../../../devnet/storage/state-table.ts'

const cause = { type: 'migration' } as const

function createMemoryState() {
  const database = openTemporary()
  const records = createRecords(database, 'memory')
  const table = createStateTable(database, records)
  return {
    at: table.at,
    apply: (height: number, changes: readonly StateChange[]) => table.write(height, changes)(),
  }
}

type Write = { key: string; value: string | undefined }
type Step = { writes: Write[]; keep: boolean }

const step: fc.Arbitrary<Step> = fc.record({
  writes: fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.option(fc.string({ maxLength: 3 }), { nil: undefined }),
    }),
  ),
  keep: fc.boolean(),
})

function text(state: StateReader): [string, string][] {
  return state.list('data', 'x.near').map(([key, value]) => [key, Buffer.from(value).toString()])
}

test('a state keeps what was committed, block by block, and nothing else', (t) => {
  fc.assert(
    fc.property(fc.array(fc.array(step)), (blocks) => {
      const store = createMemoryState()
      const model = new Map<string, string>()
      const history: [string, string][][] = []
      for (const [index, steps] of blocks.entries()) {
        const update = createStateUpdate(store.at(index))
        for (const { writes, keep } of steps) {
          const before = new Map(model)
          for (const { key, value } of writes) {
            if (value === undefined) {
              update.remove('data', 'x.near', key)
              model.delete(key)
            } else {
              update.set('data', 'x.near', key, Buffer.from(value))
              model.set(key, value)
            }
          }
          t.deepEqual(text(update), [...model].sort(bySuffix))
          if (keep) update.commit(cause)
          else {
            update.rollback()
            model.clear()
            for (const [key, value] of before) model.set(key, value)
          }
        }
        store.apply(index + 1, update.changes())
        history.push([...model].sort(bySuffix))
      }
      for (const [index, expected] of history.entries()) {
        t.deepEqual(text(store.at(index + 1)), expected)
        for (const key of ['a', 'b', 'c', 'd']) {
          const value = store.at(index + 1).get('data', 'x.near', key)
          t.is(value && Buffer.from(value).toString(), new Map(expected).get(key))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('keys of any bytes come back in the order of their bytes', (t) => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 4 })), (texts) => {
      const keys = texts.map((one) => Buffer.from(one).toString('latin1'))
      const store = createMemoryState()
      store.apply(
        1,
        keys.map((suffix) => ({
          column: 'data',
          accountId: 'x',
          suffix,
          value: Buffer.from('v'),
          cause,
        })),
      )
      const listed = store
        .at(1)
        .list('data', 'x')
        .map(([key]) => Buffer.from(key, 'latin1'))
      t.deepEqual(
        listed,
        [...listed].sort((a, b) => Buffer.compare(a, b)),
      )
      t.is(listed.length, keys.length)
    }),
  )
})
