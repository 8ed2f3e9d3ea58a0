import type { SourceId } from '../../protocol/source.ts'
import type { Database, RecipeRow } from '../tables.ts'
import { type Page, type PageOptions, toPage } from './page.ts'

/** Which recipes are wanted; what is left out does not matter. */
export type RecipeFilter = {
  sourceId?: SourceId | undefined
  /** Image digest of the build environment, hex. */
  environment?: string | undefined
}

/** Returns a page of recipes, those that were attested first last, by `first_seq`. */
export async function recipePage(
  db: Database,
  { filter = {}, ...page }: PageOptions<number> & { filter?: RecipeFilter | undefined },
): Promise<Page<RecipeRow>> {
  const { sourceId, environment } = filter
  const { first, after, before, backward } = page
  const rows = await db
    .selectFrom('recipes')
    .selectAll()
    .$if(after !== undefined, (q) => q.where('first_seq', '<', after as number))
    .$if(before !== undefined, (q) => q.where('first_seq', '>', before as number))
    .$if(sourceId !== undefined, (q) => q.where('source_id', '=', sourceId as SourceId))
    .$if(environment !== undefined, (q) => q.where('environment', '=', environment as string))
    .orderBy('first_seq', backward === true ? 'asc' : 'desc')
    .limit(first + 1)
    .execute()
  return toPage(rows, page)
}
