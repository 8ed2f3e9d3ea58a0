import type { Module } from '../module/module.ts'
import { pairByKey } from '../pair-by-key.ts'
import { type Besides, type Content, compareBesides } from './compare-pieces.ts'
import type { FoundMetadata } from './metadata.ts'

export type SegmentRef = {
  index: number
  /** Where it comes in memory; null if that is no plain number, or nothing. */
  address: number | null
  bytes: number
}

/** A data segment that is not the same: `moved` has the same bytes at another address. */
export type SegmentDifference = {
  a: SegmentRef | null
  b: SegmentRef | null
  status: 'moved' | 'changed' | 'onlyInA' | 'onlyInB'
  /** Bytes that differ, if both have as many. */
  differingBytes: number | null
  /** What differs in a changed one, besides the metadata of NEP-330. */
  besides: Besides
}

type Located = SegmentRef & {
  mode: string
  content: Uint8Array
  key: string
  /** Where metadata lies, counted from the start of the segment. */
  metadata: { start: number; end: number }[]
}

/**
 * Compares the data segments of two modules: by their bytes, then by their address, then by their order. `shifts` are distances by which
 * addresses in code differ.
 */
export function compareSegments(
  a: { module: Module; metadata: readonly FoundMetadata[] },
  b: { module: Module; metadata: readonly FoundMetadata[] },
  shifts: readonly number[],
): { segments: SegmentDifference[]; sameSegments: number } {
  const [left, right] = [a, b].map(({ module, metadata }) => locate(module, metadata)) as [
    Located[],
    Located[],
  ]
  const difference = (
    x: Located | null,
    y: Located | null,
    status: SegmentDifference['status'],
  ): SegmentDifference => ({
    a: x && { index: x.index, address: x.address, bytes: x.bytes },
    b: y && { index: y.index, address: y.address, bytes: y.bytes },
    status,
    differingBytes: x && y && x.bytes === y.bytes ? countDifferent(x.content, y.content) : null,
    besides:
      x !== null && y !== null && status === 'changed'
        ? compareBesides(contentOf(x), contentOf(y), shifts)
        : 'other',
  })
  const place = ({ mode, address, key }: Located) => `${mode} ${address} ${key}`
  const same = pairByKey(left, right, place)
  const moved = pairByKey(same.onlyInA, same.onlyInB, ({ key }) => key)
  const changed = pairByKey(moved.onlyInA, moved.onlyInB, ({ address }) =>
    address === null ? null : String(address),
  )
  const inOrder = pairByKey(changed.onlyInA, changed.onlyInB, ({ mode }) => mode)
  return {
    sameSegments: same.pairs.length,
    segments: [
      ...moved.pairs.map((pair) => difference(pair.a, pair.b, 'moved')),
      ...changed.pairs.map((pair) => difference(pair.a, pair.b, 'changed')),
      ...inOrder.pairs.map((pair) => difference(pair.a, pair.b, 'changed')),
      ...inOrder.onlyInA.map((alone) => difference(alone, null, 'onlyInA')),
      ...inOrder.onlyInB.map((alone) => difference(null, alone, 'onlyInB')),
    ],
  }
}

function locate(module: Module, metadata: readonly FoundMetadata[]): Located[] {
  let next = 0
  return module.segments.map(({ mode, offset, address, start, end }, index) => {
    const inside: Located['metadata'] = []
    // Both are in the order of the bytes.
    for (; next < metadata.length && (metadata[next] as FoundMetadata).end <= end; next++) {
      const found = metadata[next] as FoundMetadata
      inside.push({ start: found.start - start, end: found.end - start })
    }
    const content = module.bytes.subarray(start, end)
    return {
      index,
      address,
      bytes: content.length,
      mode: address === null ? `${mode} ${offset}` : mode,
      content,
      key: latin1(content),
      metadata: inside,
    }
  })
}

function contentOf({ content, address, metadata }: Located): Content {
  return { bytes: content, address: address ?? 0, metadata }
}

function countDifferent(a: Uint8Array, b: Uint8Array): number {
  let different = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) different++
  return different
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
