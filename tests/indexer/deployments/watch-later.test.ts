import test from 'ava'
import { createDeployments, systemClock } from '../../../indexer/index.ts'
import { indexBlocks } from '../../../indexer/index-blocks.ts'
import { positionOf } from '../../../indexer/position.ts'
import { portableHasher } from '../../../protocol/portable-hasher.ts'
import { readCursor } from '../../../store/index.ts'
import { DATABASES } from '../../store/databases.ts'
import { madeUpChain, NETWORK, REGISTRY } from '../made-up-chain.ts'
import { silent } from '../quick-clock.ts'
import { allRows } from '../tables.ts'

const subject = { network: NETWORK, registry: REGISTRY }
const { blocks } = madeUpChain([[], [], []])

for (const { name, open } of DATABASES) {
  test(`${name}: accounts named at a later start are followed from then on, although no new block has come`, async (t) => {
    const { db } = await open(t)
    const start = async (accounts: string[]) => {
      const from = positionOf(await readCursor(db), subject)
      const deployments = createDeployments({
        sees: 'all',
        accounts,
        clock: systemClock,
        logger: silent,
      })
      await deployments.begin(db, (from.block?.height ?? 0) + 1)
      // A source gives the last block again.
      const given = from.block === null ? blocks : blocks.slice(-1)
      await indexBlocks(db, from, given, subject, portableHasher, deployments)
    }
    await start([])
    await start(['later.near'])
    const rows = await allRows(db)
    const since_height = (blocks.at(-1)?.height as number) + 1
    t.deepEqual(rows.watched, [{ account_id: 'later.near', since_height, reason: 'configured' }])
    t.is(rows.cursor[0]?.height, blocks.at(-1)?.height)
  })
}
