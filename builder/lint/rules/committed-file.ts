import type { Found } from '../finding.ts'
import type { Committed } from '../tree/committed.ts'

/** Finds out whether a file that is there is also in what others check out. */
export async function foundUncommitted(committed: Committed, file: string): Promise<Found[]> {
  const state = await committed.of(file)
  if (state === 'ignored') return [{ what: 'It is ignored by a .gitignore.', file, line: 1 }]
  if (state === 'untracked') return [{ what: 'It is not in git.', file, line: 1 }]
  return []
}
