import { type Database, readCursor, writeBatch } from '../../store/index.ts'
import { DATABASES } from './databases.ts'
import { attestation, batch, event } from './rows.ts'

const count = async (db: Database, table: 'events' | 'attestations' | 'operators') =>
  (await db.selectFrom(table).selectAll().execute()).length

for (const { name, test, open } of DATABASES) {
  test(`${name}: a batch is written whole or not at all`, async (t) => {
    const { db } = await open(t)
    await writeBatch(db, batch([attestation(1)]))
    const before = await readCursor(db)

    const again = batch([attestation(2)], { attestations: [attestation(2), attestation(2)] })
    await t.throwsAsync(writeBatch(db, again), { message: /UNIQUE|unique/ })

    t.deepEqual(await readCursor(db), before)
    t.is(await count(db, 'events'), 1)
  })

  test(`${name}: the data version grows by the events, and not with empty blocks`, async (t) => {
    const { db } = await open(t)
    await writeBatch(db, batch([attestation(1), attestation(2)]))
    t.is((await readCursor(db))?.data_version, 2)

    const { cursor } = batch([attestation(2)])
    await writeBatch(db, batch([], { cursor: { ...cursor, height: 500 } }))
    t.like(await readCursor(db), { data_version: 2, height: 500, seq: 2 })

    await writeBatch(db, batch([attestation(3)]))
    t.is((await readCursor(db))?.data_version, 3)
  })

  test(`${name}: a batch of more rows than fit one statement is written whole`, async (t) => {
    const { db } = await open(t)
    await writeBatch(db, batch(Array.from({ length: 1_234 }, (_, i) => attestation(i + 1))))
    t.is(await count(db, 'events'), 1_234)
    t.is(await count(db, 'attestations'), 1_234)
  })

  test(`${name}: an account's later declaration replaces the earlier, and null removes it`, async (t) => {
    const { db } = await open(t)
    const row = { account: 'a.near', operator: 'x.near', seq: 1, block_height: 101, timestamp: '1' }
    const declare = (seq: number, operator: string | null) =>
      writeBatch(
        db,
        batch([], {
          events: [event(seq, { kind: 'operator_set' })],
          operators: new Map([['a.near', operator === null ? null : { ...row, seq, operator }]]),
        }),
      )
    await declare(1, 'x.near')
    await declare(2, 'y.near')
    t.deepEqual(await db.selectFrom('operators').selectAll().execute(), [
      { ...row, seq: 2, operator: 'y.near' },
    ])
    await declare(3, null)
    t.is(await count(db, 'operators'), 0)
  })

  test(`${name}: an outcome that does not fit its code hash is refused by the database itself`, async (t) => {
    const { db } = await open(t)
    for (const wrong of [
      attestation(1, { outcome: 'failed' }),
      attestation(1, { outcome: 'built', code_hash: null }),
      attestation(1, { ended_by: 'withdrawn' }),
      attestation(1, { ended_by_seq: 5 }),
    ]) {
      await t.throwsAsync(writeBatch(db, batch([wrong])), { message: /CHECK|check/ })
    }
  })
}
