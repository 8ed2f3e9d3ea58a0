import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { createRateLimit } from '../../../../indexer/sources/requests/rate-limit.ts'

/** Makes requests after the given pauses, on a clock that only they and the limit move; gives when each was let through. */
async function timesOf(perMinute: number, pauses: readonly number[]): Promise<number[]> {
  let now = 1_000_000
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  const limit = createRateLimit(perMinute, clock)
  const times: number[] = []
  for (const pause of pauses) {
    now += pause
    await limit(new AbortController().signal)
    times.push(now)
  }
  return times
}

testProp(
  'no minute has more requests than the limit, however they come',
  [fc.integer({ min: 1, max: 300 }), fc.array(fc.nat(2_000), { minLength: 1, maxLength: 700 })],
  async (t, perMinute, pauses) => {
    const times = await timesOf(perMinute, pauses)
    for (const [i, from] of times.entries()) {
      const within = times.slice(i).filter((time) => time < from + 60_000).length
      t.true(within <= perMinute + 1e-9, `${within} from ${from}`)
    }
  },
  { numRuns: 50 },
)

test('after a quiet minute a tenth of the requests may come at once', async (t) => {
  const times = await timesOf(
    180,
    Array.from({ length: 19 }, () => 0),
  )
  t.is(times[17], times[0])
  t.true((times[18] as number) > (times[0] as number))
})
