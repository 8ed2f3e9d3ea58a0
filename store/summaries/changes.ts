import type { AttestationRow, Database } from '../tables.ts'

/** What summaries need to know of a statement. */
export type Statement = Pick<AttestationRow, 'seq' | 'builder' | 'recipe_id' | 'code_hash'>

/** What one event did to statements: it ended one, made one, or both, by one builder on one recipe. */
export type Change = {
  seq: number
  builder: string
  recipe_id: string
  ended: Statement | undefined
  made: Statement | undefined
}

/** Returns what events did to statements, in the order of the events; ended ones that are not given are looked up. */
export async function changesOf(
  db: Database,
  made: readonly Statement[],
  endings: readonly { seq: number; ended_by_seq: number }[],
): Promise<Change[]> {
  const known = new Map(made.map((statement) => [statement.seq, statement]))
  const unknown = endings.flatMap(({ seq }) => (known.has(seq) ? [] : [seq]))
  for (const statement of await statementsOf(db, unknown)) known.set(statement.seq, statement)
  const changes = new Map<number, Change>()
  for (const statement of made) {
    const { seq, builder, recipe_id } = statement
    changes.set(seq, { seq, builder, recipe_id, ended: undefined, made: statement })
  }
  for (const { seq, ended_by_seq } of endings) {
    const ended = known.get(seq)
    if (ended === undefined) continue
    const { builder, recipe_id } = ended
    const change = changes.get(ended_by_seq)
    if (change === undefined) {
      changes.set(ended_by_seq, { seq: ended_by_seq, builder, recipe_id, ended, made: undefined })
    } else change.ended = ended
  }
  return [...changes.values()].sort((a, b) => a.seq - b.seq)
}

// One parameter each: far below what SQLite and PostgreSQL take in a statement.
const SEQS_PER_QUERY = 1_000

async function statementsOf(db: Database, seqs: readonly number[]): Promise<Statement[]> {
  const found: Statement[] = []
  for (let at = 0; at < seqs.length; at += SEQS_PER_QUERY) {
    const rows = await db
      .selectFrom('attestations')
      .select(['seq', 'builder', 'recipe_id', 'code_hash'])
      .where('seq', 'in', seqs.slice(at, at + SEQS_PER_QUERY))
      .execute()
    found.push(...rows)
  }
  return found
}
