import type { ByteRange } from './module.ts'
import type { WasmMemory } from './web-assembly.ts'

/**
 * Metered contracts mark the parts of their memory that they write, so that the memory can be cleaned for the next call. A second memory has a byte for each
 * chunk. A store marks the chunk in which it begins; it may reach `STORE_REACH` bytes into the next one.
 */
export const CHUNK_SHIFT = 12
export const CHUNK_SIZE = 2 ** CHUNK_SHIFT
export const STORE_REACH = 7

/** Pages of 65,536 bytes, so that every 32-bit address has its mark and marking never traps where storing would not. */
export const MARK_PAGES = 2 ** (32 - CHUNK_SHIFT - 16)

/** Marks the chunks from address `start` to before `end`, for writes that do not come from the contract's own instructions. */
export function markWritten(marks: WasmMemory, start: number, end: number): void {
  if (end <= start) return
  const from = start >>> CHUNK_SHIFT
  new Uint8Array(marks.buffer).fill(1, from, ((end - 1) >>> CHUNK_SHIFT) + 1)
}

/** Gives the chunks that lie in some ranges, as few ranges of whole chunks: what marks the same, in fewer steps. */
export function chunkRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const chunks: ByteRange[] = []
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= start) continue
    const from = start - (start % CHUNK_SIZE)
    const to = Math.ceil(end / CHUNK_SIZE) * CHUNK_SIZE
    const last = chunks.at(-1)
    if (last !== undefined && from <= last.end) last.end = Math.max(last.end, to)
    else chunks.push({ start: from, end: to })
  }
  return chunks
}
