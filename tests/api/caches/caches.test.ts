import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { createBoundedCache } from '../../../api/caches/bounded-cache.ts'
import { createFreshCache } from '../../../api/caches/fresh-cache.ts'

testProp(
  'a bounded cache gives what was last set, or nothing',
  [
    fc.array(
      fc.record({ key: fc.nat(9), value: fc.integer({ min: 1, max: 6 }), set: fc.boolean() }),
    ),
    fc.integer({ min: 2, max: 30 }),
  ],
  (t, steps, max) => {
    const cache = createBoundedCache<number, number>(max, (value) => value)
    const model = new Map<number, number>()
    const wrong: number[] = []
    for (const { key, value, set } of steps) {
      if (set) {
        cache.set(key, value)
        model.set(key, value)
      } else {
        const found = cache.get(key)
        if (found !== undefined && found !== model.get(key)) wrong.push(found)
      }
    }
    t.deepEqual(wrong, [])
  },
)

testProp(
  'a bounded cache holds at most what it is allowed, and the last thing that was set',
  [fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), fc.integer({ min: 10, max: 40 })],
  (t, values, max) => {
    const cache = createBoundedCache<number, number>(max, (value) => value)
    for (const [key, value] of values.entries()) cache.set(key, value)
    t.is(cache.get(values.length - 1), values.at(-1))
    // Looking from the newest on, so that what is moved by looking has been counted before.
    let held = 0
    for (let key = values.length - 1; key >= 0; key--) held += cache.get(key) ?? 0
    t.true(held <= max, `${held} of ${max}`)
  },
)

test('a bounded cache keeps what is in use while other things come and go', (t) => {
  const cache = createBoundedCache<string, number>(10)
  cache.set('in use', 1)
  for (let i = 0; i < 100; i++) {
    cache.set(`passing ${i}`, i)
    t.is(cache.get('in use'), 1)
  }
  t.is(cache.get('passing 0'), undefined)
})

test('what is too heavy for a bounded cache is not kept, nor is what it replaces', (t) => {
  const cache = createBoundedCache<string, number>(10, (value) => value)
  cache.set('a', 2)
  cache.set('a', 9)
  t.is(cache.get('a'), undefined)
})

function counting(load: (n: number) => Promise<string>) {
  const clock = { ms: 0 }
  let loads = 0
  const get = createFreshCache({
    load: () => load(++loads),
    clock: { now: () => clock.ms },
    ttlMs: 100,
    failureTtlMs: 10,
    max: 10,
  })
  return { get, clock, loads: () => loads }
}

test('a fresh cache shares one load among all who ask meanwhile, and is fresh for its time after it', async (t) => {
  const gate = Promise.withResolvers<void>()
  const { get, clock, loads } = counting(async (n) => {
    if (n === 1) await gate.promise
    return `answer ${n}`
  })
  const asked = [1, 2, 3].map(async () => get('a'))
  clock.ms = 5_000
  gate.resolve()
  t.deepEqual(await Promise.all(asked), ['answer 1', 'answer 1', 'answer 1'])
  clock.ms += 99
  t.is(await get('a'), 'answer 1')
  clock.ms += 1
  t.is(await get('a'), 'answer 2')
  t.is(loads(), 2)
})

test('a fresh cache gives what is there without a promise', async (t) => {
  const { get } = counting(async (n) => `answer ${n}`)
  t.true(get('a') instanceof Promise)
  await get('a')
  t.is(get('a'), 'answer 1')
})

test('a fresh cache remembers a failure for its own, shorter time', async (t) => {
  const { get, clock, loads } = counting(async (n) => {
    if (n === 1) throw new Error('away')
    return `answer ${n}`
  })
  await t.throwsAsync(async () => get('a'), { message: 'away' })
  await t.throwsAsync(async () => get('a'), { message: 'away' })
  t.is(loads(), 1)
  clock.ms += 10
  t.is(await get('a'), 'answer 2')
})
