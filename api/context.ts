import DataLoader from 'dataloader'
import {
  type AttestationRow,
  attestationsBySeqs,
  type RecipeRow,
  recipesByIds,
  type SourceRow,
  sourcesByIds,
} from '../store/index.ts'
import type { Services } from './services.ts'

/** What resolvers work with; the loaders turn the rows that one answer needs into one query per table. */
export type ApiContext = Services & {
  recipes: DataLoader<string, RecipeRow | undefined>
  sources: DataLoader<string, SourceRow | undefined>
  attestations: DataLoader<number, AttestationRow | undefined>
}

/** Makes the context of one request. */
export function createContext(services: Services): ApiContext {
  const { mirror } = services
  return {
    ...services,
    recipes: new DataLoader(async (ids) => recipesByIds(await mirror.database(), ids)),
    sources: new DataLoader(async (ids) => sourcesByIds(await mirror.database(), ids)),
    attestations: new DataLoader(async (seqs) => attestationsBySeqs(await mirror.database(), seqs)),
  }
}
