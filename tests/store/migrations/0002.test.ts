import type { ExecutionContext } from 'ava'
import { Migrator } from 'kysely/migration'
import { indexBlocks } from '../../../indexer/index-blocks.ts'
import { emptyChain } from '../../../protocol/hash-chain.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { type Database, eventTexts, openStore } from '../../../store/index.ts'
import { migrationsFor } from '../../../store/migrations/index.ts'
import { auditOf } from '../../indexer/audit-of.ts'
import { madeUpChain, NETWORK, REGISTRY } from '../../indexer/made-up-chain.ts'
import type { Step } from '../../indexer/made-up-registry.ts'
import { allRows } from '../../indexer/tables.ts'
import { DATABASES, type TestDatabase } from '../databases.ts'

// More than one page of a thousand events, of every kind.
const KINDS = ['attest', 'attest', 'withdraw', 'policy_set', 'operator_set'] as const
const STEPS = Array.from({ length: 1_000 }, (_, i) =>
  Array.from({ length: i % 5 }, (_, n): Step => {
    const mixed = i * 7 + n * 3
    return { kind: KINDS[mixed % 5] ?? 'attest', who: mixed % 3, what: mixed % 4, value: n }
  }),
)
const { blocks, events } = madeUpChain(STEPS)

type OldTables = Record<string, Record<string, unknown>>

/** Makes a database as version 1 left it, with the rows of another one. */
async function oldDatabase(t: ExecutionContext, kind: TestDatabase, rows: Database) {
  const database = await kind.create(t)
  const old = kind.connect<OldTables>(database)
  const first = migrationsFor(kind.types)['0001-init']
  if (first === undefined) throw new Error('there is no first migration')
  const schema = kind.schemaOf(database)
  const migrator = new Migrator({
    db: old,
    ...(schema !== undefined && { migrationTableSchema: schema }),
    provider: { getMigrations: async () => ({ '0001-init': first }) },
  })
  const { error } = await migrator.migrateToLatest()
  t.is(error, undefined)

  const { events: compact, blocks: headers, ...tables } = await allRows(rows)
  const texts = await eventTexts(rows, { fromSeq: 1, limit: compact.length })
  const block = new Map(headers.map(({ height, ...header }) => [height, header]))
  const whole = compact.map(({ recipe_at: _recipeAt, ...row }, i) => ({
    ...row,
    event_json: texts[i]?.event_json,
    block_hash: block.get(row.block_height)?.hash,
    timestamp: block.get(row.block_height)?.timestamp,
  }))
  const without = <T extends { first_seq: number }>(rows: readonly T[]) =>
    rows.map(({ first_seq: _firstSeq, ...row }) => row)
  const { attestations, policies, operators, cursor } = tables
  for (const [table, of] of Object.entries({
    events: whole,
    sources: without(tables.sources),
    recipes: without(tables.recipes),
    attestations,
    policies,
    operators,
    cursor,
  })) {
    for (let at = 0; at < of.length; at += 500) {
      await old
        .insertInto(table)
        .values(of.slice(at, at + 500))
        .execute()
    }
  }
  await old.destroy()
  return database
}

for (const kind of DATABASES) {
  kind.test(
    `${kind.name}: a database of version 1 is carried over as if it had been indexed anew`,
    async (t) => {
      t.true(events.length > 1_000)
      const { db } = await kind.open(t)
      const begin = { block: null, chain: emptyChain() }
      await indexBlocks(db, begin, blocks, { network: NETWORK, registry: REGISTRY }, portableHasher)

      const database = await oldDatabase(t, kind, db)
      const said: unknown[] = []
      const logger = { info: (details: unknown) => void said.push(details) }
      const store = await openStore({ database, mode: 'write', logger })
      t.teardown(() => store.close())
      t.like(said[0], { from: 1 })
      t.deepEqual(await allRows(store.db), await allRows(db))
      t.like(await auditOf(store.db), { findings: [], seq: events.length })
    },
  )

  kind.test(`${kind.name}: a database of version 1 is left to the writer`, async (t) => {
    const { db } = await kind.open(t)
    const database = await oldDatabase(t, kind, db)
    await t.throwsAsync(openStore({ database, mode: 'read' }), {
      code: 'STORE_OLDER',
      message: /schema version 1, .*indexer/,
    })
  })
}
