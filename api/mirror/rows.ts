import DataLoader from 'dataloader'
import type { AccountId } from '../../protocol/account-id.ts'
import type { RecipeId } from '../../protocol/recipe.ts'
import {
  type AttestationRow,
  attestationsBySeqs,
  type BlockRow,
  type BuilderRow,
  blocksByHeights,
  buildersByNames,
  type Database,
  declarationsOf,
  type OperatorRow,
  type PolicyRow,
  policiesBySeqs,
  type RecipeRow,
  type Result,
  recipesByIds,
  resultsOfRecipes,
  type SourceRow,
  sourcesByIds,
  type WatchedRow,
  watchedByAccounts,
} from '../../store/index.ts'
import type { Turn } from '../limits/turn.ts'
import type { Mirror } from './mirror.ts'

/** Finds rows of the mirror by their keys; those that one answer needs at one moment become one query a table. */
export type Rows = {
  recipe: Find<string, RecipeRow>
  source: Find<string, SourceRow>
  attestation: Find<number, AttestationRow>
  builder: Find<AccountId, BuilderRow>
  /** What an account has declared. */
  declaration: Find<AccountId, OperatorRow>
  policy: Find<number, PolicyRow>
  block: Find<number, BlockRow>
  /** How the indexer watches an account. */
  watched: Find<AccountId, WatchedRow>
  /** What was ever given for a recipe. */
  results: Find<RecipeId, Result[]>
}

export type Find<K, R> = (key: K) => Promise<R | undefined>

/** Makes what gives the look-ups of one request, and makes them only when they are asked for. */
export function rowsOf(mirror: Mirror, turn: Turn, options: { remember?: boolean } = {}) {
  let rows: Rows | undefined
  return (): Rows => {
    rows ??= createRows(mirror, turn, options)
    return rows
  }
}

/** Makes the look-ups of one request; once its turn is over, they read nothing. Without `remember` each row is read anew. */
function createRows(mirror: Mirror, turn: Turn, { remember = true }: { remember?: boolean }): Rows {
  const find = <K, R>(
    byKeys: (db: Database, keys: readonly K[]) => Promise<(R | undefined)[]>,
  ): Find<K, R> => {
    // Made when the first row is wanted: most requests want rows of none or one table.
    let loader: DataLoader<K, R | undefined> | undefined
    const load = async (keys: readonly K[]) => {
      if (turn.over) throw new Error('The request has been given up.')
      return await byKeys(await mirror.database(), keys)
    }
    return (key) => {
      loader ??= new DataLoader(load, { cache: remember })
      return loader.load(key)
    }
  }

  return {
    recipe: find(recipesByIds),
    source: find(sourcesByIds),
    attestation: find(attestationsBySeqs),
    builder: find(buildersByNames),
    declaration: find(declarationsOf),
    policy: find(policiesBySeqs),
    block: find(blocksByHeights),
    watched: find(watchedByAccounts),
    results: find(resultsOfRecipes),
  }
}
