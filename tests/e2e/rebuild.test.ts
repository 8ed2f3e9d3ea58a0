import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import { attest, followRecipe, javascriptRecipe, prepayStorage } from '../../builder/index.ts'
import { createKeys, createRpc, createSender, type Sender } from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { type Recipe, readRecipe } from '../../protocol/recipe.ts'
import { build, toolchainDigest } from '../../toolchain/index.ts'
import { debianTar } from '../builder/support/image.ts'
import { startRegistry } from '../builder/support/registry.ts'
import { makeRepository, type Repository } from '../builder/support/repository.ts'
import { cli } from '../cli/run-in-process.ts'
import { buildRegistry } from '../contract/registry.ts'
import { testWith } from '../support/optional-tool.ts'

// From a Rust source to a verdict with real parts: an image of Debian's packages in a registry, pulled by digest, cargo in it without
// network, a contract with NEP-330 metadata on devnet, builders that verify and attest, and one that dissents.

const root = resolve(import.meta.dirname, '../..')
const NEAR = 10n ** 24n
const REGISTRY = 'registry.test.near'
const URL_OF = 'https://example.org/a/contract'
const PACKAGES = ['rustc', 'cargo', 'libstd-rust-dev-wasm32', 'lld-14']

type World = {
  devnet: Devnet
  folder: string
  senders: Map<string, Sender>
  keys: Map<string, string>
}
const plain = anyTest as TestFn<World>
const { test, works } = testWith(plain, {
  command: 'sh',
  args: ['-c', 'podman info && command -v docker-registry mmdebstrap'],
  install: 'on Debian: apt-get install podman runc docker-registry mmdebstrap',
})

plain.before(async (t) => {
  if (!works) return
  const folder = await mkdtemp(join(tmpdir(), 'countersign-e2e-'))
  const devnet = await startDevnet()
  const rpc = createRpc({ urls: [devnet.rpcUrl] })
  const owner = createSender({ rpc, ...devnet.rootAccount })
  const senders = new Map<string, Sender>()
  const keys = new Map<string, string>()
  for (const name of ['registry', 'rust', 'javascript', 'acme', 'borealis', 'cypress']) {
    const accountId = `${name}.test.near`
    const { publicKey, secretKey } = createKeys()
    await owner.createAccount({ accountId, publicKey, balance: 20n * NEAR })
    senders.set(name, createSender({ rpc, accountId, secretKey }))
    keys.set(name, secretKey)
  }
  t.context = { devnet, folder, senders, keys }
  await senderOf(t.context, 'registry').deploy({ code: (await buildRegistry()).wasm })
  const lines = ['acme', 'borealis', 'cypress'].map((name) => `operator ${name} ${name}.test.near`)
  await writeFile(
    join(folder, 'policy.txt'),
    [...lines, 'group two 2 acme borealis cypress', 'quorum two', ''].join('\n'),
  )
})

plain.after.always(async (t) => {
  if (!works) return
  await t.context.devnet.close()
  await rm(t.context.folder, { recursive: true })
})

function senderOf({ senders }: World, name: string): Sender {
  const sender = senders.get(name)
  if (sender === undefined) throw new Error(`${name} has no account.`)
  return sender
}

/** Runs the command as somebody: with that account's key in the environment. */
function as({ keys, folder }: World, name: string, args: readonly string[]) {
  return cli(args, folder, { env: { ...process.env, COUNTERSIGN_PRIVATE_KEY: keys.get(name) } })
}

const attestArgs = ({ devnet }: World, name: string, more: readonly string[]) => [
  ...['--network', devnet.rpcUrl, '--registry', REGISTRY, '--as', `${name}.test.near`, '--yes'],
  ...more,
]

async function statusOf(world: World, account: string, more: readonly string[] = []) {
  const { devnet, folder } = world
  const way = ['--trustless', '--network', devnet.rpcUrl, '--registry', REGISTRY, ...more]
  const { exitCode, stdout } = await cli(
    ['check', account, '--policy', 'policy.txt', ...way, '--json'],
    folder,
  )
  return { exitCode, status: JSON.parse(stdout).accounts[0].verdict?.status }
}

async function rustFiles(): Promise<Record<string, string>> {
  const read = (name: string) => readFile(join(root, 'tests/fixtures/rust-contract', name), 'utf8')
  const names = ['Cargo.toml', 'Cargo.lock', 'src/lib.rs']
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])))
}

const rustRecipe = (image: string, { commit }: Repository): Recipe =>
  readRecipe({
    build_environment: image,
    build_command: [
      'cargo',
      'build',
      '--release',
      '--locked',
      '--target',
      'wasm32-unknown-unknown',
    ],
    contract_path: '',
    source_code_snapshot: `git+${URL_OF}?rev=${commit}`,
    output_wasm_path: '/home/near/code/target/wasm32-unknown-unknown/release/small_contract.wasm',
    link: null,
  })

test('a Rust contract is verified by two builders, disputed by a third, and check says so', async (t) => {
  t.timeout(900_000)
  const world = t.context
  const registry = await startRegistry(t)
  const image = await registry.push(await debianTar('essential', PACKAGES), 'countersign/rust')
  const files = await rustFiles()
  const repository = await makeRepository(t, files)
  const allow = `${registry.address}/countersign/rust`
  const following = {
    cacheDir: join(world.folder, 'cache'),
    env: process.env,
    allowImages: [allow],
    insecureRegistry: true,
  }
  const recipe = rustRecipe(image, repository)

  // The deployer follows its own recipe: near-sdk's macros would bake the same variables in.
  const mirrors = { [URL_OF]: repository.path }
  const deployer = join(world.folder, 'deployer')
  const { result, network } = await followRecipe({
    ...following,
    recipe,
    mirrors,
    directory: deployer,
  })
  if (result.outcome === 'failed') return t.fail(result.problem)
  t.is(network, 'fetch_then_none')
  await senderOf(world, 'rust').deploy({ code: result.wasm })

  const options = [
    ...['--allow-image', allow, '--insecure-registry', '--mirror', `${URL_OF}=${repository.path}`],
  ]
  const verified = await cli(
    ['verify', 'rust.test.near', '--network', world.devnet.rpcUrl, ...options],
    world.folder,
  )
  t.is(verified.exitCode, 0, verified.stdout + verified.stderr)

  t.deepEqual(await statusOf(world, 'rust.test.near'), { exitCode: 1, status: 'UNATTESTED' })
  for (const [name, status, exitCode] of [
    ['acme', 'PARTIAL', 1],
    ['borealis', 'VERIFIED', 0],
  ] as const) {
    const attested = await as(world, name, [
      'attest',
      'rust.test.near',
      ...attestArgs(world, name, options),
    ])
    t.is(attested.exitCode, 0, attested.stderr)
    t.deepEqual(await statusOf(world, 'rust.test.near'), { exitCode, status })
  }

  // The third builds another source, and says that it is what the recipe gave.
  const changed = await makeRepository(t, {
    ...files,
    'src/lib.rs': (files['src/lib.rs'] ?? '').replace('Hello', 'Howdy'),
  })
  const other = await followRecipe({
    ...following,
    recipe: rustRecipe(image, changed),
    mirrors: { [URL_OF]: changed.path },
    directory: join(world.folder, 'cypress'),
  })
  if (other.result.outcome === 'failed') return t.fail(other.result.problem)
  t.not(other.result.codeHash, result.codeHash)
  const sender = senderOf(world, 'cypress')
  await prepayStorage({ sender, registry: REGISTRY, yocto: NEAR / 10n })
  await attest({
    sender,
    registry: REGISTRY,
    recipe,
    statement: {
      outcome: 'built',
      code_hash: other.result.codeHash,
      platform: other.platform,
      network: other.network,
      tool: 'countersign/0.1.0',
      log_digest: other.log?.digest ?? null,
      provenance: 'onchain',
    },
  })
  t.deepEqual(await statusOf(world, 'rust.test.near'), { exitCode: 1, status: 'DISPUTED' })
})

test('a near-sdk-js contract is verified without a container, its recipe given by the builders', async (t) => {
  t.timeout(900_000)
  const world = t.context
  const source = await readFile(join(root, 'examples/counter/src/contract.ts'), 'utf8')
  const repository = await makeRepository(t, { 'counter/src/contract.ts': source })
  const cacheDir = join(root, '.countersign/cache')
  const { wasm } = await build({
    entry: join(repository.path, 'counter/src/contract.ts'),
    cacheDir,
  })
  await senderOf(world, 'javascript').deploy({ code: wasm })
  const recipe = javascriptRecipe({
    repository: URL_OF,
    commit: repository.commit,
    path: 'counter',
    entry: 'src/contract.ts',
    toolchainDigest: (await toolchainDigest()).digest,
  })
  await writeFile(join(world.folder, 'counter.json'), JSON.stringify(recipe))
  const options = [
    ...[
      '--recipe',
      'counter.json',
      '--mirror',
      `${URL_OF}=${repository.path}`,
      '--cache',
      cacheDir,
    ],
  ]
  for (const name of ['acme', 'borealis']) {
    const args = attestArgs(world, name, [...options, '--json'])
    const { exitCode, stdout, stderr } = await as(world, name, [
      'attest',
      'javascript.test.near',
      ...args,
    ])
    t.is(exitCode, 0, stderr)
    t.like(JSON.parse(stdout), {
      identical: true,
      provenance: 'submitter',
      engine: null,
      log: null,
    })
  }
  const given = ['--recipe', 'counter.json']
  t.deepEqual(await statusOf(world, 'javascript.test.near', given), {
    exitCode: 0,
    status: 'VERIFIED',
  })
})
