import {
  type DeploymentRow,
  type GlobalCodeRow,
  readCursor,
  writeBatch,
} from '../../store/index.ts'
import { allRows } from '../indexer/tables.ts'
import { DATABASES } from './databases.ts'
import { batch, deployment, globalCode } from './rows.ts'

for (const { name, test, open } of DATABASES) {
  test(`${name}: deployments and global codes are written with their blocks, and end`, async (t) => {
    const { db } = await open(t)
    const local = deployment('a.near', 10)
    const global = deployment('a.near', 20, {
      kind: 'global_account',
      code_hash: null,
      owner: 'lib.near',
    })
    const first = globalCode('lib.near', 15)
    const second = globalCode('lib.near', 25, { code_hash: 'code 2' })
    const blocks = [10, 15].map((height) => ({ height, hash: `block ${height}`, timestamp: '1' }))
    await writeBatch(db, batch([], { blocks, deployments: [local], globalCodes: [first] }))
    await writeBatch(
      db,
      batch([], {
        blocks,
        deployments: [global],
        deploymentEndings: [{ account_id: 'a.near', block_height: 10, until_height: 20 }],
        globalCodes: [second],
        globalCodeEndings: [{ owner: 'lib.near', block_height: 15, until_height: 25 }],
      }),
    )
    const rows = await allRows(db)
    t.deepEqual(rows.blocks, blocks)
    t.deepEqual(rows.deployments, [{ ...local, until_height: 20 }, global])
    t.deepEqual(rows.global_codes, [{ ...first, until_height: 25 }, second])
  })

  test(`${name}: the data version grows with what accounts run, without any event`, async (t) => {
    const { db } = await open(t)
    const version = async () => (await readCursor(db))?.data_version
    await writeBatch(db, batch([], { deployments: [deployment('a.near', 10)] }))
    t.is(await version(), 1)
    const globalCodes = [globalCode('lib.near', 10), globalCode('other.near', 10)]
    await writeBatch(db, batch([], { globalCodes }))
    t.is(await version(), 3)
    const watched = [{ account_id: 'a.near', since_height: 9, reason: 'asked' as const }]
    await writeBatch(db, batch([], { watched }))
    t.is(await version(), 4)
  })

  test(`${name}: what is said anew of an account and block replaces what was there`, async (t) => {
    const { db } = await open(t)
    const found = deployment('a.near', 10, { found: 1, signer: null })
    const seen = deployment('a.near', 10, { code_hash: 'code 2' })
    await writeBatch(db, batch([], { deployments: [found] }))
    await writeBatch(db, batch([], { deployments: [seen] }))
    const again = globalCode('lib.near', 10, { code_hash: 'code 2' })
    await writeBatch(db, batch([], { globalCodes: [globalCode('lib.near', 10)] }))
    await writeBatch(db, batch([], { globalCodes: [again] }))
    const rows = await allRows(db)
    t.deepEqual(rows.deployments, [seen])
    t.deepEqual(rows.global_codes, [again])
  })

  test(`${name}: an account that is watched already keeps its first block`, async (t) => {
    const { db } = await open(t)
    const first = { account_id: 'a.near', since_height: 9, reason: 'asked' as const }
    await writeBatch(db, batch([], { watched: [first] }))
    await writeBatch(db, batch([], { watched: [{ ...first, since_height: 50 }] }))
    t.deepEqual((await allRows(db)).watched, [first])
  })

  test(`${name}: a deployment whose code does not fit its kind is refused by the database itself`, async (t) => {
    const { db } = await open(t)
    const wrong: Partial<DeploymentRow>[] = [
      { code_hash: null },
      { kind: 'none' },
      { kind: 'global_account', code_hash: null },
      { kind: 'local', owner: 'lib.near' },
      { kind: 'global_account', owner: 'lib.near' },
      { found: 2 as 1 },
    ]
    for (const given of wrong) {
      const deployments = [deployment('a.near', 10, given)]
      await t.throwsAsync(writeBatch(db, batch([], { deployments })), { message: /CHECK|check/ })
    }
    const rows: GlobalCodeRow[] = [globalCode('lib.near', 10, { code_hash: null as never })]
    await t.throwsAsync(writeBatch(db, batch([], { globalCodes: rows })), { message: /null/i })
  })
}
