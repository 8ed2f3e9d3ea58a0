/** What linting may read and say: repositories are strangers'. */
export type LintLimits = {
  /** Files, folders and links below the folder. */
  entries: number
  /** Folders in one another. */
  depth: number
  /** A source or a manifest. */
  fileBytes: number
  /** A lock file: those of npm have some megabytes. */
  lockFileBytes: number
  /** All that is read. */
  totalBytes: number
  contracts: number
  /** Findings of one rule in one file. */
  findingsPerFile: number
  findings: number
  /** Files of which git says whether they are committed. */
  askedOfGit: number
  /** A source that a formatter looks at. */
  formattedBytes: number
  /** What git and a formatter may take, each time. */
  timeMs: number
}

export const LINT_LIMITS: LintLimits = {
  entries: 50_000,
  depth: 64,
  fileBytes: 2 ** 20,
  lockFileBytes: 16 * 2 ** 20,
  totalBytes: 128 * 2 ** 20,
  contracts: 200,
  findingsPerFile: 20,
  findings: 2_000,
  askedOfGit: 1_000,
  formattedBytes: 2 ** 18,
  timeMs: 60_000,
}
