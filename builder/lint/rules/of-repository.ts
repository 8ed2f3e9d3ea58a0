import type { RuleWords } from './rule.ts'

/** Said of manifests, whatever they are for. */
export const malformedManifest: RuleWords = {
  id: 'malformed-manifest',
  severity: 'error',
  looksFor:
    '`Cargo.toml`, `package.json` and `pyproject.toml` that can be parsed; a warning if they name nothing of NEAR',
  why: 'Tools refuse it, so nothing is built, and none of the rules could look at it.',
  fix: 'Correct the file at that place.',
}

/** Said of files that rules wanted to look at. */
export const unreadFile: RuleWords = {
  id: 'unread-file',
  severity: 'warning',
  looksFor:
    'manifests and sources that are regular files, UTF-8 and at most 1 MiB; lock files at most 16 MiB',
  why: 'What is in it was not checked.',
  fix: 'Put a regular file in UTF-8 in its place, or check it yourself.',
}
