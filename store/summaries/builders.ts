import { rowParts } from '../row-parts.ts'
import type { BuilderRow, Database } from '../tables.ts'
import type { Change, Statement } from './changes.ts'

/** Counts each builder's live statements, and keeps when it was first and last heard of; returns how many are new. */
export async function sumUpBuilders(
  db: Database,
  changes: readonly Change[],
): Promise<{ builders: number }> {
  const rows = new Map<string, BuilderRow>()
  const names = [...new Set(changes.map(({ builder }) => builder))]
  for (const part of rowParts(names)) {
    const known = await db.selectFrom('builders').selectAll().where('builder', 'in', part).execute()
    for (const row of known) rows.set(row.builder, row)
  }
  const before = rows.size
  for (const { seq, builder, ended, made } of changes) {
    const row = rows.get(builder) ?? { ...NOTHING, builder, first_seq: seq }
    count(row, ended, -1)
    count(row, made, +1)
    row.last_seq = seq
    rows.set(builder, row)
  }
  for (const part of rowParts([...rows.values()])) {
    await db
      .insertInto('builders')
      .values(part)
      .onConflict((c) =>
        c.column('builder').doUpdateSet((eb) => ({
          last_seq: eb.ref('excluded.last_seq'),
          live_built: eb.ref('excluded.live_built'),
          live_failed: eb.ref('excluded.live_failed'),
        })),
      )
      .execute()
  }
  return { builders: rows.size - before }
}

const NOTHING = { last_seq: 0, live_built: 0, live_failed: 0 }

function count(row: BuilderRow, statement: Statement | undefined, by: number): void {
  if (statement === undefined) return
  row[statement.code_hash === null ? 'live_failed' : 'live_built'] += by
}
