import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { toSegments } from '../../toolchain/contract/segments.ts'

const sparse = fc
  .array(fc.oneof(fc.constant(0), fc.constant(0), fc.nat(255)), { maxLength: 300 })
  .map((bytes) => Uint8Array.from(bytes))

testProp('segments laid over zeros give the memory back', [sparse], (t, memory) => {
  const again = new Uint8Array(memory.length)
  for (const { offset, data } of toSegments(memory)) again.set(data, offset)
  t.deepEqual(again, memory)
})

testProp('segments start and end with a byte that is not zero, in order', [sparse], (t, memory) => {
  let end = -1
  for (const { offset, data } of toSegments(memory)) {
    t.true(offset > end)
    t.not(data.at(0), 0)
    t.not(data.at(-1), 0)
    end = offset + data.length
  }
  t.true(end <= memory.length)
})

test('zeros that are cheaper to store than a new segment stay', (t) => {
  const [one, other] = [Uint8Array.of(1), Uint8Array.of(2)]
  const memoryWith = (zeros: number) => Buffer.concat([one, Buffer.alloc(zeros), other])
  t.is(toSegments(memoryWith(8)).length, 1)
  t.is(toSegments(memoryWith(9)).length, 2)
  t.deepEqual(toSegments(new Uint8Array(70_000)), [])
})
