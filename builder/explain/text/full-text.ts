import type { Both } from '../both.ts'
import type { Explanation } from '../document.ts'
import type { FunctionRef } from '../functions/compare-functions.ts'
import type { External, InterfaceReport } from '../interface.ts'
import { printable, quoted, quotedPair } from './printable.ts'
import { line, reasonLines, shortText } from './short-text.ts'

/** Says everything that differs: the short text, then each reason whole, then part by part. */
export function fullText(explanation: Explanation, files: Both<string>): string {
  const short = shortText({ ...explanation, reasons: [] }, files)
  if (explanation.identical) return short
  return [
    short,
    ...block(
      'why',
      explanation.reasons.flatMap((reason) => reasonLines(reason)),
    ),
    ...block('sections', sectionLines(explanation)),
    ...block('imports', interfaceLines(explanation.imports)),
    ...block('exports', interfaceLines(explanation.exports)),
    ...block('functions', functionLines(explanation)),
    ...block('data', segmentLines(explanation)),
    ...block('texts', textLines(explanation)),
    ...block('custom sections', customLines(explanation)),
    ...block(
      'metadata',
      explanation.metadata.fields.map((of) => quotedPair(printable(of.field), of)),
    ),
    ...block('abi', abiLines(explanation)),
    ...block(
      'settings',
      explanation.settings.map((setting) => quotedPair(setting.what, setting)),
    ),
  ].join('\n')
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((text) => `  ${text}`)]
}

function sectionLines({ sections }: Explanation): string[] {
  const size = (content: { bytes: number; sha256: string } | null) =>
    content === null ? 'not there' : `${content.bytes} bytes ${content.sha256.slice(0, 16)}`
  return sections.map(({ id, name, a, b, same }) =>
    same
      ? `${id} ${printable(name)}: the same, ${size(a)}`
      : `${id} ${printable(name)}: a ${size(a)}, b ${size(b)}`,
  )
}

function interfaceLines({ onlyInA, onlyInB, changed }: InterfaceReport): string[] {
  const say = ({ kind, name, type }: External) => `${kind} ${printable(name)} ${type}`
  return [
    ...onlyInA.map((external) => `only in a: ${say(external)}`),
    ...onlyInB.map((external) => `only in b: ${say(external)}`),
    ...changed.map(({ a, b }) => `changed: a ${say(a)}, b ${say(b)}`),
  ]
}

function functionLines({ functions }: Explanation): string[] {
  const say = (of: FunctionRef | null) =>
    of === null
      ? 'not there'
      : `${of.index}${of.name === null ? '' : ` ${printable(of.name)}`} (${of.bytes} bytes)`
  return functions.differences.map(({ a, b, likeness, by }) =>
    line(likeness, `a ${say(a)}, b ${say(b)}${by === null ? '' : `, found by ${by}`}`),
  )
}

const BESIDES = {
  nothing: ', nothing besides the metadata',
  addresses: ', addresses besides the metadata',
  other: '',
} as const

function segmentLines({ data }: Explanation): string[] {
  const say = (segment: { index: number; address: number | null; bytes: number } | null) =>
    segment === null
      ? 'not there'
      : `segment ${segment.index}, ${segment.bytes} bytes at ${segment.address ?? 'no fixed address'}`
  return data.segments.map(({ a, b, status, differingBytes, besides }) => {
    const bytes = differingBytes === null ? '' : `, ${differingBytes} bytes differ`
    return line(status, `a ${say(a)}, b ${say(b)}${bytes}${BESIDES[besides]}`)
  })
}

function textLines({ data }: Explanation): string[] {
  const { changed, changedCount, onlyInA, onlyInB, paths } = data.texts
  const cut = changedCount - changed.length
  return [
    ...paths.examples.map((path) => quotedPair('path', path)),
    ...changed.map((text) => quotedPair('changed', text)),
    ...(cut > 0 ? [`and ${cut} more that changed`] : []),
    ...onlyInA.map((text) => `only in a: ${quoted(text)}`),
    ...onlyInB.map((text) => `only in b: ${quoted(text)}`),
  ]
}

function customLines({ custom }: Explanation): string[] {
  const say = (content: Explanation['custom'][number]['a']): string => {
    if (content === null) return 'not there'
    const size = `${content.bytes} bytes`
    switch (content.kind) {
      case 'name':
        return `${size}, ${content.functions} names of functions`
      case 'producers':
        return `${size}, ${content.producers.map(({ name, version }) => printable(`${name} ${version}`)).join('; ')}`
      case 'target_features':
        return `${size}, ${content.features.map(printable).join(' ')}`
      case 'source_map':
        return `${size}, ${quoted(content.url)}`
      case 'dwarf':
      case 'linking':
      case 'other':
        return `${size} ${content.sha256.slice(0, 16)}`
    }
  }
  return custom.map(({ name, a, b }) => `${printable(name)}: a ${say(a)}, b ${say(b)}`)
}

function abiLines({ abi }: Explanation): string[] {
  const say = (blobs: Explanation['abi']['a']) =>
    blobs.map(({ bytes, sha256 }) => `${bytes} bytes ${sha256.slice(0, 16)}`).join(', ') || 'none'
  const [a, b] = [say(abi.a), say(abi.b)]
  if (abi.a.length + abi.b.length === 0) return []
  return [a === b ? `the same: ${a}` : `a ${a}, b ${b}`]
}
