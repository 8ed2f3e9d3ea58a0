import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import { attest, prepayStorage } from '../../builder/index.ts'
import { createKeys, createRpc, createSender, type Sender } from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { openStore, type Store } from '../../store/index.ts'
import { recipeOf } from '../api/mirror.ts'
import { buildRegistry } from '../contract/registry.ts'
import { cli } from './run-in-process.ts'
import { mirrorRegistry } from './support/mirror-registry.ts'

// A registry on devnet, whose first two events a mirror has seen, and not its third.

const NEAR = 10n ** 24n
const REGISTRY = 'registry.test.near'

type World = { devnet: Devnet; folder: string; database: string; height: number }
const test = anyTest as TestFn<World>

test.before(async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-audit-'))
  const devnet = await startDevnet()
  const rpc = createRpc({ urls: [devnet.rpcUrl] })
  const root = createSender({ rpc, ...devnet.rootAccount })
  const create = async (accountId: string): Promise<Sender> => {
    const { publicKey, secretKey } = createKeys()
    await root.createAccount({ accountId, publicKey, balance: 20n * NEAR })
    return createSender({ rpc, accountId, secretKey })
  }
  await (await create(REGISTRY)).deploy({ code: (await buildRegistry()).wasm })
  const builder = await create('acme.test.near')
  await prepayStorage({ sender: builder, registry: REGISTRY, yocto: NEAR })
  await state(builder, 'a')
  await state(builder, 'b')
  const database = join(folder, 'mirror.sqlite')
  const height = await mirror(devnet, database)
  await state(builder, 'c')
  t.context = { devnet, folder, database, height }
})

test.after.always(async (t) => {
  await t.context.devnet.close()
  await rm(t.context.folder, { recursive: true })
})

async function state(sender: Sender, name: string): Promise<void> {
  const code_hash = codeHashOf(new TextEncoder().encode(name), portableHasher)
  await attest({
    sender,
    registry: REGISTRY,
    recipe: recipeOf(name),
    statement: {
      outcome: 'built',
      code_hash,
      platform: 'linux/amd64',
      network: 'none',
      tool: 'countersign/0.1.0',
      log_digest: null,
      provenance: 'onchain',
    },
    deposit: NEAR / 10n,
  })
}

/** Mirrors the registry up to devnet's last block, and returns its height. */
async function mirror(devnet: Devnet, database: string): Promise<number> {
  const { store, height } = await mirrorRegistry(devnet, REGISTRY, database)
  await store.close()
  return height
}

/** Copies the mirror, and changes the copy. */
async function changed(
  { folder, database }: World,
  name: string,
  change: (db: Store['db']) => Promise<unknown>,
): Promise<string> {
  const file = join(folder, `${name}.sqlite`)
  await copyFile(database, file)
  const store = await openStore({ database: file, mode: 'write' })
  await change(store.db)
  await store.close()
  return file
}

test("the registry confirms a mirror that is behind it, as of the mirror's own height", async (t) => {
  const { devnet, database, height } = t.context
  const args = ['audit', '--database', database, '--rpc', devnet.rpcUrl]
  const ran = await cli([...args, '--json'])
  t.is(ran.exitCode, 0, ran.stderr)
  t.like(JSON.parse(ran.stdout), {
    result: 'ok',
    network: 'localnet',
    registry: REGISTRY,
    seq: 2,
    rows: { events: 2, attestations: 2, recipes: 2, sources: 2, policies: 0, operators: 0 },
    tablesCompared: true,
    registryConfirms: true,
    behind: 1,
    differences: [],
    more: 0,
  })
  const { stdout } = await cli(args)
  t.regex(stdout, /^OK {2}registry\.test\.near on localnet\n/)
  t.regex(stdout, /\n {2}events +2\n/)
  t.regex(stdout, /\n {2}registry +The registry confirms event 2 and its head as of block \d+\.\n/)
  t.regex(stdout, /\n {2}behind +the mirror has not seen 1 event of the registry yet\n/)
  const confirmedAt = Number(/as of block (\d+)/.exec(stdout)?.[1])
  t.true(confirmedAt >= height && confirmedAt <= height + 3)
})

test('without a node nothing but the mirror itself is audited, and it says so', async (t) => {
  const ran = await cli(['audit', '--database', t.context.database])
  t.is(ran.exitCode, 0)
  t.regex(ran.stdout, /^OK .*\n(.*\n)* {2}registry +not asked; --rpc <network> asks it\n/)
})

test('what differs is named with both values, and the exit code is 1', async (t) => {
  const file = await changed(t.context, 'tampered', async (db) => {
    await db
      .updateTable('attestations')
      .set({ builder: 'mallory.near' })
      .where('seq', '=', 2)
      .execute()
  })
  const ran = await cli(['audit', '--database', file])
  t.is(ran.exitCode, 1)
  t.regex(ran.stdout, /^DIFFERS /)
  t.regex(
    ran.stdout,
    /\nattestations 2 builder: stored "mallory\.near", computed "acme\.test\.near"\n/,
  )
})

test('a rebuild makes altered tables right again, and says how much it changed', async (t) => {
  const file = await changed(t.context, 'to-rebuild', async (db) => {
    await db.deleteFrom('attestations').where('seq', '=', 2).execute()
    await db.updateTable('recipes').set({ environment: 'x' }).execute()
  })
  t.is((await cli(['audit', '--database', file])).exitCode, 1)
  const ran = await cli(['index', 'rebuild', '--database', file])
  t.deepEqual(ran, {
    exitCode: 0,
    stdout: '3 rows were not as the 2 events lead to, and are now.\n',
    stderr: '',
  })
  t.is((await cli(['audit', '--database', file])).exitCode, 0)
  const again = await cli(['index', 'rebuild', '--database', file, '--json'])
  t.deepEqual(JSON.parse(again.stdout), { events: 2, changes: 0 })
})

test('a rebuild from events that are not whole is refused, and one of no file makes none', async (t) => {
  const file = await changed(t.context, 'broken', async (db) => {
    await db.updateTable('events').set({ head: 'x' }).where('seq', '=', 1).execute()
  })
  const ran = await cli(['index', 'rebuild', '--database', file])
  t.is(ran.exitCode, 1)
  t.regex(ran.stderr, /^countersign: The stored events are not whole.* events 1 head is "x", .*\n$/)
  const missing = join(t.context.folder, 'none.sqlite')
  t.is((await cli(['index', 'rebuild', '--database', missing])).exitCode, 1)
  t.false(existsSync(missing))
})

test('a mirror whose heads were all computed anew is found out by the registry alone', async (t) => {
  const { devnet } = t.context
  // The second event is taken away, with all that came of it.
  const file = await changed(t.context, 'shortened', async (db) => {
    const { head } = await db
      .selectFrom('events')
      .select('head')
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow()
    await db.deleteFrom('events').where('seq', '=', 2).execute()
    await db.updateTable('cursor').set({ seq: 1, head }).execute()
  })
  t.is((await cli(['index', 'rebuild', '--database', file])).exitCode, 0)
  t.is((await cli(['audit', '--database', file])).exitCode, 0)
  const ran = await cli(['audit', '--database', file, '--rpc', devnet.rpcUrl])
  t.is(ran.exitCode, 1)
  t.regex(
    ran.stdout,
    /\n {2}registry +The registry had 2 events in block \d+, but the mirror, .* has 1\./,
  )
})

test('a cursor that names another block than the chain has is found out', async (t) => {
  const { devnet } = t.context
  const file = await changed(t.context, 'elsewhere', async (db) => {
    await db
      .updateTable('cursor')
      .set({ block_hash: '1'.repeat(32), timestamp: '1' })
      .execute()
  })
  const ran = await cli(['audit', '--database', file, '--rpc', devnet.rpcUrl])
  t.is(ran.exitCode, 1)
  t.regex(ran.stdout, /\ncursor 1 block_hash: stored "1{32}", computed "\w+"\n/)
  t.regex(ran.stdout, /\ncursor 1 timestamp: stored "1", computed "\d+"\n/)
})

test('what cannot be asked is one sentence and exit code 3', async (t) => {
  const { devnet, folder, database } = t.context
  const missing = await cli(['audit', '--database', join(folder, 'no.sqlite')])
  t.is(missing.exitCode, 3)
  t.regex(missing.stderr, /^countersign: .*no\.sqlite does not exist yet.*\n$/)

  const empty = join(folder, 'empty.sqlite')
  await (await openStore({ database: empty, mode: 'write' })).close()
  const nothing = await cli(['audit', '--database', empty])
  t.is(nothing.exitCode, 3)
  t.regex(nothing.stderr, /^countersign: The mirror has not seen a block yet.*\n$/)

  const gone = await cli(['audit', '--database', database, '--rpc', 'http://127.0.0.1:1'])
  t.is(gone.exitCode, 3)
  t.regex(gone.stdout, /^NOT CONFIRMED .*\n(.*\n)* {2}registry +The registry could not be asked: /)

  const other = await changed(t.context, 'mainnet', async (db) => {
    await db.updateTable('cursor').set({ network: 'mainnet' }).execute()
  })
  const wrong = await cli(['audit', '--database', other, '--rpc', devnet.rpcUrl])
  t.is(wrong.exitCode, 3)
  t.regex(wrong.stdout, /the network mainnet, but the node is of localnet/)

  t.is((await cli(['audit', '--rpc', 'nonsense'])).exitCode, 2)
})
