import DataLoader from 'dataloader'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import { type Cursor, declaredOperators, evidenceForCodes } from '../../store/index.ts'
import { createBoundedCache } from '../caches/bounded-cache.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import { type Mirror, readCursorOf } from '../mirror/mirror.ts'

/** What a verdict on a code hash is made from, all of one state of the mirror. */
export type Knowledge = {
  evidence: Evidence[]
  /** Empty unless `operators` was asked for. */
  declared: ReadonlyMap<AccountId, AccountId>
  dataVersion: number
}

export type Asked = {
  codeHash: CodeHash
  /** Whether self-declared operators matter, and of which account beside the builders; only open policies ask. */
  operators: { of: AccountId | null } | null
}

export type Known = { knowledge: Knowledge; cursor: Cursor }

export type KnowledgeSource = (asked: Asked) => MaybePromise<Known>

// A statement takes 660 bytes in memory (measured), so this is 33 MB at most.
const MAX_STATEMENTS = 50_000
// Code hashes of one query: five of the largest batches at one moment, far below what SQLite and PostgreSQL take.
const MAX_BATCH = 1_000

/**
 * Makes a function that returns what is known about a code hash as of the mirror's cursor.
 *
 * Answers are kept until the mirror's data changes; questions of one moment, also of several requests, become one query.
 */
export function createKnowledge({
  mirror,
  onLookup,
}: {
  mirror: Mirror
  /** Is told whether a question was answered from what is kept. */
  onLookup?: ((hit: boolean) => void) | undefined
}): KnowledgeSource {
  const kept = createBoundedCache<string, Knowledge>(
    MAX_STATEMENTS,
    ({ evidence }) => evidence.length + 1,
  )
  const loader = new DataLoader((asked: readonly Asked[]) => readAll(mirror, asked), {
    cache: false,
    maxBatchSize: MAX_BATCH,
  })

  const read = async (asked: Asked, key: string) => {
    const fresh = await loader.load(asked)
    kept.set(key, fresh.knowledge)
    return fresh
  }

  return (asked) =>
    andThen(mirror.cursor(), (cursor) => {
      const key = keyOf(asked)
      const knowledge = kept.get(key)
      const hit = knowledge?.dataVersion === cursor.data_version
      onLookup?.(hit)
      return hit ? { knowledge, cursor } : read(asked, key)
    })
}

function keyOf({ codeHash, operators }: Asked): string {
  return operators === null ? codeHash : `${codeHash} ${operators.of ?? ''}`
}

async function readAll(mirror: Mirror, asked: readonly Asked[]): Promise<Known[]> {
  const database = await mirror.database()
  // One transaction, so that evidence, operators and cursor are of one state.
  return await database.transaction().execute(async (db) => {
    const cursor = await readCursorOf(db)
    const evidences = await evidenceForCodes(
      db,
      asked.map(({ codeHash }) => codeHash),
    )
    const accounts = asked.flatMap(({ operators }, i) =>
      operators === null
        ? []
        : [...(operators.of === null ? [] : [operators.of]), ...buildersOf(evidences[i])],
    )
    const declared = await declaredOperators(db, accounts)
    return evidences.map((evidence) => ({
      knowledge: { evidence, declared, dataVersion: cursor.data_version },
      cursor,
    }))
  })
}

function buildersOf(evidence: readonly Evidence[] = []): AccountId[] {
  return [...new Set(evidence.map(({ builder }) => builder))]
}
