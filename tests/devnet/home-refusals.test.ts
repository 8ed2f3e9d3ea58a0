import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import type { NodeOptions } from '../../devnet/index.ts'
import { createNode, DevnetError, keyFromName } from '../../devnet/index.ts'
import { DATABASE_FILE } from '../../devnet/storage/open-database.ts'
import { keepBusy } from './support/busy-chain.ts'
import { chainContent } from './support/chain-content.ts'
import { temporaryHome } from './support/home.ts'
import { createNetwork } from './support/network.ts'

const quiet: NodeOptions = { blockIntervalMs: 0 }

function makeHome(t: Parameters<typeof temporaryHome>[0], options: NodeOptions = {}): string {
  const home = temporaryHome(t)
  createNode({ ...quiet, ...options, home }).close()
  return home
}

test('a home that is open cannot be opened again, by this process or another', async (t) => {
  const home = temporaryHome(t)
  const node = createNode({ ...quiet, home })
  t.throws(() => createNode({ ...quiet, home }), {
    code: 'HOME_LOCKED',
    message: `The network in ${home} is running already. Stop it, or use another directory.`,
  })
  const index = new URL('../../devnet/index.ts', import.meta.url).href
  const script = `(await import(${JSON.stringify(index)})).createNode({ home: process.argv[1] })`
  const open = () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, home])
  await t.throwsAsync(open(), { message: /HOME_LOCKED/ })
  t.is(node.produceBlock().header.height, 1)
  node.close()
  await t.notThrowsAsync(open())
})

test('a home goes on with its own settings, and only with them', (t) => {
  const account = (name: string) => ({
    accountId: name,
    amount: 5n,
    publicKey: keyFromName(name).publicKey,
  })
  const options: NodeOptions = {
    chainId: 'mine',
    seed: 'apples',
    transactionValidityBlocks: 100,
    genesisAccounts: [account('alice.test.near')],
    rootSecretKey: keyFromName('somebody').secretKey,
  }
  const home = makeHome(t, options)
  const others: NodeOptions[] = [
    { chainId: 'other' },
    { seed: 'pears' },
    { transactionValidityBlocks: 101 },
    { genesisAccounts: [account('bob.test.near')] },
    { genesisAccounts: [] },
  ]
  for (const other of others) {
    const [setting] = Object.keys(other)
    const error = t.throws(() => createNode({ ...quiet, ...options, ...other, home }), {
      instanceOf: DevnetError,
      code: 'HOME_DIFFERENT',
    })
    t.like(error, { details: { setting } })
  }
  t.throws(() => createNode({ home, rootSecretKey: keyFromName('nobody').secretKey }), {
    code: 'BAD_OPTION',
  })
  for (const same of [options, {}]) {
    const node = createNode({ ...quiet, ...same, home })
    t.is(node.chainId, 'mine')
    t.is(node.transactionValidityBlocks, 100)
    t.is(node.rootKey.secretKey, keyFromName('somebody').secretKey)
    t.is(node.stateAt(0).get('account', 'alice.test.near')?.amount, 5n)
    node.close()
  }
})

test('a home of another protocol version is refused', (t) => {
  const home = makeHome(t, { protocolVersion: 84 })
  t.throws(() => createNode({ ...quiet, home, protocolVersion: 88 }), {
    code: 'HOME_DIFFERENT',
    message: /has another protocol version: 84, not 88\./,
  })
  const node = createNode({ ...quiet, home })
  t.is(node.parameters.protocolVersion, 84)
  node.close()
})

test('a new home takes the key of the key file that is there, and writes one where there is none', (t) => {
  const home = makeHome(t)
  const file = join(home, 'validator_key.json')
  const { secret_key } = JSON.parse(readFileSync(file, 'utf8')) as { secret_key: string }
  t.is(secret_key, keyFromName('test.near').secretKey)

  const other = temporaryHome(t)
  const key = { account_id: 'test.near', secret_key: keyFromName('other').secretKey }
  writeFileSync(join(other, 'validator_key.json'), JSON.stringify(key))
  const node = createNode({ ...quiet, home: other })
  t.is(node.rootKey.secretKey, key.secret_key)
  node.close()
  for (const broken of ['', '{}', '{"account_id":"test.near","secret_key":"ed25519:x"}']) {
    writeFileSync(join(other, 'validator_key.json'), broken)
    t.throws(() => createNode({ ...quiet, home: other }), { code: 'BAD_OPTION' })
  }
})

test('what is no home of ours is refused and left as it is', (t) => {
  const cases: { make: (file: string) => void; code: string }[] = [
    { make: (file) => writeFileSync(file, 'a letter to somebody'), code: 'HOME_DAMAGED' },
    { make: (file) => writeFileSync(file, new Uint8Array(8192)), code: 'HOME_DAMAGED' },
    {
      make: (file) => new Sqlite(file).exec('create table cats (name)').close(),
      code: 'HOME_FOREIGN',
    },
    {
      make: (file) => new Sqlite(file).exec('pragma application_id = 7').close(),
      code: 'HOME_FOREIGN',
    },
  ]
  for (const { make, code } of cases) {
    const home = temporaryHome(t)
    const file = join(home, DATABASE_FILE)
    make(file)
    const before = readFileSync(file)
    t.throws(() => createNode({ ...quiet, home }), { instanceOf: DevnetError, code })
    t.deepEqual(readFileSync(file), before)
  }
})

test('a home that a newer devnet wrote is refused and left as it is', (t) => {
  const home = makeHome(t)
  const file = join(home, DATABASE_FILE)
  new Sqlite(file).exec('pragma user_version = 99').close()
  const before = readFileSync(file)
  t.throws(() => createNode({ ...quiet, home }), {
    code: 'HOME_NEWER',
    message: /schema 99; this one knows \d+/,
  })
  t.deepEqual(readFileSync(file), before)
})

test('a home that cannot be written is refused', (t) => {
  const home = temporaryHome(t)
  writeFileSync(join(home, 'file'), '')
  t.throws(() => createNode({ ...quiet, home: join(home, 'file') }), { code: 'HOME_UNUSABLE' })
  t.throws(() => createNode({ ...quiet, home: join(home, 'file', 'deep') }), {
    code: 'HOME_UNUSABLE',
  })
  mkdirSync(join(home, DATABASE_FILE))
  t.throws(() => createNode({ ...quiet, home }), { code: 'HOME_UNUSABLE' })
})

test('a home that was only begun is begun anew', (t) => {
  const home = temporaryHome(t)
  writeFileSync(join(home, DATABASE_FILE), '')
  const node = createNode({ ...quiet, home: join(home, 'new', 'directories') })
  node.close()
  const begun = createNode({ ...quiet, home })
  t.is(begun.blocks.head().header.height, 0)
  begun.close()
})

test('a damaged home is refused, or what was damaged is never shown', async (t) => {
  const home = temporaryHome(t)
  const network = createNetwork({ home })
  await keepBusy(network)
  const whole = chainContent(network.node)
  network.node.close()
  const file = join(home, DATABASE_FILE)
  const bytes = readFileSync(file)
  let refused = 0
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] as number) ^ (1 << bit)
      writeFileSync(file, damaged)
      try {
        const node = createNode({ ...quiet, home })
        try {
          t.deepEqual(chainContent(node), whole)
        } finally {
          node.close()
        }
      } catch (error) {
        t.true(error instanceof DevnetError, String(error))
        t.regex((error as DevnetError).code, /^HOME_/)
        refused++
      }
    }),
    { numRuns: 200 },
  )
  t.true(refused > 0)
})
