import DataLoader from 'dataloader'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Evidence } from '../../protocol/evidence.ts'
import { isOpen } from '../../protocol/policy.ts'
import {
  type Cursor,
  crowdedEvidence,
  type Database,
  declaredOperators,
  evidenceForCodes,
} from '../../store/index.ts'
import { createBoundedCache } from '../caches/bounded-cache.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import { type Mirror, readCursorOf } from '../mirror/mirror.ts'
import type { ReadPolicy } from './policies.ts'

/** What a verdict on a code hash is made from, all of one state of the mirror. */
export type Knowledge = {
  evidence: Evidence[]
  /** Whether that is all; if not, it is what decides under the policy of the question, and some of the rest. */
  complete: boolean
  /** Empty unless `operators` was asked for. */
  declared: ReadonlyMap<AccountId, AccountId>
  dataVersion: number
}

export type Asked = {
  codeHash: CodeHash
  /** Whose builders are looked at first, if there is more than can be read; without one nobody counts more than others. */
  policy: ReadPolicy | null
  /** Whether self-declared operators matter, and of which account beside the builders; only open policies ask. */
  operators: { of: AccountId | null } | null
}

export type Known = { knowledge: Knowledge; cursor: Cursor }

export type KnowledgeSource = (asked: Asked) => MaybePromise<Known>

// A statement takes 660 bytes in memory (measured), so this is 33 MB at most.
const MAX_STATEMENTS = 50_000
// Of a code there are some tens; two thousand take 6 ms to read and 4 ms to evaluate (measured), and anybody may write more.
const MOST_OF_ONE_CODE = 2_000
// Code hashes of one query: five of the largest batches at one moment, far below what SQLite and PostgreSQL take.
const MAX_BATCH = 1_000

/**
 * Makes a function that returns what is known about a code hash as of the mirror's cursor.
 *
 * Answers are kept until the mirror's data changes; questions of one moment, also of several requests, become one query.
 */
export function createKnowledge({
  mirror,
  most = MOST_OF_ONE_CODE,
  onLookup,
}: {
  mirror: Mirror
  /** Statements on one code that are read whoever made them; of a code with more, what the question asks for. */
  most?: number
  /** Is told whether a question was answered from what is kept. */
  onLookup?: ((hit: boolean) => void) | undefined
}): KnowledgeSource {
  const kept = createBoundedCache<string, Knowledge>(
    MAX_STATEMENTS,
    ({ evidence }) => evidence.length + 1,
  )
  const loader = new DataLoader((asked: readonly Asked[]) => readAll(mirror, asked, most), {
    cache: false,
    maxBatchSize: MAX_BATCH,
  })

  const read = async (asked: Asked) => {
    const fresh = await loader.load(asked)
    const { knowledge } = fresh
    kept.set(knowledge.complete ? keyOf(asked) : crowdedKeyOf(asked), knowledge)
    return fresh
  }

  return (asked) =>
    andThen(mirror.cursor(), (cursor) => {
      const fresh = (key: string) => {
        const knowledge = kept.get(key)
        return knowledge?.dataVersion === cursor.data_version ? knowledge : undefined
      }
      const knowledge = fresh(keyOf(asked)) ?? fresh(crowdedKeyOf(asked))
      onLookup?.(knowledge !== undefined)
      return knowledge === undefined ? read(asked) : { knowledge, cursor }
    })
}

function keyOf({ codeHash, operators }: Asked): string {
  return operators === null ? codeHash : `${codeHash} ${operators.of ?? ''}`
}

/** What is known of a code with too much evidence is known for one policy. */
function crowdedKeyOf(asked: Asked): string {
  return `${keyOf(asked)}\n${asked.policy?.digest ?? ''}`
}

async function readAll(mirror: Mirror, asked: readonly Asked[], most: number): Promise<Known[]> {
  const database = await mirror.database()
  // One transaction, so that evidence, operators and cursor are of one state.
  return await database.transaction().execute(async (db) => {
    const cursor = await readCursorOf(db)
    const found = await readEvidence(db, asked, most)
    const accounts = asked.flatMap(({ operators }, i) =>
      operators === null
        ? []
        : [...(operators.of === null ? [] : [operators.of]), ...buildersOf(found[i]?.evidence)],
    )
    const declared = await declaredOperators(db, accounts)
    return found.map((evidence) => ({
      knowledge: { ...evidence, declared, dataVersion: cursor.data_version },
      cursor,
    }))
  })
}

async function readEvidence(
  db: Database,
  asked: readonly Asked[],
  most: number,
): Promise<Pick<Knowledge, 'evidence' | 'complete'>[]> {
  const hashes = asked.map(({ codeHash }) => codeHash)
  const whole = await evidenceForCodes(db, hashes, { most })
  const found: Pick<Knowledge, 'evidence' | 'complete'>[] = []
  for (const [i, { codeHash, policy }] of asked.entries()) {
    const evidence = whole[i] ?? null
    found.push(
      evidence === null
        ? { evidence: await crowdedEvidence(db, codeHash, namedBy(policy)), complete: false }
        : { evidence, complete: true },
    )
  }
  return found
}

function namedBy(read: ReadPolicy | null): AccountId[] {
  if (read === null || isOpen(read.policy)) return []
  return read.policy.operators.flatMap(({ accounts }) => accounts)
}

function buildersOf(evidence: readonly Evidence[] = []): AccountId[] {
  return [...new Set(evidence.map(({ builder }) => builder))]
}
