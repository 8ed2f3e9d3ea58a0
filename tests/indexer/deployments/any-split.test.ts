import test from 'ava'
import fc from 'fast-check'
import {
  type Block,
  type CodeChange,
  createDeployments,
  type GlobalCode,
  systemClock,
} from '../../../indexer/index.ts'
import { indexBlocks } from '../../../indexer/index-blocks.ts'
import { positionOf } from '../../../indexer/position.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { type Database, readCursor, type Tables } from '../../../store/index.ts'
import { DATABASES } from '../../store/databases.ts'
import { madeUpChain, NETWORK, REGISTRY } from '../made-up-chain.ts'
import { codeHash } from '../made-up-registry.ts'
import { silent } from '../quick-clock.ts'
import { stepsOfBlocks } from '../steps.ts'
import { allRows } from '../tables.ts'

const subject = { network: NETWORK, registry: REGISTRY }
const ACCOUNTS = ['a.near', 'b.near', 'c.near', 'd.near']
const OWNERS = ['o.near', 'p.near']
const WATCHED = ['a.near', 'o.near']

// The made-up registry attests the code hashes 1 and 2; 3 is never attested.
const hash = fc.integer({ min: 1, max: 3 }).map(codeHash)
const code: fc.Arbitrary<CodeChange['code']> = fc.oneof(
  fc.record({ kind: fc.constantFrom('local' as const, 'global_hash' as const), hash }),
  fc.record({ kind: fc.constant('global_account' as const), owner: fc.constantFrom(...OWNERS) }),
  fc.record({ kind: fc.constantFrom('none' as const, 'deleted' as const) }),
)
const origin = { receiptId: 'r', txHash: null, signer: 's.near' }
const change = fc.record({ accountId: fc.constantFrom(...ACCOUNTS), code })
const shared = fc.record({ owner: fc.constantFrom(...OWNERS), hash })
const codeOfBlock = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  shared: fc.array(shared, { maxLength: 2 }),
})

const history = stepsOfBlocks.chain((steps) =>
  fc.array(codeOfBlock, { minLength: steps.length, maxLength: steps.length }).map((codes) =>
    madeUpChain(steps).blocks.map((block, i): Block => {
      const codeChanges =
        codes[i]?.changes.map((made): CodeChange => ({ ...made, ...origin })) ?? []
      const globalCodes = codes[i]?.shared.map((made): GlobalCode => ({ ...made, ...origin })) ?? []
      return { ...block, codeChanges, globalCodes }
    }),
  ),
)

/** Indexes blocks in transactions of the given sizes, each by a process that knows only what the database says. */
async function index(
  db: Database,
  blocks: readonly Block[],
  sizes: readonly number[],
  keepsAll: boolean,
): Promise<void> {
  for (let at = 0, turn = 0; at < blocks.length; turn++) {
    const size = sizes[turn % sizes.length] as number
    const from = positionOf(await readCursor(db), subject)
    const deployments = createDeployments({
      sees: 'all',
      keepsAll,
      accounts: WATCHED,
      clock: systemClock,
      logger: silent,
    })
    await deployments.begin(
      db,
      from.block === null ? (blocks[0]?.height ?? 0) : from.block.height + 1,
    )
    const batch = blocks.slice(at, at + size)
    const { problem } = await indexBlocks(db, from, batch, subject, portableHasher, deployments)
    if (problem !== undefined) throw problem
    at += size
  }
}

/** What each account ran after each block, told by hand: no row for what did not change. */
function told(blocks: readonly Block[], keepsAll: boolean) {
  const running = new Map<string, string>()
  const sharing = new Map<string, string>()
  const watched = new Set(WATCHED)
  const attested = new Set<string>()
  const rows: string[] = []
  const text = (made: CodeChange['code']) =>
    [made.kind, 'hash' in made ? made.hash : '', 'owner' in made ? made.owner : ''].join(' ')
  for (const block of blocks) {
    for (const { logs, executorId, status } of block.receipts) {
      if (executorId !== REGISTRY || status === 'Failure') continue
      for (const line of logs) {
        const found = /"event":"attest".*"code_hash":"(\w+)"/.exec(line)?.[1]
        if (found !== undefined) attested.add(found)
      }
    }
    for (const made of block.globalCodes) sharing.set(made.owner, made.hash)
    const last = new Map(block.codeChanges.map((made) => [made.accountId, made.code]))
    for (const [accountId, made] of last) {
      const runs =
        'hash' in made ? made.hash : 'owner' in made ? sharing.get(made.owner) : undefined
      if (runs !== undefined && attested.has(runs)) watched.add(accountId)
      const hasCode = made.kind !== 'none' && made.kind !== 'deleted'
      if (!watched.has(accountId) && !(keepsAll && (hasCode || running.has(accountId)))) continue
      if (running.get(accountId) === text(made)) continue
      running.set(accountId, text(made))
      rows.push(`${block.height} ${accountId} ${text(made)}`)
    }
  }
  return { rows: rows.sort(), watched: [...watched].sort() }
}

async function empty(db: Database): Promise<void> {
  const tables = Object.keys(await allRows(db)) as (keyof Tables)[]
  for (const table of ['attestations', 'recipes', 'sources', ...tables] as const) {
    await db.deleteFrom(table).execute()
  }
}

for (const { name, open } of DATABASES) {
  test(`${name}: deployments are what is told by hand, however blocks are split and processes end`, async (t) => {
    const { db: whole } = await open(t)
    const { db: split } = await open(t)
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc
        .asyncProperty(history, sizes, fc.boolean(), async (blocks, splitSizes, keepsAll) => {
          await index(whole, blocks, [blocks.length], keepsAll)
          await index(split, blocks, splitSizes, keepsAll)
          const rows = await allRows(whole)
          t.deepEqual(await allRows(split), rows)

          const expected = told(blocks, keepsAll)
          t.deepEqual(
            rows.deployments
              .map((row) =>
                [
                  row.block_height,
                  row.account_id,
                  row.kind,
                  row.code_hash ?? '',
                  row.owner ?? '',
                ].join(' '),
              )
              .sort(),
            expected.rows,
          )
          t.deepEqual(rows.watched.map(({ account_id }) => account_id).sort(), expected.watched)
          // Each row holds until the next one of the same account, and the last is in force.
          for (const table of [
            rows.deployments.map((row) => ({ ...row, of: row.account_id })),
            rows.global_codes.map((row) => ({ ...row, of: row.owner })),
          ]) {
            table.forEach((row, i) => {
              const next = table[i + 1]
              t.is(row.until_height, next?.of === row.of ? next.block_height : null)
            })
          }
          const heights = new Set(rows.blocks.map(({ height }) => height))
          t.true(rows.deployments.every(({ block_height }) => heights.has(block_height)))
        })
        .beforeEach(async () => {
          await empty(whole)
          await empty(split)
        }),
      { numRuns: 60 },
    )
  })
}
