import type { Recipe } from '../../protocol/recipe.ts'
import { readSnapshot } from '../../protocol/snapshot.ts'
import { type FetchedSource, type FetchSource, fetchSource } from './fetch-source.ts'

export type FetchRecipeSource = Pick<
  FetchSource,
  'directory' | 'symlinks' | 'submodules' | 'signal'
> & {
  recipe: Recipe
  /** Folders of this machine that repositories are fetched from instead, by their addresses. */
  mirrors?: Readonly<Record<string, string>> | undefined
}

/** Checks out the source that a recipe names, from the repository or from what stands in for it here. */
export function fetchRecipeSource({
  recipe,
  mirrors = {},
  ...rest
}: FetchRecipeSource): Promise<FetchedSource> {
  const { repository, commit } = readSnapshot(recipe.source_code_snapshot)
  const mirror = Object.hasOwn(mirrors, repository) ? mirrors[repository] : undefined
  return fetchSource({
    ...rest,
    repository: mirror ?? repository,
    allowLocal: mirror !== undefined,
    commit,
  })
}
