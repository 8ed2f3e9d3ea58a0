import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { NearcoreOutcome, VmCase } from './vm-case.ts'

/** A case with what nearcore gave, by protocol version; versions that gave the same share an entry (`84,88`). */
export type VmVector = {
  case: VmCase
  outcomes: ReadonlyMap<number, NearcoreOutcome>
}

/** How vectors are stored. Codes are deflated and in base64, since many cases have the same one. */
type StoredVectors = {
  source: string
  codes: string[]
  cases: (Omit<VmCase, 'code' | 'versions'> & {
    code: number
    outcomes: Record<string, NearcoreOutcome>
  })[]
}

/** Writes vectors as text, one case a line. */
export function writeVectors(source: string, vectors: readonly VmVector[]): string {
  const codes = new Map<Uint8Array, number>()
  const cases = vectors.map(({ case: { code, versions, ...rest }, outcomes }) => {
    const index = codes.get(code) ?? codes.size
    codes.set(code, index)
    return { ...rest, code: index, outcomes: byVersions(versions, outcomes) }
  })
  const packed = [...codes.keys()].map((code) =>
    deflateRawSync(code, { level: 9 }).toString('base64'),
  )
  const lines = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).join(',\n')
  return `{"source":${JSON.stringify(source)},\n"codes":[\n${lines(packed)}\n],\n"cases":[\n${lines(cases)}\n]}\n`
}

function byVersions(
  versions: readonly number[],
  outcomes: ReadonlyMap<number, NearcoreOutcome>,
): Record<string, NearcoreOutcome> {
  const alike = new Map<string, number[]>()
  for (const version of versions) {
    const text = JSON.stringify(outcomes.get(version))
    alike.set(text, [...(alike.get(text) ?? []), version])
  }
  return Object.fromEntries([...alike].map(([text, same]) => [same.join(), JSON.parse(text)]))
}

/** Reads what `writeVectors` has written. */
export function readVectors(text: string): VmVector[] {
  const stored: StoredVectors = JSON.parse(text)
  const codes = stored.codes.map((code) => inflateRawSync(Buffer.from(code, 'base64')))
  return stored.cases.map(({ code, outcomes: alike, ...rest }) => {
    const entries = Object.entries(alike).flatMap(([versions, outcome]) =>
      versions.split(',').map((version): [number, NearcoreOutcome] => [Number(version), outcome]),
    )
    const outcomes = new Map(entries.sort(([a], [b]) => a - b))
    const found = codes[code]
    if (found === undefined) throw new Error(`The vectors have no code ${code}.`)
    return { case: { ...rest, code: found, versions: [...outcomes.keys()] }, outcomes }
  })
}
