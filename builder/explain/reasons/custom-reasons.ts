import { SECTION } from '../../../toolchain/wasm-reader.ts'
import type { Custom } from '../custom/compare-custom.ts'
import type { Producer } from '../custom/producers.ts'
import type { Findings } from '../document.ts'
import { hasChangedCode } from './code-reasons.ts'
import { type CompilerDifference, type Reason, sizesOf } from './reason.ts'

/** Finds what custom sections say: they alone differ, or they name other compilers or features. */
export function customReasons(findings: Findings): Reason[] {
  const reasons: Reason[] = []
  const { custom, sections } = findings
  if (custom.length > 0) {
    const isOnly = sections.every(({ id, same }) => id === SECTION.custom || same)
    reasons.push({
      code: isOnly ? 'ONLY_CUSTOM_SECTIONS' : 'CUSTOM_SECTIONS_DIFFER',
      sure: isOnly ? 'certain' : 'possible',
      sections: sizesOf(custom),
    })
  }
  const producers = compareProducers(contentsOf(findings, 'producers'))
  // A language alone comes with debugging information, and says nothing of a compiler.
  if (producers.some(({ field }) => field !== 'language')) {
    const sure = hasChangedCode(findings) ? 'likely' : 'possible'
    reasons.push({ code: 'COMPILERS_DIFFER', sure, producers })
  }
  const features = contentsOf(findings, 'target_features')
  if (features !== undefined) {
    const onlyInA = without(features.a.features, features.b.features)
    const onlyInB = without(features.b.features, features.a.features)
    if (onlyInA.length + onlyInB.length > 0) {
      reasons.push({ code: 'TARGET_FEATURES_DIFFER', sure: 'possible', onlyInA, onlyInB })
    }
  }
  return reasons
}

/** Gives both contents of a section that differs, if both have it and could be read. */
function contentsOf<Kind extends Custom['kind']>({ custom }: Findings, kind: Kind) {
  type Content = Extract<Custom, { kind: Kind }>
  const isOf = (content: Custom | null): content is Content => content?.kind === kind
  const found = custom.find(({ a, b }) => isOf(a) && isOf(b))
  return found === undefined ? undefined : { a: found.a as Content, b: found.b as Content }
}

function compareProducers(
  contents: { a: { producers: Producer[] }; b: { producers: Producer[] } } | undefined,
): CompilerDifference[] {
  if (contents === undefined) return []
  const key = ({ field, name }: Producer) => JSON.stringify([field, name])
  const [a, b] = [contents.a, contents.b].map(
    ({ producers }) => new Map(producers.map((producer) => [key(producer), producer])),
  ) as [Map<string, Producer>, Map<string, Producer>]
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .map((text) => {
      const { field, name } = (a.get(text) ?? b.get(text)) as Producer
      return { field, name, a: a.get(text)?.version ?? null, b: b.get(text)?.version ?? null }
    })
    .filter((producer) => producer.a !== producer.b)
}

const without = (list: readonly string[], others: readonly string[]): string[] =>
  list.filter((item) => !others.includes(item))
