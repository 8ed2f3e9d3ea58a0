/** `error`: the build will differ or cannot be done as stated; `warning`: it may differ. */
export type Severity = 'error' | 'warning'

/** A place in the repository, with what is there. */
export type Found = {
  /** One sentence. */
  what: string
  /** Path below the linted folder, with `/`. */
  file: string
  /** From 1. */
  line?: number
  /** From 1, in UTF-16 code units. */
  column?: number
  /** Instead of the rule's own. */
  severity?: Severity
}

/** What a rule says about a place. */
export type Finding = {
  rule: string
  severity: Severity
  file: string
  line: number | null
  column: number | null
  what: string
  why: string
  fix: string
}

/** What lint says about a folder: docs/lint.md describes it. */
export type LintReport = {
  /** Number of this format. */
  format: 1
  contracts: { language: 'rust' | 'javascript' | 'python'; folder: string; manifest: string }[]
  /** In the order of files and lines. */
  findings: Finding[]
  errors: number
  warnings: number
  /** Findings left out, because there are too many of one rule or in all. */
  omitted: number
  /** Whether everything was looked at; if not, the notes say what was not. */
  complete: boolean
  /** What could not be checked. */
  notes: string[]
}
