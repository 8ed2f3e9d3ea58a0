import test from 'ava'
import { blocksTime, readInstant } from '../../../web/text/instant.ts'

test('nanoseconds are shown as a moment of UTC', (t) => {
  t.deepEqual(readInstant('1700000060600000000'), {
    iso: '2023-11-14T22:14:20.600Z',
    text: '14 Nov 2023, 22:14',
  })
  t.is(readInstant('99999999999999999999999999'), null)
})

test('a number of blocks is told as roughly how long they take', (t) => {
  t.deepEqual([20, 149, 1_000, 30_000, 1_000_000].map(blocksTime), [
    '12 s',
    '89 s',
    '10 min',
    '5 h',
    '7 days',
  ])
})
