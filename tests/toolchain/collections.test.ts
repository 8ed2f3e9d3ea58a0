import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { makeFolder, removeFolder } from './support/folders.ts'
import { buildTwins, createTwinMachine, type Twins } from './support/twins.ts'

// Random walks over every collection of the SDK, taken by both builds: each step and the storage after it
// must be equal, and what is read in the end is what a plain object would have.

let cacheDir: string
let twins: Twins
test.before(async () => {
  cacheDir = await makeFolder()
  twins = await buildTwins('collections.ts', cacheDir)
})
test.after.always(() => removeFolder(cacheDir))

const KEYS = ['a', 'b', 'ü', '', '雪👋', 'a:b']

const key = fc.constantFrom(...KEYS)
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.integer(),
  fc.record({ n: fc.double({ noNaN: true, noDefaultInfinity: true }), list: fc.array(fc.nat()) }),
)
const index = fc.nat(4)
const stepOf = (on: string, what: string, more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ on: fc.constant(on), what: fc.constant(what), ...more })
const steps = fc.array(
  fc.oneof(
    stepOf('map', 'set', { key, value }),
    stepOf('map', 'remove', { key }),
    stepOf('marks', 'add', { key }),
    stepOf('marks', 'remove', { key }),
    stepOf('ordered', 'set', { key, value }),
    stepOf('ordered', 'set', { key, value }),
    stepOf('ordered', 'remove', { key }),
    stepOf('members', 'add', { key }),
    stepOf('members', 'add', { key }),
    stepOf('members', 'remove', { key }),
    stepOf('members', 'clear'),
    stepOf('list', 'push', { value }),
    stepOf('list', 'push', { value }),
    stepOf('list', 'pop'),
    stepOf('list', 'replace', { index, value }),
    stepOf('list', 'swapRemove', { index }),
    stepOf('list', 'clear'),
    stepOf('ordered', 'no such thing'),
  ),
  { minLength: 4, maxLength: 16 },
)

type Step = { on: string; what: string; key?: string; value?: unknown; index?: number }

testProp.serial(
  'random steps over all collections are the same in both builds, and what a model has',
  [steps],
  (t, walk) => {
    const { call } = createTwinMachine(t, twins)
    const model = createModel()
    for (const step of walk as Step[]) {
      if (call('step', step).panic === undefined) model.take(step)
    }
    const { returned } = call('all', { keys: KEYS }, { isView: true })
    t.deepEqual(JSON.parse(returned ?? ''), JSON.parse(JSON.stringify(model.all())))
  },
  { numRuns: 40 },
)

/** Collections as Node has them; the unordered ones move their last member into a gap. */
function createModel() {
  const map = new Map<string, unknown>()
  const marks = new Set<string>()
  const ordered: [string, unknown][] = []
  const members: string[] = []
  const list: unknown[] = []
  const fill = (array: unknown[], at: number) => {
    const last = array.pop()
    if (at < array.length) array[at] = last
  }
  return {
    take({ on, what, key = '', value, index = 0 }: Step): void {
      const at =
        on === 'ordered' ? ordered.findIndex(([name]) => name === key) : members.indexOf(key)
      const known = at >= 0
      if (on === 'map' && what === 'set') map.set(key, value)
      if (on === 'map' && what === 'remove') map.delete(key)
      if (on === 'marks' && what === 'add') marks.add(key)
      if (on === 'marks' && what === 'remove') marks.delete(key)
      if (on === 'ordered' && what === 'set') {
        ordered[known ? at : ordered.length] = [key, value]
      }
      if (on === 'ordered' && what === 'remove' && known) fill(ordered, at)
      if (on === 'members' && what === 'add' && !known) members.push(key)
      if (on === 'members' && what === 'remove' && known) fill(members, at)
      if (on === 'members' && what === 'clear') members.length = 0
      if (on === 'list' && what === 'push') list.push(value)
      if (on === 'list' && what === 'pop') list.pop()
      if (on === 'list' && what === 'replace') list[index] = value
      if (on === 'list' && what === 'swapRemove') fill(list, index)
      if (on === 'list' && what === 'clear') list.length = 0
    },
    all: () => ({
      map: KEYS.map((key) => [map.get(key) ?? null, map.has(key)]),
      marks: KEYS.map((key) => marks.has(key)),
      ordered,
      some: ordered.slice(0, 2).map(([name]) => name),
      values: KEYS.map((key) => ordered.find(([name]) => name === key)?.[1] ?? 'none'),
      members,
      list,
      lengths: [ordered.length, members.length, list.length],
      empty: [ordered.length === 0, members.length === 0, list.length === 0],
    }),
  }
}
