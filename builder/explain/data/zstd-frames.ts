/** Where a frame of Zstandard lies. */
export type ZstdFrame = { start: number; end: number }

// RFC 8878, 3.1.1.
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const BLOCK_HEADER_BYTES = 3
const REPEATED_BYTE = 1
const RESERVED = 3
/** Blocks that are followed in all, so that nobody can make this slow; an ABI has one or two. */
const MOST_BLOCKS = 100_000

/** Finds whole frames between two offsets, without decompressing them. */
export function findZstdFrames(bytes: Uint8Array, start: number, end: number): ZstdFrame[] {
  const frames: ZstdFrame[] = []
  const area = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
  let left = MOST_BLOCKS
  for (let at = area.indexOf(MAGIC); at >= 0 && left > 0; ) {
    const close = frameEnd(area, at, () => left-- > 0)
    if (close !== undefined) frames.push({ start: start + at, end: start + close })
    at = area.indexOf(MAGIC, close ?? at + 1)
  }
  return frames
}

/** Follows the blocks to the last one; undefined if they do not end before the bytes do. */
function frameEnd(bytes: Uint8Array, start: number, mayGoOn: () => boolean): number | undefined {
  const limit = bytes.length
  const descriptor = bytes[start + MAGIC.length] as number
  const isSingle = (descriptor & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] as number
  let at = start + MAGIC.length + 1 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes
  for (;;) {
    if (at + BLOCK_HEADER_BYTES > limit || !mayGoOn()) return undefined
    const header =
      (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
    const type = (header >> 1) & 3
    if (type === RESERVED) return undefined
    at += BLOCK_HEADER_BYTES + (type === REPEATED_BYTE ? 1 : header >> 3)
    if (at > limit) return undefined
    if ((header & 1) === 1) break
  }
  const end = at + ((descriptor & 4) !== 0 ? 4 : 0)
  return end > limit ? undefined : end
}
