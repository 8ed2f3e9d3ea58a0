import type { Finding, Found } from './finding.ts'
import type { LintLimits } from './limits.ts'
import type { RuleWords } from './rules/rule.ts'

export type Findings = {
  /** Adds places where a rule is broken; what was added before is not added twice. */
  add(rule: RuleWords, found: readonly Found[]): void
  /** In the order of files and lines. */
  all(): Finding[]
  errors(): number
  warnings(): number
  omitted(): number
}

/** Collects findings, as many as the limits allow; those beyond are only counted. */
export function createFindings({ findings: most, findingsPerFile }: LintLimits): Findings {
  const kept: Finding[] = []
  const seen = new Set<string>()
  const perFile = new Map<string, number>()
  const count = { error: 0, warning: 0 }
  return {
    add(rule, found) {
      for (const { what, file, line = null, column = null, severity = rule.severity } of found) {
        const place = `${rule.id} ${file}`
        const before = perFile.get(place) ?? 0
        const isFull = before >= findingsPerFile || kept.length >= most
        const key = JSON.stringify([rule.id, file, line, column, what])
        if (seen.has(key)) continue
        count[severity] += 1
        if (isFull) continue
        seen.add(key)
        perFile.set(place, before + 1)
        const { id, why, fix } = rule
        kept.push({ rule: id, severity, file, line, column, what, why, fix })
      }
    },
    all: () => kept.toSorted(byPlace),
    errors: () => count.error,
    warnings: () => count.warning,
    omitted: () => count.error + count.warning - kept.length,
  }
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}
