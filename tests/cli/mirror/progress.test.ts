import { setTimeout as wait } from 'node:timers/promises'
import test from 'ava'
import type { Io } from '../../../cli/io.ts'
import { createProgress } from '../../../cli/mirror/progress.ts'
import { durationText, rateOf } from '../../../cli/mirror/rate.ts'
import type { IndexerStatus } from '../../../indexer/index.ts'

test('the rate is that of the time between, and what is left follows from it', (t) => {
  const before = { at: 1_000, height: 100 }
  t.deepEqual(rateOf(before, { at: 3_000, height: 500 }, 1_500), {
    perSecond: 200,
    secondsLeft: 5,
  })
  t.deepEqual(rateOf(before, { at: 3_000, height: 100 }, 1_500), {
    perSecond: 0,
    secondsLeft: null,
  })
  t.deepEqual(rateOf(before, before, 1_500), { perSecond: 0, secondsLeft: null })
})

test('times are told in their two largest units', (t) => {
  t.deepEqual([0, 59, 60, 61, 3_599, 3_600, 90_000, 260_000].map(durationText), [
    '0 s',
    '59 s',
    '1 min',
    '2 min',
    '1 h 0 min',
    '1 h 0 min',
    '1 d 1 h',
    '3 d 0 h',
  ])
})

const status: IndexerStatus = {
  state: 'catching_up',
  indexedHeight: 12_000,
  blockTimestamp: null,
  chainHeight: 20_000,
  lag: 8_000,
  seq: 7,
  head: '1',
  lastError: null,
}

test('on a terminal there is one line, which makes room for the log and goes away', async (t) => {
  const written: string[] = []
  const stderr = { isTTY: true, write: (text: string) => written.push(text) > 0 }
  const progress = createProgress({ stderr } as unknown as Io)
  const logged: unknown[] = []
  let height = status.indexedHeight ?? 0
  const further = (): IndexerStatus => {
    height += 500
    return { ...status, indexedHeight: height }
  }
  progress.begin(further, { info: (...said: unknown[]) => void logged.push(said) })
  while (written.filter((text) => text.startsWith('block')).length < 2) await wait(20)
  progress.stderr.write('{"level":40}\n')
  progress.end()
  t.regex(written[0] ?? '', /^block 12,500 of 20,000, 8,000 to go, 0 a second, 7 events$/)
  t.regex(
    written.find((text) => text.includes('left')) ?? '',
    /\d+ a second, \d+ s left, 7 events$/,
  )
  t.is(written.at(-2), '\r\u001b[K')
  t.is(written.at(-1), '{"level":40}\n')
  t.deepEqual(logged, [])
})
