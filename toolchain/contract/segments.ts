/** A piece of memory that is not zero. */
export type Segment = { offset: number; data: Uint8Array }

/** Bytes that a data segment costs by itself: flags, i32.const, offset, end, length. */
const SEGMENT_COST = 8

/** Splits memory into the pieces to store: a run of zeros that is shorter than a new segment stays. */
export function toSegments(memory: Uint8Array): Segment[] {
  const segments: Segment[] = []
  let start = nextNonZero(memory, 0)
  while (start < memory.length) {
    let end = start
    let next = start
    do {
      end = nextZero(memory, next)
      next = nextNonZero(memory, end)
    } while (next < memory.length && next - end <= SEGMENT_COST)
    segments.push({ offset: start, data: memory.subarray(start, end) })
    start = next
  }
  return segments
}

function nextNonZero(memory: Uint8Array, from: number): number {
  let at = from
  while (at < memory.length && memory[at] === 0) at++
  return at
}

function nextZero(memory: Uint8Array, from: number): number {
  let at = from
  while (at < memory.length && memory[at] !== 0) at++
  return at
}
