import type { Database, SourceRow } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which sources are wanted; what is left out does not matter. */
export type SourceFilter = {
  /** As sources have it: `https://host/path` without `.git`. */
  repository?: string | undefined
  /** What the commit begins with. */
  commit?: string | undefined
}

/** Returns a page of sources, those that were attested first last, by `first_seq`. */
export async function sourcePage(
  db: Database,
  { filter = {}, ...page }: PageOptions<number> & { filter?: SourceFilter | undefined },
): Promise<Page<SourceRow>> {
  const { repository, commit } = filter
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('sources')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('first_seq', '<', after as number))
    .$if(before !== undefined, (q) => q.where('first_seq', '>', before as number))
    .$if(repository !== undefined, (q) => q.where('repository', '=', repository as string))
    // After hexadecimal digits comes `g`, whatever the order of texts.
    .$if(commit !== undefined && isWhole(commit), (q) => q.where('commit', '=', commit as string))
    .$if(commit !== undefined && !isWhole(commit), (q) =>
      q.where('commit', '>=', commit as string).where('commit', '<', `${commit}g`),
    )
    .orderBy('first_seq', backward === true ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}

/** Tells a whole commit, SHA-1 or SHA-256, whose sources an index has in order, from a beginning, whose sources are sorted. */
function isWhole(commit: string): boolean {
  return commit.length === 40 || commit.length === 64
}
