import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { FAULT_NAMES } from '../../cli/devnet/arguments.ts'
import { FAULT_KINDS } from '../../devnet/index.ts'
import { rpc } from '../devnet/support/rpc.ts'
import { cli, startCli } from './run-in-process.ts'

type Said = {
  rpcUrl: string
  neardataUrl: string
  chainId: string
  rootAccount: { accountId: string }
  accounts: { accountId: string; amount: string; publicKey: string; secretKey: string | null }[]
}

async function start(t: ExecutionContext, args: string[], cwd?: string) {
  const running = startCli(t, ['devnet', '--port', '0', '--json', ...args], cwd)
  await running.says('\n')
  return { running, said: JSON.parse(running.stdout()) as Said }
}

async function temporaryFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-devnet-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function balance(said: Said, account_id: string): Promise<string | undefined> {
  const params = { account_id, finality: 'final' }
  const { result } = await rpc(said, 'EXPERIMENTAL_view_account', params)
  return (result as { amount: string } | undefined)?.amount
}

test('devnet says where it is and which accounts have money, and ends with code 0', async (t) => {
  const { running, said } = await start(t, [])
  t.deepEqual(
    said.accounts.map(({ accountId }) => accountId),
    ['dev-1.test.near', 'dev-2.test.near', 'dev-3.test.near'],
  )
  for (const { accountId, amount, publicKey } of said.accounts) {
    t.is(await balance(said, accountId), amount)
    const params = { account_id: accountId, public_key: publicKey, finality: 'final' }
    const { result } = await rpc(said, 'EXPERIMENTAL_view_access_key', params)
    t.like(result, { permission: 'FullAccess' })
  }
  t.deepEqual(await running.end(), { exitCode: 0, stdout: running.stdout(), stderr: '' })
})

test('devnet shows the same in words', async (t) => {
  const running = startCli(t, ['devnet', '--port', '0', '--accounts', '1'])
  await running.says('Ctrl-C')
  t.regex(running.stdout(), /^RPC +http:\/\/127\.0\.0\.1:\d+\n/)
  t.regex(running.stdout(), /\n {2}dev-1\.test\.near {2}ed25519:\w+\n/)
})

test('options reach the network', async (t) => {
  const { said } = await start(t, [
    ...['--chain-id', 'mine', '--protocol-version', '85', '--accounts', '0'],
    ...['--block-interval', '0', '--skip-every', '2', '--fault', 'server_error=1/2'],
  ])
  t.deepEqual(said.accounts, [])
  t.is(said.chainId, 'mine')
  const { result } = await rpc(said, 'status', [])
  t.like(result, { chain_id: 'mine', protocol_version: 85 })
  const statuses: number[] = []
  for (let request = 0; request < 4; request++) {
    statuses.push((await fetch(`${said.neardataUrl}/v0/block/0`)).status)
  }
  t.deepEqual(statuses, [200, 500, 200, 500])
})

test('a network in a home goes on with its accounts', async (t) => {
  const folder = await temporaryFolder(t)
  const first = await start(t, ['--home', 'chain', '--accounts', '2', '--seed', 'x'], folder)
  await rpc(first.said, 'sandbox_fast_forward', { delta_height: 5 })
  t.is((await first.running.end()).exitCode, 0)
  const second = await start(t, ['--home', 'chain'], folder)
  t.truthy(await balance(second.said, 'dev-2.test.near'))
  const { result } = await rpc(second.said, 'block', { finality: 'final' })
  t.like(result, { header: { height: 5 } })
  await second.running.end()
  const other = await cli(['devnet', '--port', '0', '--home', 'chain', '--accounts', '9'], folder)
  t.is(other.exitCode, 1)
  t.regex(other.stderr, /^countersign: .*has another genesis accounts.*\n$/)
})

test('accounts to begin with come from a file', async (t) => {
  const folder = await temporaryFolder(t)
  const key = 'ed25519:6E8sCci9badyRkXb3JoRpBj5p8C6Tw41ELDZoiihKEtp'
  const accounts = [
    { account_id: 'alice.near', balance: '12.5' },
    { account_id: 'bob.near', balance: '1', public_key: key },
  ]
  await writeFile(join(folder, 'genesis.json'), JSON.stringify({ accounts }))
  const { said } = await start(t, ['--genesis', 'genesis.json'], folder)
  t.is(await balance(said, 'alice.near'), `125${'0'.repeat(23)}`)
  t.like(said.accounts[1], { accountId: 'bob.near', publicKey: key, secretKey: null })
})

const FILES: [title: string, content: string, message: RegExp][] = [
  ['no JSON', '{', /genesis\.json is no list of accounts: it is no JSON\./],
  ['no accounts', '{"accounts":[]}', /accounts: /],
  [
    'an account id that is none',
    '{"accounts":[{"account_id":"A","balance":"1"}]}',
    /accounts\.0\.account_id: is no account id/,
  ],
  [
    'a balance that is none',
    '{"accounts":[{"account_id":"a.near","balance":"-1"}]}',
    /accounts\.0\.balance: is no amount/,
  ],
  [
    'an account twice',
    '{"accounts":[{"account_id":"test.near","balance":"1"}]}',
    /has the account test\.near twice/,
  ],
  [
    'a key that is none',
    '{"accounts":[{"account_id":"a.near","balance":"1","public_key":"x"}]}',
    /gives a\.near "x", which is no public key/,
  ],
]

for (const [title, content, message] of FILES) {
  test(`a genesis file with ${title} is one clear sentence and exit code 1`, async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'genesis.json'), content)
    const { exitCode, stderr } = await cli(['devnet', '--genesis', 'genesis.json'], folder)
    t.is(exitCode, 1)
    t.regex(stderr, message)
    t.regex(stderr, /^countersign: [^\n]*\n$/)
  })
}

test('a genesis file that is not there is named', async (t) => {
  const { exitCode, stderr } = await cli(['devnet', '--genesis', '/nonexistent/genesis.json'])
  t.is(exitCode, 1)
  t.is(stderr, 'countersign: /nonexistent/genesis.json cannot be read.\n')
})

const MISTAKES: [args: string[], message: RegExp][] = [
  [['--port', '65536'], /'65536' is invalid/],
  [['--accounts', '-1'], /'-1' is invalid. It must be a whole number from 0 to 1000/],
  [['--skip-every', '1'], /'1' is invalid. It must be a whole number from 2/],
  [['--block-interval', 'soon'], /'soon' is invalid/],
  [['--fault', 'fire=1/2'], /'fire=1\/2' is invalid. .*one of delay, rate_limit/],
  [['--fault', 'null'], /'null' is invalid/],
  [['--fault', 'null=2'], /'null=2' is invalid/],
  [['--fault', 'null=1/0'], /'null=1\/0' is invalid/],
  [['--genesis', 'a.json', '--accounts', '1'], /cannot be used with option '--accounts/],
]

for (const [args, message] of MISTAKES) {
  test(`devnet ${args.join(' ')} is a usage error`, async (t) => {
    const { exitCode, stderr } = await cli(['devnet', ...args])
    t.is(exitCode, 2)
    t.regex(stderr, message)
  })
}

test('a protocol version, an address and a combination that are not to be had are one sentence', async (t) => {
  const cases: [args: string[], message: RegExp][] = [
    [['--protocol-version', '12'], /Protocol version 12 is not known/],
    [['--host', '203.0.113.1', '--port', '0'], /cannot listen on port 0 of 203\.0\.113\.1/],
    [['--seed', 'x', '--block-interval', '5'], /5/],
  ]
  for (const [args, message] of cases) {
    const { exitCode, stderr } = await cli(['devnet', ...args])
    t.is(exitCode, 1)
    t.regex(stderr, message)
    t.regex(stderr, /^countersign: [^\n]*\n$/)
  }
})

test('devnet that is ended while it starts ends with code 0', async (t) => {
  const running = startCli(t, ['devnet', '--port', '0'])
  t.is((await running.end()).exitCode, 0)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`the process of devnet ends with code 0 on ${signal}`, async (t) => {
    const main = join(import.meta.dirname, '../../cli/main.ts')
    const child = spawn(process.execPath, [main, 'devnet', '--port', '0', '--json'])
    await once(child.stdout, 'data')
    child.kill(signal)
    const [code] = (await once(child, 'close')) as [number | null]
    t.is(code, 0)
  })
}

test('the kinds of fault that the command knows are those of devnet', (t) => {
  t.deepEqual(FAULT_NAMES, FAULT_KINDS)
})

test('the documentation lists exactly the options that there are', async (t) => {
  const { stdout } = await cli(['devnet', '--help'])
  const options = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option)
  const text = await readFile(join(import.meta.dirname, '../../docs/devnet.md'), 'utf8')
  const table = text.split('\n| option |')[1]?.split('\n\n')[0] ?? ''
  const listed = [...table.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option)
  t.deepEqual(listed, options)
})

test('the documentation lists exactly the faults that there are', async (t) => {
  const text = await readFile(join(import.meta.dirname, '../../docs/devnet.md'), 'utf8')
  const table = text.split('\n| fault |')[1]?.split('\n\n')[0] ?? ''
  const listed = [...table.matchAll(/^\| `([a-z_]+)`/gm)].map(([, fault]) => fault)
  t.deepEqual(listed, [...FAULT_NAMES])
})
