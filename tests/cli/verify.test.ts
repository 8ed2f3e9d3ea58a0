import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import {
  callView,
  createKeys,
  createRpc,
  createSender,
  type Keys,
  type Rpc,
  type Sender,
} from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { recipeId } from '../../protocol/recipe.ts'
import { essentialImage } from '../builder/support/image.ts'
import {
  metadataContract,
  metadataRecipe,
  metadataSource,
} from '../builder/support/metadata-source.ts'
import { IMAGE } from '../builder/support/rebuild.ts'
import { makeRepository, type Repository } from '../builder/support/repository.ts'
import { buildRegistry } from '../contract/registry.ts'
import { testWith } from '../support/optional-tool.ts'
import { type Around, cli, startCli } from './run-in-process.ts'
import { contractAnswering } from './support/metadata-contract.ts'

// Verify and attest with a real container engine, on devnet.

const NEAR = 10n ** 24n
const REGISTRY = 'registry.test.near'
const URL_OF = 'https://example.org/a/contract'

type World = {
  devnet: Devnet
  rpc: Rpc
  root: Sender
  folder: string
  repository: Repository
  image: string
  contract: Uint8Array
}
const plain = anyTest as TestFn<World>
const { test, works } = testWith(plain, {
  command: 'podman',
  args: ['info'],
  install: 'on Debian: apt-get install podman runc mmdebstrap',
})

plain.before(async (t) => {
  if (!works) return
  t.timeout(600_000)
  const folder = await mkdtemp(join(tmpdir(), 'countersign-verify-'))
  const image = await essentialImage(IMAGE)
  const unbuilt = metadataRecipe(image)
  const kept: (() => Promise<void>)[] = []
  const repository = await makeRepository(
    { teardown: (fn) => void kept.push(fn) },
    metadataSource(unbuilt, URL_OF),
  )
  const devnet = await startDevnet()
  const rpc = createRpc({ urls: [devnet.rpcUrl] })
  const root = createSender({ rpc, ...devnet.rootAccount })
  const contract = metadataContract(unbuilt, URL_OF, repository.commit)
  t.context = { devnet, rpc, root, folder, repository, image, contract }
  const registry = await account(t.context, 'registry')
  await registry.sender.deploy({ code: (await buildRegistry()).wasm })
  const deployed = { same: contract, other: otherCode(contract), silent: contractAnswering('null') }
  for (const [name, code] of Object.entries(deployed)) {
    await (await account(t.context, name)).sender.deploy({ code })
  }
  await account(t.context, 'empty')
})

plain.after.always(async (t) => {
  if (!works) return
  await t.context.devnet.close()
  await rm(t.context.folder, { recursive: true })
})

/** The same contract with a custom section more: it states the same recipe, and other bytes run. */
const otherCode = (wasm: Uint8Array): Uint8Array => new Uint8Array([...wasm, 0, 2, 1, 0x78])

async function account({ root, rpc }: World, name: string) {
  const accountId = `${name}.test.near`
  const keys: Keys = createKeys()
  await root.createAccount({ accountId, publicKey: keys.publicKey, balance: 20n * NEAR })
  return { accountId, keys, sender: createSender({ rpc, accountId, secretKey: keys.secretKey }) }
}

const using = ({ devnet, repository }: World) => [
  ...['--network', devnet.rpcUrl, '--allow-image', IMAGE],
  ...['--mirror', `${URL_OF}=${repository.path}`],
]

const verify = (world: World, args: readonly string[], around?: Around) =>
  cli(['verify', ...args], world.folder, around)

const hashOf = (wasm: Uint8Array): string => codeHashOf(wasm, portableHasher)

test('a contract whose bytes come out again is identical: exit code 0', async (t) => {
  const { exitCode, stdout, stderr } = await verify(t.context, [
    'same.test.near',
    ...using(t.context),
  ])
  t.is(exitCode, 0, stderr)
  t.regex(stdout, /^IDENTICAL {2}same\.test\.near\n/)
  t.regex(stderr, /fetching the source .*\nbuilding .*\ncomparing /s)
})

test('the JSON is what docs/verify.md says', async (t) => {
  const { exitCode, stdout } = await verify(t.context, [
    'same.test.near',
    ...using(t.context),
    '--json',
  ])
  t.is(exitCode, 0)
  const json = JSON.parse(stdout) as Record<string, unknown>
  const { contract, image } = t.context
  t.like(json, {
    identical: true,
    accountId: 'same.test.near',
    codeHash: hashOf(contract),
    builtHash: hashOf(contract),
    provenance: 'onchain',
    outcome: 'built',
    problem: null,
    network: 'none',
    platform: 'linux/amd64',
    image,
  })
  const text = await readFile(new URL('../../docs/verify.md', import.meta.url), 'utf8')
  const [, example] = /```json\n([^`]+)```/.exec(text) ?? []
  t.deepEqual(Object.keys(json).sort(), Object.keys(JSON.parse(example ?? '{}')).sort())
})

test('other bytes at the account are different: exit code 1', async (t) => {
  const { exitCode, stdout } = await verify(t.context, [
    'other.test.near',
    ...using(t.context),
    '--json',
  ])
  t.is(exitCode, 1)
  t.like(JSON.parse(stdout), {
    identical: false,
    outcome: 'built',
    builtHash: hashOf(t.context.contract),
    codeHash: hashOf(otherCode(t.context.contract)),
    reasons: [{ code: 'ONLY_CUSTOM_SECTIONS' }],
  })
})

test('why the bytes differ is said below the answer, and what was built can be kept', async (t) => {
  const args = ['other.test.near', ...using(t.context), '--output', 'built.wasm']
  const { exitCode, stdout } = await verify(t.context, args)
  t.is(exitCode, 1)
  t.regex(stdout, /^DIFFERENT {2}other\.test\.near\n/)
  t.regex(stdout, /custom section/i)
  t.deepEqual(
    new Uint8Array(await readFile(join(t.context.folder, 'built.wasm'))),
    t.context.contract,
  )
})

test('a recipe that does not build: exit code 2, and why', async (t) => {
  const { folder, image, repository } = t.context
  const recipe = {
    ...metadataRecipe(image),
    build_command: ['bash', '-c', 'echo no >&2; exit 7'],
    source_code_snapshot: `git+${URL_OF}?rev=${repository.commit}`,
  }
  await writeFile(join(folder, 'failing.json'), JSON.stringify(recipe))
  const args = ['silent.test.near', '--recipe', 'failing.json', ...using(t.context)]
  const { exitCode, stdout } = await verify(t.context, args)
  t.is(exitCode, 2)
  t.regex(stdout, /^NOT BUILT {2}silent\.test\.near\n/)
  t.regex(stdout, /built {5}nothing: the build command ended with 7/)
  const [, log = ''] = /log {7}(.*)$/m.exec(stdout) ?? []
  t.is(await readFile(log, 'utf8'), 'no\n')
})

test('a file is verified without any network', async (t) => {
  const { folder, image, repository, contract } = t.context
  const recipe = {
    ...metadataRecipe(image),
    source_code_snapshot: `git+${URL_OF}?rev=${repository.commit}`,
  }
  await writeFile(join(folder, 'recipe.json'), JSON.stringify(recipe))
  await writeFile(join(folder, 'same.wasm'), contract)
  const args = ['--wasm', 'same.wasm', '--recipe', 'recipe.json', ...using(t.context).slice(2)]
  const { exitCode, stdout, stderr } = await verify(t.context, args)
  t.is(exitCode, 0, stdout + stderr)
})

const notBegun: [what: string, args: (world: World) => string[], says: RegExp][] = [
  ['an account without code', (w) => ['empty.test.near', ...using(w)], /has no code/],
  ['an account that does not exist', (w) => ['nobody.test.near', ...using(w)], /does not exist/],
  [
    'a contract that states no build',
    (w) => ['silent.test.near', ...using(w)],
    /states no build .*--recipe/,
  ],
  [
    'an image that is not admitted',
    (w) => ['same.test.near', '--network', w.devnet.rpcUrl],
    /--allow-image localhost\/countersign-test/,
  ],
  [
    'a source that cannot be had',
    (w) => ['same.test.near', ...using(w).slice(0, 4), '--mirror', `${URL_OF}=${w.folder}`],
    /Could not fetch commit/,
  ],
  [
    'a node that is not there',
    () => ['same.test.near', '--rpc', 'http://127.0.0.1:9'],
    /127\.0\.0\.1:9/,
  ],
  [
    'a recipe file that is none',
    (w) => ['silent.test.near', '--recipe', 'missing.json', ...using(w)],
    /missing\.json cannot be read/,
  ],
  ['nothing', () => [], /Name an account/],
  [
    'two things at once',
    (w) => ['same.test.near', '--wasm', 'x', '--recipe', 'y', ...using(w)],
    /one of them only/,
  ],
  ['no network', () => ['same.test.near'], /--network or --rpc/],
  ['a block that is none', (w) => ['same.test.near', '--at', 'x', ...using(w)], /block/],
]

for (const [what, args, says] of notBegun) {
  test(`${what} cannot be verified: exit code 3, and why`, async (t) => {
    const { exitCode, stderr, stdout } = await verify(t.context, args(t.context))
    t.is(exitCode, 3, stdout)
    t.regex(stderr, says)
  })
}

test('where there is no container engine it is said how to get one: exit code 3', async (t) => {
  const around = { env: { ...process.env, PATH: '/nonexistent' } }
  const { exitCode, stderr } = await verify(
    t.context,
    ['same.test.near', ...using(t.context)],
    around,
  )
  t.is(exitCode, 3)
  t.regex(stderr, /podman is not installed; docker is not installed\. Install podman/)
})

test('the code of an earlier block is verified as it was', async (t) => {
  const { sender, accountId } = await account(t.context, 'moved')
  const { blockHeight } = await deployAt(t.context, sender, t.context.contract)
  await sender.deploy({ code: otherCode(t.context.contract) })
  const now = await verify(t.context, [accountId, ...using(t.context)])
  t.is(now.exitCode, 1)
  const then = await verify(t.context, [accountId, '--at', `${blockHeight}`, ...using(t.context)])
  t.is(then.exitCode, 0, then.stderr)
})

async function deployAt({ devnet }: World, sender: Sender, code: Uint8Array) {
  await sender.deploy({ code })
  return { blockHeight: devnet.node.blocks.head().header.height }
}

test('Ctrl-C ends it with 130 and leaves nothing behind', async (t) => {
  const { folder, image, repository } = t.context
  const recipe = {
    ...metadataRecipe(image),
    build_command: ['sleep', '1000'],
    source_code_snapshot: `git+${URL_OF}?rev=${repository.commit}`,
  }
  await writeFile(join(folder, 'endless.json'), JSON.stringify(recipe))
  const before = await workFolders()
  const args = ['verify', 'silent.test.near', '--recipe', 'endless.json', ...using(t.context)]
  const running = startCli(t, args, folder)
  while ((await workFolders()).length === before.length) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const { exitCode } = await running.end()
  t.is(exitCode, 130)
  t.deepEqual(await workFolders(), before)
})

const workFolders = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => /^countersign-[A-Za-z0-9]{6}$/.test(name)).sort()

const attesting = (world: World, builder: string) => [
  ...[...using(world), '--registry', REGISTRY, '--as', builder],
]

test('attest writes what was built, and pays for storage once', async (t) => {
  const { accountId, keys } = await account(t.context, 'acme')
  const around = { env: { ...process.env, COUNTERSIGN_PRIVATE_KEY: keys.secretKey } }
  const run = (target: string) =>
    cli(
      ['attest', target, ...attesting(t.context, accountId), '--yes', '--json'],
      t.context.folder,
      around,
    )
  const same = await run('same.test.near')
  t.is(same.exitCode, 0, same.stderr)
  const json = JSON.parse(same.stdout) as {
    recipeId: string
    attested: object
    transaction: object
  }
  t.like(json, {
    identical: true,
    attested: { recipeId: json.recipeId },
    transaction: { prepaidYocto: `${NEAR / 10n}` },
  })
  const stored = await attestation(t.context, json.recipeId, accountId)
  t.like(stored ?? {}, {
    code_hash: hashOf(t.context.contract),
    network: 'none',
    provenance: 'onchain',
  })

  // Other bytes run there; what is attested is what was built.
  const other = await run('other.test.near')
  t.is(other.exitCode, 0, other.stderr)
  t.like(JSON.parse(other.stdout), { identical: false, transaction: { prepaidYocto: '0' } })

  const around2 = { env: around.env }
  const args = [
    json.recipeId,
    '--registry',
    REGISTRY,
    '--as',
    accountId,
    '--network',
    t.context.devnet.rpcUrl,
  ]
  const withdrawn = await cli(
    ['withdraw', ...args, '--yes', '--reason', 'a test'],
    t.context.folder,
    around2,
  )
  t.is(withdrawn.exitCode, 0, withdrawn.stderr)
  t.is(await attestation(t.context, json.recipeId, accountId), null)
  const again = await cli(['withdraw', ...args, '--yes'], t.context.folder, around2)
  t.is(again.exitCode, 1)
})

async function attestation({ rpc }: World, recipe_id: string, builder: string) {
  return (await callView(rpc, REGISTRY, 'get_attestation', { recipe_id, builder })).value as
    | object
    | null
}

test('attest --dry-run shows the transaction and sends none', async (t) => {
  const { accountId, keys } = await account(t.context, 'dry')
  const around = { env: { ...process.env, COUNTERSIGN_PRIVATE_KEY: keys.secretKey } }
  const args = [
    'attest',
    'same.test.near',
    ...attesting(t.context, accountId),
    '--dry-run',
    '--json',
  ]
  const { exitCode, stdout } = await cli(args, t.context.folder, around)
  t.is(exitCode, 0)
  const { recipeId: id, transaction, attested } = JSON.parse(stdout)
  t.is(attested, null)
  t.like(transaction, { method: 'attest', receiver: REGISTRY, args: { outcome: 'built' } })
  t.is(await attestation(t.context, id, accountId), null)
})

test('attest asks before it signs, and where nobody can answer it does nothing', async (t) => {
  const { accountId, keys } = await account(t.context, 'asked')
  const env = { ...process.env, COUNTERSIGN_PRIVATE_KEY: keys.secretKey }
  const args = ['attest', 'same.test.near', ...attesting(t.context, accountId)]
  for (const [typed, exit] of [
    [undefined, 1],
    ['no\n', 1],
    ['attest\n', 0],
  ] as const) {
    const { exitCode } = await cli(args, t.context.folder, { env, typed })
    t.is(exitCode, exit, `${typed}`)
  }
})

test('attest states a failed build as failed', async (t) => {
  const { accountId, keys } = await account(t.context, 'failing')
  const { folder, image, repository } = t.context
  const recipe = {
    ...metadataRecipe(image),
    build_command: ['false'],
    source_code_snapshot: `git+${URL_OF}?rev=${repository.commit}`,
  }
  await writeFile(join(folder, 'false.json'), JSON.stringify(recipe))
  const env = { ...process.env, COUNTERSIGN_PRIVATE_KEY: keys.secretKey }
  const args = [
    'attest',
    'silent.test.near',
    '--recipe',
    'false.json',
    ...attesting(t.context, accountId),
    '--yes',
  ]
  const { exitCode, stderr } = await cli(args, folder, { env })
  t.is(exitCode, 0, stderr)
  t.like((await attestation(t.context, recipeId(recipe, portableHasher), accountId)) ?? {}, {
    outcome: 'failed',
    code_hash: null,
    provenance: 'submitter',
  })
})

test('a builder without a key is told so before anything is built: exit code 3', async (t) => {
  const args = ['attest', 'same.test.near', ...attesting(t.context, 'nokey.test.near')]
  const { exitCode, stderr } = await cli(args, t.context.folder, {
    env: { PATH: process.env.PATH },
  })
  t.is(exitCode, 3)
  t.regex(stderr, /There is no key file/)
})
