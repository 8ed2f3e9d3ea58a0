import DataLoader from 'dataloader'
import {
  type AttestationRow,
  attestationsBySeqs,
  type Database,
  type RecipeRow,
  recipesByIds,
  type SourceRow,
  sourcesByIds,
} from '../store/index.ts'
import type { Mirror } from './mirror.ts'
import type { Turn } from './turn.ts'

/** Finds rows of the mirror by their keys; those that one answer needs at one moment become one query a table. */
export type Rows = {
  recipe: Find<string, RecipeRow>
  source: Find<string, SourceRow>
  attestation: Find<number, AttestationRow>
}

export type Find<K, R> = (key: K) => Promise<R | undefined>

/** Makes the look-ups of one request; once its turn is over, they read nothing. Without `remember` each row is read anew. */
export function createRows(mirror: Mirror, turn: Turn, { remember = true } = {}): Rows {
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
  }
}
