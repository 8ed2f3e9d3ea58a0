import type { Both } from '../both.ts'
import type { Module } from '../module/module.ts'

/** What NEP-330 says of a contract's source, found in the data as the JSON text that `contract_source_metadata` returns. */
export type FoundMetadata = { fields: Map<string, string>; start: number; end: number }

/** A field of NEP-330 that differs, as `build_info.source_code_snapshot`; what is no text is shown as JSON. */
export type MetadataField = { field: string; a: string | null; b: string | null }

const FIRST_KEYS = ['version', 'link', 'standards', 'build_info']
const LONGEST_JSON = 16_384
/** Bytes that are looked through behind openings that turn out to be none, so that nobody can make this slow. */
const MOST_WASTED = 4_194_304
const OPEN = 0x7b

/** Finds the metadata in a module's data, in the order in which they stand there. */
export function findMetadata({ bytes, segments }: Module): FoundMetadata[] {
  const found: FoundMetadata[] = []
  let wasted = 0
  for (const { start, end } of segments) {
    const area = bytes.subarray(start, end)
    let next = 0
    for (let at = area.indexOf(OPEN); at >= 0; at = area.indexOf(OPEN, next)) {
      next = at + 1
      if (wasted > MOST_WASTED || !beginsAsMetadata(area, at)) continue
      const close = findClosing(area, at)
      const fields = readFields(area.subarray(at, close))
      if (fields === undefined) {
        wasted += close - at
        continue
      }
      found.push({ fields, start: start + at, end: start + close })
      next = close
    }
  }
  return found
}

/** Compares the metadata field by field, the first of a with the first of b and so on. */
export function compareMetadata(
  a: readonly FoundMetadata[],
  b: readonly FoundMetadata[],
): MetadataField[] {
  const longest = Math.max(a.length, b.length)
  return Array.from({ length: longest }, (_, i) => {
    const none: FoundMetadata['fields'] = new Map()
    const pair: Both<FoundMetadata['fields']> = {
      a: a[i]?.fields ?? none,
      b: b[i]?.fields ?? none,
    }
    return [...new Set([...pair.a.keys(), ...pair.b.keys()])]
      .sort()
      .map((field) => ({ field, a: pair.a.get(field) ?? null, b: pair.b.get(field) ?? null }))
      .filter((field) => field.a !== field.b)
  }).flat()
}

function beginsAsMetadata(bytes: Uint8Array, at: number): boolean {
  const text = Buffer.from(bytes.subarray(at + 1, at + 32)).toString('latin1')
  return FIRST_KEYS.some((key) => text.trimStart().startsWith(`"${key}"`))
}

/** Returns the offset behind the brace that closes the first one, or where it gave up. */
function findClosing(bytes: Uint8Array, from: number): number {
  const limit = Math.min(bytes.length, from + LONGEST_JSON)
  let depth = 0
  let inText = false
  for (let at = from; at < limit; at++) {
    const character = String.fromCharCode(bytes[at] as number)
    if (inText) {
      if (character === '\\') at++
      else if (character === '"') inText = false
    } else if (character === '"') inText = true
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return limit
}

function readFields(bytes: Uint8Array): FoundMetadata['fields'] | undefined {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
  if (!isObject(json)) return undefined
  if (!('standards' in json || 'build_info' in json || ('version' in json && 'link' in json))) {
    return undefined
  }
  const { build_info: build, ...own } = json
  const entries = isObject(build)
    ? [...Object.entries(own), ...Object.entries(build).map(([key, v]) => [`build_info.${key}`, v])]
    : Object.entries(json)
  return new Map(entries.map(([key, value]) => [String(key), asText(value)]))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)
