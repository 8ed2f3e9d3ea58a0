import test from 'ava'
import fc from 'fast-check'
import { createWeightedCache } from '../../../devnet/storage/weighted-cache.ts'

const MAX = 20

const step = fc.record({
  key: fc.nat({ max: 15 }),
  write: fc.boolean(),
  weight: fc.integer({ min: 1, max: 4 }),
})

test('a cache never gives an older value, and keeps what was used lately', (t) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const cache = createWeightedCache<number, number>(MAX)
      const last = new Map<number, { value: number; weight: number }>()
      const used: { key: number; weight: number }[] = []
      for (const [value, { key, write, weight }] of steps.entries()) {
        if (write) {
          cache.set(key, value, weight)
          last.set(key, { value, weight })
          used.push({ key, weight })
          continue
        }
        const found = cache.get(key)
        const written = last.get(key)
        if (found === undefined) continue
        t.true(found === written?.value)
        used.push({ key, weight: written?.weight ?? 0 })
      }
      // Of what was written or read last, half the weight is surely there.
      let weight = 0
      for (const one of used.toReversed()) {
        weight += one.weight
        if (weight > MAX / 2) break
        t.is(cache.get(one.key), last.get(one.key)?.value)
      }
    }),
  )
})

test('a cache does not outgrow its weight', (t) => {
  const cache = createWeightedCache<number, number>(MAX)
  for (let key = 0; key < 1_000; key++) cache.set(key, key, 1)
  const kept = Array.from({ length: 1_000 }, (_, key) => cache.get(key)).filter(
    (value) => value !== undefined,
  )
  t.true(kept.length <= MAX + 2, String(kept.length))
  t.is(kept.at(-1), 999)
})
