// The door of lint: what in a repository will break the reproducibility of its contracts.

export type { Finding, LintReport, Severity } from './finding.ts'
export { LINT_LIMITS, type LintLimits } from './limits.ts'
export { type LintOptions, lint } from './lint.ts'
export { lintSarif } from './output/sarif.ts'
export { lintText } from './output/text.ts'
export { RULES } from './rules/all-rules.ts'
export type { RuleWords } from './rules/rule.ts'
