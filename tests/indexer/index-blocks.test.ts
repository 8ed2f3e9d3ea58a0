import fc from 'fast-check'
import type { Block } from '../../indexer/index.ts'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { type Position, positionOf } from '../../indexer/position.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Database, readCursor } from '../../store/index.ts'
import { DATABASES } from '../store/databases.ts'
import { evidenceForCode } from '../store/evidence-for-code.ts'
import { auditOf } from './audit-of.ts'
import { type MadeUpChain, madeUpChain, NETWORK, REGISTRY, SOME_STEPS } from './made-up-chain.ts'
import { account, codeHash, recipe, recipeIdOf } from './made-up-registry.ts'
import { stepsOfBlocks } from './steps.ts'
import { allRows, emptyTables } from './tables.ts'

const subject = { network: NETWORK, registry: REGISTRY }

/** Indexes blocks in batches of the given sizes, in turns; each batch goes on from what the database says. */
async function index(db: Database, blocks: readonly Block[], sizes: readonly number[]) {
  for (let at = 0, turn = 0; at < blocks.length; turn++) {
    const size = sizes[turn % sizes.length] as number
    const from: Position = positionOf(await readCursor(db), subject)
    const batch = blocks.slice(at, at + size)
    const { problem } = await indexBlocks(db, from, batch, subject, portableHasher)
    if (problem !== undefined) throw problem
    at += size
  }
}

for (const { name, test, open } of DATABASES) {
  test(`${name}: the rows are the same however the blocks are split into batches`, async (t) => {
    const { db: whole } = await open(t)
    const { db: split } = await open(t)
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc
        .asyncProperty(stepsOfBlocks, sizes, async (steps, split_sizes) => {
          const { blocks } = madeUpChain(steps)
          await index(whole, blocks, [blocks.length])
          await index(split, blocks, split_sizes)
          t.deepEqual(await allRows(split), await allRows(whole))
        })
        .beforeEach(async () => {
          await emptyTables(whole)
          await emptyTables(split)
        }),
      { numRuns: 60 },
    )
  })

  test(`${name}: live rows are what replaying the events by hand leaves`, async (t) => {
    const { db } = await open(t)
    await fc.assert(
      fc
        .asyncProperty(stepsOfBlocks, async (steps) => {
          const chain = madeUpChain(steps)
          await index(db, chain.blocks, [3])
          t.deepEqual(await liveRows(db), replayed(chain))
        })
        .beforeEach(() => emptyTables(db)),
      { numRuns: 60 },
    )
  })

  test(`${name}: changing any byte of any stored event is noticed`, async (t) => {
    const { db } = await open(t)
    const { blocks, events } = madeUpChain(SOME_STEPS)
    await index(db, blocks, [4])
    t.like(await auditOf(db), { findings: [], seq: events.length })
    const rows = (await allRows(db)).events
    const row = fc.constantFrom(...rows)
    await fc.assert(
      fc.asyncProperty(row, fc.nat(), fc.constantFrom('x', ' ', ''), async (of, nat, by) => {
        const at = nat % of.event_json.length
        const altered = of.event_json.slice(0, at) + by + of.event_json.slice(at + 1)
        fc.pre(altered !== of.event_json)
        const set = (event_json: string) =>
          db.updateTable('events').set({ event_json }).where('seq', '=', of.seq).execute()
        await set(altered)
        const { findings } = await auditOf(db)
        await set(of.event_json)
        // Where the recipe is named that is cut out, the text cannot be put together.
        const names = `event ${of.seq} names it`
        t.true(
          findings.some(
            ({ table, key, problem }) =>
              (table === 'events' && key === of.seq) || problem?.includes(names) === true,
          ),
        )
      }),
      { numRuns: 60 },
    )
  })

  test(`${name}: what happened is told by the rows`, async (t) => {
    const { db } = await open(t)
    const { blocks, events } = madeUpChain(SOME_STEPS)
    await index(db, blocks, [blocks.length])
    const rows = await allRows(db)

    t.is(rows.events.length, events.length)
    t.deepEqual(
      rows.attestations.map((a) => [a.seq, a.builder, a.outcome, a.ended_by_seq, a.ended_by]),
      [
        [1, account(0), 'built', null, null],
        [2, account(1), 'built', 8, 'withdrawn'],
        [3, account(2), 'built', 5, 'superseded'],
        [5, account(2), 'built', null, null],
        [9, account(3), 'failed', null, null],
        [10, account(1), 'built', 11, 'withdrawn'],
        [12, account(1), 'built', null, null],
      ],
    )
    t.deepEqual(
      rows.policies.map((p) => [p.seq, p.policy_version, p.ended_by_seq, p.ended_by]),
      [
        [6, 1, 7, 'superseded'],
        [7, 2, 13, 'removed'],
      ],
    )
    t.deepEqual(rows.operators, [])
    const last = blocks.at(-1) as Block
    t.like(rows.cursor[0], { ...subject, height: last.height, block_hash: last.hash, seq: 14 })

    const stored = rows.recipes.find(({ recipe_id }) => recipe_id === recipeIdOf(0))
    t.deepEqual(JSON.parse(stored?.canonical_json ?? ''), recipe(0))
    t.is(rows.sources.length, 1, 'both recipes are of one source')
    const evidence = await evidenceForCode(db, codeHash(1))
    t.deepEqual(
      evidence.map(({ seq, withdrawn }) => [seq, withdrawn === true]),
      [
        [1, false],
        [2, true],
        [3, false],
        [5, false],
        [9, false],
      ],
    )
  })

  test(`${name}: what is right before a wrong block is kept`, async (t) => {
    const { db } = await open(t)
    const { blocks } = madeUpChain(SOME_STEPS)
    const [fourth, fifth] = [blocks[3] as Block, blocks[4] as Block]
    const wrong = blocks.with(4, { ...fifth, prevHash: 'elsewhere' })
    const start: Position = { block: null, chain: emptyChain() }
    const indexed = await indexBlocks(db, start, wrong, subject, portableHasher)
    t.like(indexed.problem, { code: 'FORK' })
    t.like(await readCursor(db), { height: fourth.height, seq: indexed.position.chain.seq })
    t.is(indexed.events, 4)
  })

  test(`${name}: a withdrawal or removal of what is not there stops, and writes nothing of its block`, async (t) => {
    const { db } = await open(t)
    for (const kind of ['withdraw', 'policy_removed'] as const) {
      await emptyTables(db)
      const begin = kind === 'withdraw' ? 'attest' : 'policy_set'
      const step = { who: 0, what: 0, value: 1 }
      const { blocks } = madeUpChain([[{ kind: begin, ...step }], [{ kind, ...step }]])
      await index(db, blocks.slice(0, 1), [1])
      await db.updateTable('attestations').set({ ended_by: 'withdrawn', ended_by_seq: 1 }).execute()
      await db.updateTable('policies').set({ ended_by: 'removed', ended_by_seq: 1 }).execute()
      await t.throwsAsync(index(db, blocks.slice(1), [1]), {
        code: 'BAD_EVENT',
        message: /event 2 .*but there is none/,
      })
      t.is((await readCursor(db))?.seq, 1)
    }
  })
}

/** What is live, as texts that say enough. */
async function liveRows(db: Database): Promise<string[]> {
  const { attestations, policies, operators } = await allRows(db)
  return [
    ...attestations
      .filter((row) => row.ended_by_seq === null)
      .map((row) => `${row.builder} ${row.recipe_id} ${row.code_hash} ${row.seq}`),
    ...policies
      .filter((row) => row.ended_by_seq === null)
      .map((row) => `${row.owner} ${row.name} ${row.digest} ${row.seq}`),
    ...operators.map((row) => `${row.account} ${row.operator} ${row.seq}`),
  ].sort()
}

function replayed({ events }: MadeUpChain): string[] {
  const live = new Map<string, string>()
  for (const { event, data } of events) {
    switch (event) {
      case 'attest': {
        const key = `${data.builder} ${data.recipe_id}`
        live.set(key, `${key} ${data.code_hash} ${data.seq}`)
        break
      }
      case 'withdraw':
        live.delete(`${data.builder} ${data.recipe_id}`)
        break
      case 'policy_set': {
        const key = `${data.owner} ${data.name}`
        live.set(key, `${key} ${data.digest} ${data.seq}`)
        break
      }
      case 'policy_removed':
        live.delete(`${data.owner} ${data.name}`)
        break
      case 'operator_set':
        live.delete(data.account)
        if (data.operator !== null) {
          live.set(data.account, `${data.account} ${data.operator} ${data.seq}`)
        }
        break
    }
  }
  return [...live.values()].sort()
}
