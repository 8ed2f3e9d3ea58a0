import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import { actions, PublicKey } from 'near-api-js'
import {
  callView,
  createKeys,
  createRpc,
  createSender,
  type Keys,
  type Rpc,
  resolveCode,
  type Sender,
  viewAccessKeys,
  viewAccount,
} from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { buildRegistry } from '../contract/registry.ts'
import { compileText, NOTE_CONTRACT } from '../devnet/support/contract.ts'
import { type Around, cli } from './run-in-process.ts'

const NEAR = 10n ** 24n
const root = resolve(import.meta.dirname, '../..')

type Known = {
  devnet: Devnet
  rpc: Rpc
  folder: string
  codeHash: string
  wasm: string
  code: Uint8Array
  root: Sender
}
type Account = { accountId: string; keys: Keys; keyFile: string; sender: Sender }

const test = anyTest as TestFn<Known>

test.before(async (t) => {
  const { wasm: code, codeHash } = await buildRegistry()
  const folder = await mkdtemp(join(tmpdir(), 'countersign-deploy-'))
  const wasm = join(folder, 'registry.wasm')
  await writeFile(wasm, code)
  const devnet = await startDevnet()
  const rpc = createRpc({ urls: [devnet.rpcUrl] })
  const sender = createSender({ rpc, ...devnet.rootAccount })
  t.context = { devnet, rpc, folder, codeHash, wasm, code, root: sender }
})

test.after.always(async (t) => {
  await t.context.devnet.close()
  await rm(t.context.folder, { recursive: true })
})

async function writeKey(file: string, accountId: string, keys: Keys): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const { publicKey: public_key, secretKey: private_key } = keys
  await writeFile(file, JSON.stringify({ account_id: accountId, public_key, private_key }))
}

async function account(known: Known, name: string, balance = 20n * NEAR): Promise<Account> {
  const { rpc, folder } = known
  const accountId = `${name}.${known.root.accountId}`
  const keys = createKeys()
  await known.root.createAccount({ accountId, publicKey: keys.publicKey, balance })
  const keyFile = join(folder, `${name}.json`)
  await writeKey(keyFile, accountId, keys)
  const sender = createSender({ rpc, accountId, secretKey: keys.secretKey })
  return { accountId, keys, keyFile, sender }
}

/** Runs deploy with the compiled registry at hand, on the devnet. */
function deploy(
  { devnet, wasm }: Known,
  { accountId, keyFile }: Pick<Account, 'accountId' | 'keyFile'>,
  more: readonly string[] = [],
  around?: Around,
) {
  const to = ['--network', devnet.rpcUrl, '--account', accountId, '--key-file', keyFile]
  return cli(['deploy', ...to, '--wasm', wasm, ...more], root, around)
}

/** What must be as before where a deployment is refused. */
async function stateOf({ rpc }: Known, { accountId }: Pick<Account, 'accountId'>) {
  const { amount, code_hash, storage_usage } = await viewAccount(rpc, accountId)
  const { keys } = await viewAccessKeys(rpc, accountId)
  return { amount, code_hash, storage_usage, keys }
}

const fullAccessKeys = async ({ rpc }: Known, { accountId }: Account) =>
  (await viewAccessKeys(rpc, accountId)).keys.map(({ public_key }) => public_key)

test('deploy compiles the registry, puts it on the account and reads its hash back', async (t) => {
  const known = t.context
  const target = await account(known, 'compiled')
  const { exitCode, stdout, stderr } = await cli(
    [
      ...['deploy', '--network', known.devnet.rpcUrl, '--account', target.accountId],
      ...['--key-file', target.keyFile, '--cache', join(root, '.countersign/cache'), '--json'],
    ],
    root,
  )
  t.is(exitCode, 0, stderr)
  const { transactionHash, ...result } = JSON.parse(stdout)
  t.regex(transactionHash, /^\w{43,44}$/)
  t.deepEqual(result, {
    account: target.accountId,
    chainId: 'localnet',
    codeHash: known.codeHash,
    removedKeys: [],
    fullAccessKeys: [target.keys.publicKey],
    locked: false,
  })
  t.true(stderr.includes(`deploy the registry ${known.codeHash}, ${known.code.length} bytes`))
  t.like(await resolveCode(known.rpc, target.accountId), {
    kind: 'local',
    codeHash: known.codeHash,
  })
  t.like(await callView(known.rpc, target.accountId, 'get_head'), { value: { seq: 0 } })
})

test('deploy where the code is already says so and sends nothing', async (t) => {
  const known = t.context
  const target = await account(known, 'twice')
  t.is((await deploy(known, target)).exitCode, 0)
  const before = await stateOf(known, target)
  const again = await deploy(known, target)
  t.is(again.exitCode, 0, again.stderr)
  t.true(again.stdout.includes(`${known.codeHash} (was there already)`))
  t.deepEqual(await stateOf(known, target), before)
})

test('--lock removes the last full-access key once the account id is typed', async (t) => {
  const known = t.context
  const target = await account(known, 'locked')
  const typed = `${target.accountId}\n`
  const { exitCode, stdout, stderr } = await deploy(known, target, ['--lock'], { typed })
  t.is(exitCode, 0, stderr)
  t.regex(stderr, /Without a full-access key nobody, you included, can ever again change the code/)
  t.true(stderr.includes(`Type ${target.accountId} to go on: `))
  t.regex(stdout, /^keys {7}none with full access any more: nobody can change the code$/m)
  t.deepEqual(await fullAccessKeys(known, target), [])
  t.like(await resolveCode(known.rpc, target.accountId), { codeHash: known.codeHash })

  const again = await deploy(known, target, ['--lock', '--json'])
  t.is(again.exitCode, 0, again.stderr)
  t.like(JSON.parse(again.stdout), { locked: true, transactionHash: null, removedKeys: [] })
})

test('a later --lock on an account that runs the registry needs no code and removes the key', async (t) => {
  const known = t.context
  const target = await account(known, 'later')
  await target.sender.deploy({ code: known.code })
  const { exitCode, stdout, stderr } = await cli(
    [
      ...['deploy', '--network', known.devnet.rpcUrl, '--account', target.accountId],
      ...['--key-file', target.keyFile, '--lock', '--yes', '--json'],
    ],
    known.folder,
  )
  t.is(exitCode, 0, stderr)
  t.like(JSON.parse(stdout), { transactionHash: null, removedKeys: [target.keys.publicKey] })
  t.deepEqual(await fullAccessKeys(known, target), [])
})

test('a locked account takes no other code: deploy says that it is locked and what it runs', async (t) => {
  const known = t.context
  const target = await account(known, 'locked-other')
  await target.sender.deploy({ code: compileText(NOTE_CONTRACT) })
  await target.sender.deleteKeys([target.keys.publicKey])
  const before = await stateOf(known, target)
  for (const more of [[], ['--yes'], ['--lock', '--yes']]) {
    const { exitCode, stdout, stderr } = await deploy(known, target, more)
    t.is(exitCode, 1)
    t.is(stdout, '')
    t.is(
      stderr,
      `countersign: ${target.accountId} has no full-access key: it is locked, and nobody can deploy to it any more. It runs the code ${before.code_hash}.\n`,
    )
  }
  t.deepEqual(await stateOf(known, target), before)
})

test('--lock refuses to leave other full-access keys, and removes them with --all-keys', async (t) => {
  const known = t.context
  const target = await account(known, 'shared')
  const [other, bot] = [createKeys().publicKey, createKeys().publicKey]
  await target.sender.send(
    target.accountId,
    [
      actions.addFullAccessKey(PublicKey.fromString(other)),
      actions.addFunctionCallAccessKey(PublicKey.fromString(bot), 'a.near', ['attest'], NEAR),
    ],
    'Adding keys',
  )
  const before = await stateOf(known, target)
  const refused = await deploy(known, target, ['--lock', '--yes'])
  t.is(refused.exitCode, 1)
  t.true(
    refused.stderr.includes(`could still be changed: ${other}. Nothing is done; give --all-keys`),
  )
  t.deepEqual(await stateOf(known, target), before)

  const { exitCode, stdout, stderr } = await deploy(known, target, [
    ...['--lock', '--all-keys', '--yes', '--json'],
  ])
  t.is(exitCode, 0, stderr)
  t.like(JSON.parse(stdout), { removedKeys: [other, target.keys.publicKey], locked: true })
  t.deepEqual(await fullAccessKeys(known, target), [bot], 'keys for calls alone may stay')
})

test('other code is replaced only when that is confirmed', async (t) => {
  const known = t.context
  const target = await account(known, 'replaced')
  await target.sender.deploy({ code: compileText(NOTE_CONTRACT) })
  const before = await stateOf(known, target)
  const unasked = await deploy(known, target)
  t.is(unasked.exitCode, 1)
  t.regex(
    unasked.stderr,
    /is replaced; what it stored stays there\. There is no terminal to ask on/,
  )
  t.deepEqual(await stateOf(known, target), before)
  const { exitCode, stderr } = await deploy(known, target, ['--yes'])
  t.is(exitCode, 0, stderr)
  t.true(stderr.includes(`in place of ${before.code_hash}`))
})

test('what changes nothing: refusals, each in one sentence', async (t) => {
  const known = t.context
  const target = await account(known, 'refused')
  const poor = await account(known, 'poor', 2n * NEAR)
  const nobody = { accountId: `nobody.${known.root.accountId}`, keyFile: target.keyFile }
  const strangerFile = join(known.folder, 'stranger.json')
  await writeKey(strangerFile, target.accountId, createKeys())
  const otherWasm = join(known.folder, 'other.wasm')
  await writeFile(otherWasm, compileText(NOTE_CONTRACT))
  const [before, poorBefore] = [await stateOf(known, target), await stateOf(known, poor)]

  const refusals: [
    string,
    Promise<{ exitCode: number; stdout: string; stderr: string }>,
    RegExp,
  ][] = [
    ['an account that is not there', deploy(known, nobody), /There is no account nobody\./],
    [
      'a key file of another account',
      deploy(known, { ...target, keyFile: poor.keyFile }),
      /poor\.json is of poor\.\S+, not of refused\./,
    ],
    [
      'no key file',
      deploy(known, { ...target, keyFile: 'no/such.json' }),
      /There is no key file \S+no\/such\.json/,
    ],
    [
      'a key that is not of the account',
      deploy(known, { ...target, keyFile: strangerFile }),
      /is no full-access key of refused\.\S+; those are ed25519:/,
    ],
    [
      'another chain',
      deploy(known, target, ['--network', 'testnet', '--rpc', known.devnet.rpcUrl]),
      /is one of the chain localnet, not of testnet\. Nothing is done/,
    ],
    [
      'an RPC that is not there',
      deploy(known, target, ['--network', 'http://127.0.0.1:1']),
      /No RPC endpoint \(http:\/\/127\.0\.0\.1:1\) answered status/,
    ],
    [
      'another contract',
      deploy(known, target, ['--wasm', otherWasm]),
      /other\.wasm has the code hash \w+, but this version's registry has \w+ .*Nothing is deployed/,
    ],
    [
      'a file that is not there',
      deploy(known, target, ['--wasm', 'no/such.wasm']),
      /The compiled registry cannot be read: ENOENT/,
    ],
    [
      'too little NEAR',
      deploy(known, poor),
      /poor\.\S+ has 2\.0000 NEAR, but \d+ bytes .* need up to \d\.\d{4}\. Send it \d\.\d{4} NEAR more/,
    ],
    [
      '--lock without a terminal or --yes',
      deploy(known, target, ['--lock']),
      /There is no terminal to ask on, so nothing is done; give --yes/,
    ],
    [
      'another id typed',
      deploy(known, target, ['--lock'], { typed: 'yes\n' }),
      /refused\.\S+ was not typed, so nothing is done/,
    ],
    [
      'nothing typed',
      deploy(known, target, ['--lock'], { typed: '' }),
      /refused\.\S+ was not typed, so nothing is done/,
    ],
  ]
  for (const [what, ran, message] of refusals) {
    const { exitCode, stdout, stderr } = await ran
    t.is(exitCode, 1, what)
    t.is(stdout, '', what)
    t.regex(stderr.trimEnd().split('\n').at(-1) ?? '', message, what)
  }
  t.deepEqual(await stateOf(known, target), before)
  t.deepEqual(await stateOf(known, poor), poorBefore)
})

test('the key is taken from where near-cli keeps it', async (t) => {
  const known = t.context
  const target = await account(known, 'usual')
  const home = join(known.folder, 'home')
  const args = ['deploy', '--network', known.devnet.rpcUrl, '--account', target.accountId]
  const missing = await cli([...args, '--wasm', known.wasm], root, { home })
  t.is(missing.exitCode, 1)
  t.true(missing.stderr.includes(join(home, `.near-credentials/localnet/${target.accountId}.json`)))
  const file = join(home, '.near-credentials/localnet', `${target.accountId}.json`)
  await writeKey(file, target.accountId, target.keys)
  const { exitCode, stderr } = await cli([...args, '--wasm', known.wasm], root, { home })
  t.is(exitCode, 0, stderr)
})
