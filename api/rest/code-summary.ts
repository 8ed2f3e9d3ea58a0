import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import type { RecipeId } from '../../protocol/recipe.ts'
import { type SourceRow, sourcesByIds } from '../../store/index.ts'
import { MAX_POSITIONS } from '../limits/limits.ts'
import type { Services } from '../services.ts'

/** What is known of code without a policy: nobody is weighed, accounts are counted. */
export type CodeSummary = {
  hash: CodeHash
  /** Of live attestations on the recipes that have a matching one. */
  attestations: {
    /** Whether all were counted; if not, there are more than anybody counts, and the numbers are of some. */
    complete: boolean
    matching: number
    /** Accounts that made the matching ones. */
    builders: number
    differing: number
    failed: number
  }
  /** At most 100, those with most matching attestations first. */
  recipes: { recipeId: RecipeId; matching: number; source: SourceJson | null }[]
}

type SourceJson = { sourceId: string; repository: string; commit: string; path: string }

export type SummarizeCode = (codeHash: CodeHash) => Promise<CodeSummary>

/** Makes a function that counts the attestations on a code hash. */
export function createSummarizeCode({
  mirror,
  knowledge: know,
}: Pick<Services, 'mirror' | 'knowledge'>): SummarizeCode {
  return async (codeHash) => {
    const { knowledge } = await know({ codeHash, policy: null, operators: null })
    const live = liveOf(knowledge.evidence)
    const matching = live.filter(({ code_hash }) => code_hash === codeHash)
    const recipes = countByRecipe(matching)
    const others = live.filter((e) => e.code_hash !== codeHash && recipes.has(e.recipe_id))
    const failed = others.filter(({ code_hash }) => code_hash === null).length

    const listed = [...recipes].sort(byCountThenId).slice(0, MAX_POSITIONS)
    const sourceIds = listed.map(([, { sourceId }]) => sourceId)
    const sources = await sourcesByIds(await mirror.database(), sourceIds)
    return {
      hash: codeHash,
      attestations: {
        complete: knowledge.complete,
        matching: matching.length,
        builders: new Set(matching.map(({ builder }) => builder)).size,
        differing: others.length - failed,
        failed,
      },
      recipes: listed.map(([recipeId, { count }], i) => ({
        recipeId,
        matching: count,
        source: sourceJson(sources[i]),
      })),
    }
  }
}

/** Returns each builder's latest statement on each recipe, if it has not been taken back. */
function liveOf(evidence: readonly Evidence[]): Evidence[] {
  const latest = new Map(evidence.map((e) => [`${e.recipe_id} ${e.builder}`, e]))
  return [...latest.values()].filter(({ withdrawn }) => withdrawn !== true)
}

type Counted = { count: number; sourceId: string }

function countByRecipe(matching: readonly Evidence[]): Map<RecipeId, Counted> {
  const counted = new Map<RecipeId, Counted>()
  for (const { recipe_id, source_id } of matching) {
    const count = (counted.get(recipe_id)?.count ?? 0) + 1
    counted.set(recipe_id, { count, sourceId: source_id })
  }
  return counted
}

function byCountThenId([a, x]: [RecipeId, Counted], [b, y]: [RecipeId, Counted]): number {
  return y.count - x.count || (a < b ? -1 : 1)
}

function sourceJson(row: SourceRow | undefined): SourceJson | null {
  if (row === undefined) return null
  const { source_id: sourceId, repository, commit, path } = row
  return { sourceId, repository, commit, path }
}
