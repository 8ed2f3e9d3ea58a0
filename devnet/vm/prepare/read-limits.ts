import type { ByteReader } from '../wasm/byte-reader.ts'

/** Reads limits of a table or memory: without and with a maximum; 64-bit and shared ones are other proposals. */
export function readLimits(section: ByteReader): { initial: number; maximum: number | undefined } {
  const flags = section.u8()
  if (flags > 1) section.fail('limits have flags that are not allowed')
  const initial = section.u32()
  return { initial, maximum: flags === 1 ? section.u32() : undefined }
}
