import type { Both } from '../both.ts'
import type { SegmentDifference } from '../data/compare-segments.ts'
import type { Findings } from '../document.ts'
import { hasChangedCode, isSame } from './code-reasons.ts'
import type { Reason } from './reason.ts'

const MOST_EXAMPLES = 5

/** Finds what the data says: metadata, paths, other texts, other bytes; and the settings, which follow the data's size. */
export function dataReasons(findings: Findings): Reason[] {
  const reasons: Reason[] = []
  const { metadata, settings } = findings
  const metadataReason = ofMetadata(findings)
  if (metadataReason !== undefined) reasons.push(metadataReason)
  const paths = ofPaths(findings)
  if (paths !== undefined) reasons.push(paths)
  const texts = ofTexts(findings)
  if (texts !== undefined) reasons.push(texts)
  const isExplained = reasons.length > 0 || hasChangedCode(findings)
  const segments = otherSegments(findings)
  if (segments.length > 0) {
    const count = (status: SegmentDifference['status']) =>
      segments.filter((segment) => segment.status === status).length
    reasons.push({
      code: 'DATA_DIFFERS',
      sure: isExplained || metadata.fields.length > 0 ? 'possible' : 'likely',
      changed: count('changed'),
      moved: count('moved'),
      onlyInA: count('onlyInA'),
      onlyInB: count('onlyInB'),
    })
  }
  if (settings.length > 0) {
    const sure = isExplained || segments.length > 0 ? 'possible' : 'likely'
    reasons.push({ code: 'SETTINGS_DIFFER', sure, settings })
  }
  return reasons
}

/** Segments with more differences than the metadata, and addresses that moved with it. */
function otherSegments({ data, metadata }: Findings): SegmentDifference[] {
  if (metadata.fields.length === 0) return data.segments
  return data.segments.filter(({ besides }) => besides === 'other')
}

/**
 * The metadata alone is certain if everything else is byte for byte the same, and likely if nothing differs but what moves with its length:
 * addresses, and the constants that say them.
 */
function ofMetadata(findings: Findings): Reason | undefined {
  const { metadata, data, functions, imports, exports, settings, custom } = findings
  const { fields } = metadata
  if (fields.length === 0) return undefined
  const isOnly =
    !hasChangedCode(findings) &&
    functions.moved === 0 &&
    data.texts.differing.a + data.texts.differing.b === 0 &&
    otherSegments(findings).every(({ status }) => status === 'moved') &&
    custom.length === 0 &&
    isSame(imports) &&
    isSame(exports) &&
    settings.every(({ what }) => what === 'global')
  if (!isOnly) return { code: 'METADATA_DIFFERS', sure: 'likely', fields }
  const isAllElseSame =
    data.segments.every(({ besides }) => besides === 'nothing') &&
    settings.length === 0 &&
    functions.same === functions.count.a
  return { code: 'ONLY_METADATA', sure: isAllElseSame ? 'certain' : 'likely', fields }
}

function ofPaths(findings: Findings): Reason | undefined {
  const { paths, changedByPathsOnly, changedCount, onlyInA, onlyInB } = findings.data.texts
  if (paths.count === 0) return undefined
  const allTexts = changedByPathsOnly === changedCount && onlyInA.length + onlyInB.length === 0
  return {
    code: 'PATHS_DIFFER',
    sure: allTexts && !hasChangedCode(findings) ? 'likely' : 'possible',
    count: paths.count,
    allTexts,
    prefixes: distinct(paths.examples.map(({ prefix }) => prefix)).slice(0, MOST_EXAMPLES),
    examples: paths.examples.slice(0, MOST_EXAMPLES),
  }
}

function distinct(pairs: readonly Both<string>[]): Both<string>[] {
  return [...new Map(pairs.map((pair) => [JSON.stringify([pair.a, pair.b]), pair])).values()]
}

function ofTexts(findings: Findings): Reason | undefined {
  const { differing, changed, onlyInA, onlyInB, changedByPathsOnly, changedCount } =
    findings.data.texts
  const others = changedCount - changedByPathsOnly + onlyInA.length + onlyInB.length
  if (others === 0) return undefined
  const alone = [
    ...onlyInA.map((text) => ({ a: text, b: null })),
    ...onlyInB.map((text) => ({ a: null, b: text })),
  ]
  return {
    code: 'TEXTS_DIFFER',
    sure: 'likely',
    differing,
    examples: [...changed, ...alone].slice(0, MOST_EXAMPLES),
  }
}
