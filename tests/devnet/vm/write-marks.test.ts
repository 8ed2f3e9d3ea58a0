import { fc, testProp } from '@fast-check/ava'
import { CHUNK_SIZE, chunkRanges } from '../../../devnet/vm/wasm/write-marks.ts'

const range = fc
  .tuple(fc.nat(40 * CHUNK_SIZE), fc.nat(3 * CHUNK_SIZE))
  .map(([start, length]) => ({ start, end: start + length }))

const chunksOf = (ranges: readonly { start: number; end: number }[]): number[] => {
  const chunks = new Set<number>()
  for (const { start, end } of ranges) {
    if (end === start) continue
    for (let chunk = Math.floor(start / CHUNK_SIZE); chunk * CHUNK_SIZE < end; chunk++) {
      chunks.add(chunk)
    }
  }
  return [...chunks].sort((a, b) => a - b)
}

testProp(
  'ranges of chunks cover the chunks that are written, and no other',
  [fc.array(range)],
  (t, ranges) => {
    const covered = chunkRanges(ranges)
    t.deepEqual(chunksOf(covered), chunksOf(ranges))
  },
)

testProp('ranges of chunks lie apart, in order', [fc.array(range)], (t, ranges) => {
  const covered = chunkRanges(ranges)
  const edges = covered.flatMap(({ start, end }) => [start, end])
  t.deepEqual(
    edges,
    [...new Set(edges)].sort((a, b) => a - b),
  )
  t.true(edges.every((edge) => edge % CHUNK_SIZE === 0))
})
