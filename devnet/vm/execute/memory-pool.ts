import type { ByteRange } from '../wasm/module.ts'
import { type WasmMemory, webAssembly } from '../wasm/web-assembly.ts'
import {
  CHUNK_SHIFT,
  CHUNK_SIZE,
  MARK_PAGES,
  markWritten,
  STORE_REACH,
} from '../wasm/write-marks.ts'

export type MemoryPair = { memory: WasmMemory; marks: WasmMemory }
export type MemoryPool = ReturnType<typeof createMemoryPool>

/**
 * Lends memories to calls, cleaned of what the call before has written. A new memory for each call would be correct too, but V8 collects garbage for every
 * 64 MiB that are given out, which takes longer than a call.
 */
export function createMemoryPool(initialPages: number, maxPages: number) {
  let free: MemoryPair | undefined

  function make(): MemoryPair {
    return {
      memory: new webAssembly.Memory({ initial: initialPages, maximum: maxPages }),
      marks: new webAssembly.Memory({ initial: MARK_PAGES, maximum: MARK_PAGES }),
    }
  }

  const initialLength = initialPages * 65_536
  return {
    /** Gives a memory full of zeros. */
    lend(): MemoryPair {
      const pair = free ?? make()
      free = undefined
      return pair
    },
    /** Takes a memory back. `initialData` is what instantiating has written, which nothing has marked. One that has grown cannot shrink and is dropped. */
    takeBack(pair: MemoryPair, initialData: readonly ByteRange[]): void {
      if (pair.memory.buffer.byteLength !== initialLength) return
      for (const { start, end } of initialData) markWritten(pair.marks, start, end)
      clean(pair)
      free = pair
    },
  }
}

function clean({ memory, marks }: MemoryPair): void {
  const bytes = new Uint8Array(memory.buffer)
  const chunks = bytes.length >>> CHUNK_SHIFT
  const markBytes = new Uint8Array(marks.buffer, 0, chunks)
  // Four marks at a time, since nearly all are zero.
  const markWords = new Uint32Array(marks.buffer, 0, chunks / 4)
  for (let word = 0; word < markWords.length; word++) {
    if (markWords[word] === 0) continue
    for (let chunk = word * 4; chunk < word * 4 + 4; chunk++) {
      if (markBytes[chunk] === 0) continue
      const start = chunk * CHUNK_SIZE
      bytes.fill(0, start, start + CHUNK_SIZE + STORE_REACH)
    }
    markWords[word] = 0
  }
}
