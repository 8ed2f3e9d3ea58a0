import fc from 'fast-check'
import type { Block } from '../../indexer/index.ts'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { positionOf } from '../../indexer/position.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Database, readCursor } from '../../store/index.ts'
import { POSTGRES, SQLITE } from '../store/databases.ts'
import { auditOf } from './audit-of.ts'
import { madeUpChain, NETWORK, REGISTRY } from './made-up-chain.ts'
import { stepsOfBlocks } from './steps.ts'
import { allRows, emptyTables } from './tables.ts'

const subject = { network: NETWORK, registry: REGISTRY }

/** Indexes blocks in batches of the given sizes, in turns. */
async function index(db: Database, blocks: readonly Block[], sizes: readonly number[]) {
  for (let at = 0, turn = 0; at < blocks.length; turn++) {
    const size = sizes[turn % sizes.length] as number
    const from = positionOf(await readCursor(db), subject)
    const batch = blocks.slice(at, at + size)
    const { problem } = await indexBlocks(db, from, batch, subject, portableHasher)
    if (problem !== undefined) throw problem
    at += size
  }
}

POSTGRES.test(
  'the same events, in any split, give equal tables in SQLite and PostgreSQL',
  async (t) => {
    const { db: file } = await SQLITE.open(t)
    const { db: server } = await POSTGRES.open(t)
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc
        .asyncProperty(stepsOfBlocks, sizes, sizes, async (steps, ofFile, ofServer) => {
          const { blocks } = madeUpChain(steps)
          await index(file, blocks, ofFile)
          await index(server, blocks, ofServer)
          t.deepEqual(await allRows(server), await allRows(file))
          if (blocks.length > 0) t.deepEqual((await auditOf(server)).findings, [])
        })
        .beforeEach(async () => {
          await emptyTables(file)
          await emptyTables(server)
        }),
      { numRuns: 60 },
    )
  },
)
