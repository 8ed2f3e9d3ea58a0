/** The bytes of a segment, where they come in memory, and where metadata lies in them. */
export type Content = {
  bytes: Uint8Array
  address: number
  metadata: readonly { start: number; end: number }[]
}

/**
 * What differs in a segment besides the metadata: nothing; only zeros that align what follows, and words that are addresses by all
 * appearances, since they differ by a distance by which addresses moved; or something else.
 */
export type Besides = 'nothing' | 'addresses' | 'other'

const WORD = 4
/** Data is aligned to at most this many bytes, so fewer zeros fill up what is missing. */
const ALIGNMENT = 16
/** Places between two pieces of metadata where zeros may be more or fewer. */
const MOST_GAPS = 4

/** Compares what stands before, between and behind the metadata. `shifts` are distances by which addresses in code differ. */
export function compareBesides(a: Content, b: Content, shifts: readonly number[]): Besides {
  const [left, right] = [piecesOf(a), piecesOf(b)]
  if (left.length !== right.length) return 'other'
  const pairs = left.map((piece, i) => ({ a: piece, b: right[i] as Piece }))
  if (pairs.every((pair) => areEqual(a.bytes, pair.a, b.bytes, pair.b))) return 'nothing'
  const moved = pairs.flatMap((pair) =>
    (['start', 'end'] as const).map((at) => b.address + pair.b[at] - a.address - pair.a[at]),
  )
  const distances = new Set([...shifts, ...moved].map((distance) => distance | 0))
  return pairs.every((pair) => differInAddresses(a, pair.a, b, pair.b, distances))
    ? 'addresses'
    : 'other'
}

type Piece = { start: number; end: number }

function piecesOf({ bytes, metadata }: Content): Piece[] {
  const starts = [0, ...metadata.map(({ end }) => end)]
  const ends = [...metadata.map(({ start }) => start), bytes.length]
  return starts.map((start, i) => ({ start, end: ends[i] as number }))
}

function areEqual(a: Uint8Array, x: Piece, b: Uint8Array, y: Piece): boolean {
  return Buffer.compare(a.subarray(x.start, x.end), b.subarray(y.start, y.end)) === 0
}

/** Says whether each byte that differs is in such a word, or a zero that the other has not. */
function differInAddresses(
  a: Content,
  x: Piece,
  b: Content,
  y: Piece,
  distances: ReadonlySet<number>,
): boolean {
  let [i, j, gaps] = [x.start, y.start, 0]
  while (i < x.end || j < y.end) {
    const [from, to] = [byteAt(a, i, x), byteAt(b, j, y)]
    const rest = from === to ? 1 : restOfAddress(a, i, b, j, distances)
    if (rest > 0) {
      i += rest
      j += rest
      continue
    }
    const [more, fewer] = [countZeros(a, i, x), countZeros(b, j, y)]
    if (more === fewer || more >= ALIGNMENT || fewer >= ALIGNMENT || ++gaps > MOST_GAPS)
      return false
    i += more
    j += fewer
  }
  return true
}

function byteAt({ bytes }: Content, at: number, { end }: Piece): number | undefined {
  return at < end ? bytes[at] : undefined
}

function countZeros({ bytes }: Content, at: number, { end }: Piece): number {
  let count = 0
  while (at + count < end && bytes[at + count] === 0) count++
  return count
}

/** Returns how many bytes are left of an aligned word that differs by one of the distances, or 0. */
function restOfAddress(
  a: Content,
  i: number,
  b: Content,
  j: number,
  distances: ReadonlySet<number>,
): number {
  const into = (a.address + i) & (WORD - 1)
  if (into !== ((b.address + j) & (WORD - 1))) return 0
  const [from, to] = [wordAt(a.bytes, i - into), wordAt(b.bytes, j - into)]
  if (from === undefined || to === undefined || !distances.has((to - from) | 0)) return 0
  return WORD - into
}

function wordAt(bytes: Uint8Array, at: number): number | undefined {
  if (at < 0 || at + WORD > bytes.length) return undefined
  return new DataView(bytes.buffer, bytes.byteOffset + at, WORD).getInt32(0, true)
}
