import { createHash } from 'node:crypto'
import type { Recipe } from '../../protocol/recipe.ts'
import { attestationsBySeqs, receiptsBySeqs, recipesByIds } from '../../store/index.ts'
import { createBoundedCache } from '../caches/bounded-cache.ts'
import type { Services } from '../services.ts'
import { rebuildStatement } from './rebuild.ts'

/** A Statement as it is sent, byte for byte, and the digest of that. */
export type WrittenStatement = { text: string; sha256: string }

/** Returns the Statements on attestations, in the order of their numbers; undefined for a number that is none. */
export type ReadStatements = (seqs: readonly number[]) => Promise<(WrittenStatement | undefined)[]>

// A text takes 1.5 to 6 KB, so these are 30 MB at most.
const MAX_KEPT = 5_000

/** Makes a reader of attestations as Statements; what it has written it keeps, since no Statement ever changes. */
export function createReadStatements({ mirror }: Pick<Services, 'mirror'>): ReadStatements {
  const kept = createBoundedCache<number, WrittenStatement>(MAX_KEPT)

  const read = async (seqs: readonly number[]): Promise<Map<number, WrittenStatement>> => {
    if (seqs.length === 0) return new Map()
    const { network } = await mirror.cursor()
    const db = await mirror.database()
    const found = await attestationsBySeqs(db, seqs)
    const rows = found.filter((row) => row !== undefined)
    const ids = [...new Set(rows.map(({ recipe_id }) => recipe_id))]
    const recipeRows = await recipesByIds(db, ids)
    const recipes = new Map(recipeRows.map((row) => [row?.recipe_id, row?.canonical_json]))
    const receipts = await receiptsBySeqs(
      db,
      rows.map(({ seq }) => seq),
    )
    const written = rows.map((attestation, i): [number, WrittenStatement] => {
      const recipe = JSON.parse(recipes.get(attestation.recipe_id) ?? 'null') as Recipe | null
      const receiptId = receipts[i]
      if (recipe === null || receiptId === undefined) throw damaged(attestation.seq)
      const statement = rebuildStatement({ attestation, recipe, receiptId, network })
      return [attestation.seq, write(statement)]
    })
    return new Map(written)
  }

  return async (seqs) => {
    const known = new Map(seqs.map((seq) => [seq, kept.get(seq)]))
    const fresh = await read(seqs.filter((seq) => known.get(seq) === undefined))
    for (const [seq, written] of fresh) kept.set(seq, written)
    return seqs.map((seq) => known.get(seq) ?? fresh.get(seq))
  }
}

function write(statement: unknown): WrittenStatement {
  const text = `${JSON.stringify(statement)}\n`
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

function damaged(seq: number): Error {
  return new Error(
    `The mirror has attestation ${seq}, but not its recipe or its event; \`countersign audit\` says what else is missing.`,
  )
}
