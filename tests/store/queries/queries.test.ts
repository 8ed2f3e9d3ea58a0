import fc from 'fast-check'
import {
  type AttestationFilter,
  type AttestationRow,
  attestationPage,
  type Database,
  declaredOperators,
  eventTexts,
  evidenceForCodes,
  type PolicyRow,
  policyByName,
  readCursor,
  recipeById,
  recipesByIds,
  sourcesByIds,
  writeBatch,
} from '../../../store/index.ts'
import { DATABASES } from '../databases.ts'
import { evidenceForCode } from '../evidence-for-code.ts'
import { attestation, batch } from '../rows.ts'

for (const { name, test, open } of DATABASES) {
  test(`${name}: an empty database has no cursor, evidence or page`, async (t) => {
    const { db } = await open(t)
    t.is(await readCursor(db), undefined)
    t.deepEqual(await evidenceForCode(db, 'code 1'), [])
    t.deepEqual(await evidenceForCodes(db, [], { most: 10 }), [])
    t.deepEqual(await recipesByIds(db, []), [])
    t.deepEqual(await sourcesByIds(db, []), [])
    t.deepEqual(await declaredOperators(db, []), new Map())
    t.deepEqual(await attestationPage(db, { first: 5 }), { rows: [], hasMore: false })
  })

  test(`${name}: evidence for a code hash is everything said on the recipes that gave it`, async (t) => {
    const { db } = await open(t)
    const rows = [
      attestation(1, { builder: 'a.near' }),
      attestation(2, { builder: 'b.near', code_hash: 'code 2' }),
      attestation(3, { builder: 'c.near', code_hash: null }),
      attestation(4, { builder: 'd.near', recipe_id: 'recipe 2', code_hash: 'code 3' }),
      attestation(5, { builder: 'd.near', recipe_id: 'recipe 3' }),
    ]
    await writeBatch(db, batch(rows))

    const evidence = await evidenceForCode(db, 'code 1')
    t.deepEqual(
      evidence.map(({ seq }) => seq),
      [1, 2, 3, 5],
    )
    const { ended_by: _, ended_by_seq: __, ...statement } = rows[2] as AttestationRow
    t.deepEqual(evidence[2], {
      ...statement,
      source_id: 'source of recipe 1',
      environment: 'image of recipe 1',
    })
  })

  test(`${name}: evidence keeps ended statements and marks the withdrawn ones`, async (t) => {
    const { db } = await open(t)
    await writeBatch(
      db,
      batch([attestation(1), attestation(2, { code_hash: 'code 2' })], {
        attestationEndings: [
          { seq: 1, ended_by_seq: 2, ended_by: 'superseded' },
          { seq: 2, ended_by_seq: 3, ended_by: 'withdrawn' },
        ],
      }),
    )
    const evidence = await evidenceForCode(db, 'code 1')
    t.deepEqual(
      evidence.map(({ seq, withdrawn }) => [seq, withdrawn]),
      [
        [1, undefined],
        [2, true],
      ],
    )
  })

  test(`${name}: evidence for several code hashes comes in the order asked, shared rows in each`, async (t) => {
    const { db } = await open(t)
    await writeBatch(
      db,
      batch([attestation(1), attestation(2, { builder: 'b.near', code_hash: 'code 2' })]),
    )
    const asked = ['code 2', 'nobody', 'code 1', 'code 2']
    const answers = await evidenceForCodes(db, asked, { most: 10 })
    t.deepEqual(
      answers.map((evidence) => evidence?.map(({ seq }) => seq)),
      [[1, 2], [], [1, 2], [1, 2]],
    )
  })

  test(`${name}: rows by id come in the order asked, undefined for unknown ids`, async (t) => {
    const { db } = await open(t)
    await writeBatch(db, batch([attestation(1), attestation(2, { recipe_id: 'recipe 2' })]))
    const recipes = await recipesByIds(db, ['recipe 2', 'none', 'recipe 1'])
    t.deepEqual(
      recipes.map((row) => row?.recipe_id),
      ['recipe 2', undefined, 'recipe 1'],
    )
    const sources = await sourcesByIds(db, ['none', 'source of recipe 1'])
    t.deepEqual(
      sources.map((row) => row?.source_id),
      [undefined, 'source of recipe 1'],
    )
    t.is((await recipeById(db, 'recipe 1'))?.environment, 'image of recipe 1')
    t.is(await recipeById(db, 'none'), undefined)
  })

  test(`${name}: event texts come in order from a number on, as many as asked for`, async (t) => {
    const { db } = await open(t)
    await writeBatch(db, batch([1, 2, 3, 4].map((seq) => attestation(seq))))
    t.deepEqual(await eventTexts(db, { fromSeq: 2, limit: 2 }), [
      { seq: 2, event_json: '{"seq":2}', head: 'head 2' },
      { seq: 3, event_json: '{"seq":3}', head: 'head 3' },
    ])
  })

  test(`${name}: operators are found for an account and for the root account above it`, async (t) => {
    const { db } = await open(t)
    const declaration = { seq: 1, block_height: 101, timestamp: '1' }
    const operators = new Map([
      ['acme.near', { ...declaration, account: 'acme.near', operator: 'holding.near' }],
      ['x.beta.near', { ...declaration, account: 'x.beta.near', operator: 'holding.near' }],
    ])
    await writeBatch(db, batch([attestation(1)], { operators }))
    t.deepEqual(
      await declaredOperators(db, ['ci.acme.near', 'beta.near', 'x.beta.near']),
      new Map([
        ['acme.near', 'holding.near'],
        ['x.beta.near', 'holding.near'],
      ]),
    )
  })

  test(`${name}: a policy's name leads to the version in force, or to none`, async (t) => {
    const { db } = await open(t)
    const version = (seq: number, policy_version: number): PolicyRow => ({
      seq,
      owner: 'dao.near',
      name: 'main',
      policy_version,
      digest: `digest ${seq}`,
      policy_json: '{"anyone":1}',
      block_height: 100 + seq,
      timestamp: '1',
      ended_by_seq: null,
      ended_by: null,
    })
    await writeBatch(
      db,
      batch([attestation(1), attestation(2)], {
        policies: [version(1, 1), version(2, 2)],
        policyEndings: [{ seq: 1, ended_by_seq: 2, ended_by: 'superseded' }],
      }),
    )
    t.is((await policyByName(db, 'dao.near', 'main'))?.policy_version, 2)
    t.is(await policyByName(db, 'dao.near', 'other'), undefined)
    const policyEndings = [{ seq: 2, ended_by_seq: 3, ended_by: 'removed' as const }]
    await writeBatch(db, batch([attestation(3)], { policyEndings }))
    t.is(await policyByName(db, 'dao.near', 'main'), undefined)
  })

  test(`${name}: pages by any filter, put together, are the filtered rows, newest first`, async (t) => {
    const { db } = await open(t)
    const rows = Array.from({ length: 60 }, (_, i) =>
      attestation(i + 1, {
        builder: `b${i % 3}.near`,
        recipe_id: `recipe ${i % 4}`,
        code_hash: i % 5 === 0 ? null : `code ${i % 2}`,
        ...(i % 7 === 0 ? { ended_by: 'withdrawn', ended_by_seq: i + 2 } : {}),
      }),
    )
    await writeBatch(db, batch(rows))

    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
    const filters = fc.record({
      builder: maybe(fc.constantFrom('b0.near', 'b1.near', 'nobody.near')),
      recipeId: maybe(fc.constantFrom('recipe 0', 'recipe 3')),
      codeHash: maybe(fc.constantFrom('code 0', 'code 1')),
      outcome: maybe(fc.constantFrom('built' as const, 'failed' as const)),
      live: maybe(fc.boolean()),
    })
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 70 }), async (filter, first) => {
        t.deepEqual(
          await allPages(db, filter, first),
          rows.filter((row) => passes(row, filter)).reverse(),
        )
      }),
      { numRuns: 60 },
    )
  })

  test(`${name}: a new attestation does not move the pages after the first`, async (t) => {
    const { db } = await open(t)
    await writeBatch(db, batch([1, 2, 3, 4].map((seq) => attestation(seq))))
    const before = await attestationPage(db, { first: 2, after: 3 })
    await writeBatch(db, batch([attestation(5)]))
    t.deepEqual(await attestationPage(db, { first: 2, after: 3 }), before)
    t.deepEqual(
      before.rows.map(({ seq }) => seq),
      [2, 1],
    )
  })
}

async function allPages(db: Database, filter: AttestationFilter, first: number) {
  const rows: AttestationRow[] = []
  for (;;) {
    const page = await attestationPage(db, { first, after: rows.at(-1)?.seq, filter })
    rows.push(...page.rows)
    if (!page.hasMore) return rows
  }
}

function passes(row: AttestationRow, filter: AttestationFilter): boolean {
  const { builder, recipeId, codeHash, outcome, live } = filter
  return (
    (builder === undefined || row.builder === builder) &&
    (recipeId === undefined || row.recipe_id === recipeId) &&
    (codeHash === undefined || row.code_hash === codeHash) &&
    (outcome === undefined || row.outcome === outcome) &&
    (live === undefined || (row.ended_by_seq === null) === live)
  )
}
