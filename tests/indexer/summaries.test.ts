import fc from 'fast-check'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { AttestationRow } from '../../store/index.ts'
import { DATABASES } from '../store/databases.ts'
import { madeUpChain, NETWORK, REGISTRY, SOME_STEPS } from './made-up-chain.ts'
import { stepsOfBlocks } from './steps.ts'
import { allRows, emptyTables } from './tables.ts'

type AllRows = Awaited<ReturnType<typeof allRows>>
const subject = { network: NETWORK, registry: REGISTRY }

/** The code hashes that live statements on a recipe gave when an event was over. */
function hashesAt(attestations: readonly AttestationRow[], recipe: string, seq: number) {
  const live = attestations.filter(
    (a) => a.recipe_id === recipe && a.seq <= seq && (a.ended_by_seq ?? Infinity) > seq,
  )
  return new Set(live.flatMap(({ code_hash }) => code_hash ?? []))
}

/** Conflicts as looking at every moment finds them. */
function conflictsOf({ attestations, events, recipes }: AllRows) {
  const found = recipes.flatMap(({ recipe_id }) => {
    const conflicts: AllRows['conflicts'] = []
    for (const { seq } of events) {
      const differ = hashesAt(attestations, recipe_id, seq).size > 1
      const last = conflicts.at(-1)
      const open = last !== undefined && last.until_seq === null
      if (differ && !open) conflicts.push({ since_seq: seq, recipe_id, until_seq: null })
      if (!differ && open) last.until_seq = seq
    }
    return conflicts
  })
  return found.sort((a, b) => a.since_seq - b.since_seq)
}

function equivocationsOf({ attestations }: AllRows) {
  return attestations.flatMap(({ seq, builder, recipe_id, code_hash }) => {
    const earlier = attestations.findLast(
      (a) =>
        a.seq < seq && a.builder === builder && a.recipe_id === recipe_id && a.code_hash !== null,
    )
    if (code_hash === null || earlier === undefined || earlier.code_hash === code_hash) return []
    return [{ seq, earlier_seq: earlier.seq, builder, recipe_id }]
  })
}

function buildersOf({ attestations }: AllRows) {
  const names = [...new Set(attestations.map(({ builder }) => builder))].sort()
  return names.map((builder) => {
    const theirs = attestations.filter((a) => a.builder === builder)
    const live = theirs.filter(({ ended_by_seq }) => ended_by_seq === null)
    return {
      builder,
      first_seq: Math.min(...theirs.map(({ seq }) => seq)),
      last_seq: Math.max(...theirs.map(({ seq, ended_by_seq }) => ended_by_seq ?? seq)),
      live_built: live.filter(({ outcome }) => outcome === 'built').length,
      live_failed: live.filter(({ outcome }) => outcome === 'failed').length,
    }
  })
}

function totalsOf(rows: AllRows) {
  const inForce = <T extends { ended_by_seq: number | null }>(of: readonly T[]) =>
    of.filter(({ ended_by_seq }) => ended_by_seq === null).length
  const totals = {
    id: 1,
    attestations: rows.attestations.length,
    live_attestations: inForce(rows.attestations),
    recipes: rows.recipes.length,
    sources: rows.sources.length,
    builders: buildersOf(rows).length,
    policies_in_force: inForce(rows.policies),
    operators: rows.operators.length,
    open_conflicts: conflictsOf(rows).filter(({ until_seq }) => until_seq === null).length,
    equivocations: equivocationsOf(rows).length,
  }
  return rows.events.length === 0 ? [] : [totals]
}

function resultsOf({ attestations }: AllRows) {
  const first = attestations.filter(
    ({ seq, recipe_id, code_hash }) =>
      code_hash !== null &&
      !attestations.some(
        (a) => a.seq < seq && a.recipe_id === recipe_id && a.code_hash === code_hash,
      ),
  )
  return first.map(({ seq, recipe_id, code_hash }) => ({
    first_seq: seq,
    recipe_id,
    code_hash,
    live: attestations.filter(
      (a) => a.recipe_id === recipe_id && a.code_hash === code_hash && a.ended_by_seq === null,
    ).length,
  }))
}

for (const { name, test, open } of DATABASES) {
  test(`${name}: conflicts, equivocations, builders and totals are what looking at all statements gives`, async (t) => {
    const { db } = await open(t)
    await fc.assert(
      fc
        .asyncProperty(stepsOfBlocks, async (steps) => {
          const { blocks } = madeUpChain(steps)
          const begin = { block: null, chain: emptyChain() }
          const { problem } = await indexBlocks(db, begin, blocks, subject, portableHasher)
          t.is(problem, undefined)
          const rows = await allRows(db)
          t.deepEqual(rows.conflicts, conflictsOf(rows))
          t.deepEqual(rows.equivocations, equivocationsOf(rows))
          t.deepEqual(rows.builders, buildersOf(rows))
          t.deepEqual(rows.results, resultsOf(rows))
          t.deepEqual(rows.totals as unknown[], totalsOf(rows))
        })
        .beforeEach(() => emptyTables(db)),
      { numRuns: 100 },
    )
  })

  test(`${name}: a conflict begins with the statement that differs and ends with its withdrawal`, async (t) => {
    const { db } = await open(t)
    const { blocks } = madeUpChain(SOME_STEPS)
    const begin = { block: null, chain: emptyChain() }
    await indexBlocks(db, begin, blocks, subject, portableHasher)
    const { conflicts, equivocations } = await allRows(db)
    t.deepEqual(
      conflicts.map(({ since_seq, until_seq }) => [since_seq, until_seq]),
      [[3, 5]],
    )
    t.deepEqual(
      equivocations.map(({ seq, earlier_seq }) => [seq, earlier_seq]),
      [[5, 3]],
    )
  })
}
