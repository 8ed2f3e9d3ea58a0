import { encodeBase58 } from '../../protocol/base58.ts'
import { appendEvent, emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { auditChain, type Database, writeBatch } from '../../store/index.ts'
import { DATABASES } from './databases.ts'
import { attestation, batch, event } from './rows.ts'

/** Writes events whose heads are right. */
async function writeEvents(
  db: Database,
  count: number,
  text = (i: number) => `{"text":"größe ${i}"}`,
): Promise<string> {
  let chain = emptyChain()
  const events = Array.from({ length: count }, (_, i) => {
    const event_json = text(i)
    chain = appendEvent(chain, event_json, portableHasher)
    return event(i + 1, { event_json, head: encodeBase58(chain.head) })
  })
  const { cursor, ...rows } = batch([attestation(1)])
  const head = encodeBase58(chain.head)
  await writeBatch(db, { ...rows, events, cursor: { ...cursor, seq: count, head } })
  return head
}

for (const { name, test, open } of DATABASES) {
  test(`${name}: an unaltered chain is confirmed with its head, over more than one page`, async (t) => {
    const { db } = await open(t)
    const head = await writeEvents(db, 2_345)
    t.deepEqual(await auditChain(db, portableHasher), { ok: true, seq: 2_345, head })
  })

  test(`${name}: an empty database is a chain of no events`, async (t) => {
    const { db } = await open(t)
    t.deepEqual(await auditChain(db, portableHasher), { ok: true, seq: 0, head: '1'.repeat(32) })
  })

  test(`${name}: an altered text is found at its event`, async (t) => {
    const { db } = await open(t)
    await writeEvents(db, 10)
    await db.updateTable('events').set({ event_json: '{}' }).where('seq', '=', 4).execute()
    t.like(await auditChain(db, portableHasher), { ok: false, seq: 4 })
  })

  test(`${name}: an altered recipe is found at the first event that holds it`, async (t) => {
    const { db } = await open(t)
    const head = await writeEvents(db, 3, (i) => `{"recipe":{},"text":"größe ${i}"}`)
    t.deepEqual(await auditChain(db, portableHasher), { ok: true, seq: 3, head })
    await db.updateTable('recipes').set({ canonical_json: '{ }' }).execute()
    t.like(await auditChain(db, portableHasher), { ok: false, seq: 1 })
  })

  test(`${name}: an altered head is found at its event`, async (t) => {
    const { db } = await open(t)
    await writeEvents(db, 10)
    await db
      .updateTable('events')
      .set({ head: '1'.repeat(32) })
      .where('seq', '=', 7)
      .execute()
    t.like(await auditChain(db, portableHasher), { ok: false, seq: 7 })
  })

  test(`${name}: a missing event is found by its number`, async (t) => {
    const { db } = await open(t)
    await writeEvents(db, 10)
    await db.deleteFrom('events').where('seq', '=', 5).execute()
    t.deepEqual(await auditChain(db, portableHasher), {
      ok: false,
      seq: 5,
      problem: 'event 5 is missing',
    })
  })

  test(`${name}: events missing at the end are found by the cursor`, async (t) => {
    const { db } = await open(t)
    await writeEvents(db, 10)
    await db.deleteFrom('events').where('seq', '>', 8).execute()
    const audit = await auditChain(db, portableHasher)
    t.like(audit, { ok: false, seq: 8 })
    t.regex(audit.ok ? '' : audit.problem, /end at 8 .* cursor is at 10/)
  })

  test(`${name}: a cursor that names another head is found`, async (t) => {
    const { db } = await open(t)
    await writeEvents(db, 3)
    await db
      .updateTable('cursor')
      .set({ head: '1'.repeat(32) })
      .execute()
    t.like(await auditChain(db, portableHasher), { ok: false, seq: 3 })
  })
}
