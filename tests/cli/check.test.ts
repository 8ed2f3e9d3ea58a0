import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import { pino } from 'pino'
import { type RunningApi, startApi } from '../../api/index.ts'
import { attest, prepayStorage } from '../../builder/index.ts'
import { createKeys, createRpc, createSender, type Sender } from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { Store } from '../../store/index.ts'
import { recipeOf } from '../api/mirror.ts'
import { buildRegistry } from '../contract/registry.ts'
import { cli } from './run-in-process.ts'
import { contractAnswering, metadataOf } from './support/metadata-contract.ts'
import { mirrorRegistry } from './support/mirror-registry.ts'

// A registry, three builders and a mirror on one devnet; every question is asked both ways.

const NEAR = 10n ** 24n
const REGISTRY = 'registry.test.near'
const OPERATORS = ['acme', 'borealis', 'cypress'] as const
const POLICY = `${OPERATORS.map((name) => `operator ${name} ${name}.test.near`).join('\n')}
group two 2 ${OPERATORS.join(' ')}
quorum two
`
const stated = recipeOf('stated')
const given = recipeOf('given')

type World = { devnet: Devnet; api: RunningApi; store: Store; folder: string }
const test = anyTest as TestFn<World>
const logger = pino({ level: 'silent' })

test.before(async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-check-'))
  const devnet = await startDevnet()
  const rpc = createRpc({ urls: [devnet.rpcUrl] })
  const root = createSender({ rpc, ...devnet.rootAccount })
  const create = async (name: string): Promise<Sender> => {
    const accountId = `${name}.test.near`
    const { publicKey, secretKey } = createKeys()
    await root.createAccount({ accountId, publicKey, balance: 20n * NEAR })
    return createSender({ rpc, accountId, secretKey })
  }
  await (await create('registry')).deploy({ code: (await buildRegistry()).wasm })
  const codes = {
    stated: contractAnswering(JSON.stringify(metadataOf(stated))),
    given: contractAnswering('null'),
    alone: contractAnswering(JSON.stringify(metadataOf(recipeOf('alone')))),
    disputed: contractAnswering(JSON.stringify(metadataOf(recipeOf('disputed')))),
    unattested: contractAnswering(JSON.stringify(metadataOf(recipeOf('unattested')))),
    broken: contractAnswering('{"build_info": {"build_environment": "debian:12"}}'),
  }
  for (const [name, code] of Object.entries(codes)) await (await create(name)).deploy({ code })
  await create('empty')

  const builders = Object.fromEntries(
    await Promise.all(OPERATORS.map(async (name) => [name, await create(name)] as const)),
  )
  const state = async (name: string, recipe: typeof stated, code: Uint8Array) => {
    const sender = builders[name] as Sender
    await attest({
      sender,
      registry: REGISTRY,
      recipe,
      statement: {
        outcome: 'built',
        code_hash: codeHashOf(code, portableHasher),
        platform: 'linux/amd64',
        network: 'none',
        tool: 'countersign/0.1.0',
        log_digest: null,
        provenance: 'onchain',
      },
      deposit: NEAR / 10n,
    })
  }
  await state('acme', stated, codes.stated)
  await state('borealis', stated, codes.stated)
  await state('acme', given, codes.given)
  await state('cypress', given, codes.given)
  await state('acme', recipeOf('alone'), codes.alone)
  await state('acme', recipeOf('disputed'), codes.disputed)
  await state('borealis', recipeOf('disputed'), contractAnswering('"other"'))
  const dao = builders.acme as Sender
  await prepayStorage({ sender: dao, registry: REGISTRY, yocto: NEAR })
  const policy = { operators: [{ name: 'acme', accounts: ['acme.test.near'] }], quorum: 'acme' }
  await dao.call({ contractId: REGISTRY, method: 'set_policy', args: { name: 'main', policy } })

  const { store } = await mirrorRegistry(devnet, REGISTRY, join(folder, 'mirror.sqlite'))
  const api = await startApi({ store, rpc, logger, port: 0 })
  await writeFile(join(folder, 'policy.txt'), POLICY)
  await writeFile(join(folder, 'given.json'), JSON.stringify(given))
  t.context = { devnet, api, store, folder }
})

test.after.always(async (t) => {
  const { api, store, devnet, folder } = t.context
  await api.close()
  await store.close()
  await devnet.close()
  await rm(folder, { recursive: true })
})

type Checked = { exitCode: number; stdout: string; stderr: string }
type Json = {
  verified: boolean
  via: string
  accounts: {
    accountId: string
    codeHash: string | null
    codeSource: string
    verdict: { status: string; asOf: { seq: number; head: string } } & Record<string, unknown>
    error?: string
  }[]
}

const byMirror = ({ api }: World) => ['--api', api.url]
const byRegistry = ({ devnet }: World) => [
  ...['--trustless', '--network', devnet.rpcUrl, '--registry', REGISTRY],
]

const check = ({ folder }: World, args: readonly string[]): Promise<Checked> =>
  cli(['check', ...args], folder)

async function bothWays(world: World, args: readonly string[], recipes: readonly string[] = []) {
  const mirror = await check(world, [...args, ...byMirror(world), '--json'])
  const registry = await check(world, [...args, ...byRegistry(world), ...recipes, '--json'])
  return { mirror, registry }
}

const expected: [account: string, status: string, recipes?: string[]][] = [
  ['stated', 'VERIFIED'],
  ['given', 'VERIFIED', ['--recipe', 'given.json']],
  ['alone', 'PARTIAL'],
  ['disputed', 'DISPUTED'],
  ['unattested', 'UNATTESTED'],
  ['empty', 'NO_CODE'],
  ['nobody', 'UNKNOWN_ACCOUNT'],
]

for (const [name, status, recipes] of expected) {
  test(`${status.toLowerCase()}: mirror and registry give ${name} the same verdict`, async (t) => {
    const accountId = `${name}.test.near`
    const args = [accountId, '--policy', 'policy.txt']
    const { mirror, registry } = await bothWays(t.context, args, recipes)
    t.is(mirror.exitCode, status === 'VERIFIED' ? 0 : 1, mirror.stderr)
    t.is(registry.exitCode, mirror.exitCode, registry.stderr)
    const [one, other] = [mirror, registry].map(({ stdout }) => JSON.parse(stdout) as Json)
    t.is(one?.verified, status === 'VERIFIED')
    t.deepEqual([one?.via, other?.via], ['mirror', 'registry'])
    t.like(one?.accounts[0], { accountId, verdict: { status } })
    // Blocks go on: all else is as of the same event.
    t.deepEqual(withoutBlock(other), withoutBlock(one))
  })
}

function withoutBlock(json: Json | undefined) {
  return json?.accounts.map(({ verdict, ...rest }) => {
    const { seq, head } = verdict.asOf
    return { ...rest, verdict: { ...verdict, asOf: { seq, head } } }
  })
}

test('a policy on chain is named by its id, both ways', async (t) => {
  const args = ['alone.test.near', '--policy', 'acme.test.near/main']
  const { mirror, registry } = await bothWays(t.context, args)
  t.is(mirror.exitCode, 0, mirror.stdout)
  t.is(registry.exitCode, 0, registry.stdout)
})

test('an open policy is given inline; the registry is told whose statements count', async (t) => {
  const args = ['stated.test.near', '--policy', 'anyone 2']
  const builders = OPERATORS.flatMap((name) => ['--builder', `${name}.test.near`])
  const { mirror, registry } = await bothWays(t.context, args, builders)
  // All builders share the root account test.near, which is the subject's own.
  for (const { exitCode, stdout } of [mirror, registry]) {
    t.is(exitCode, 1)
    t.like((JSON.parse(stdout) as Json).accounts[0], {
      verdict: { status: 'UNATTESTED', open: true },
    })
  }
})

test('several accounts are answered in their order, and one that is not verified decides', async (t) => {
  const accounts = ['stated', 'alone', 'stated', 'empty'].map((name) => `${name}.test.near`)
  for (const way of [byMirror, byRegistry]) {
    const args = [...accounts, '--policy', 'policy.txt', ...way(t.context)]
    const { exitCode, stdout, stderr } = await check(t.context, args)
    t.is(exitCode, 1)
    t.is(stderr, '')
    const heads = stdout.split('\n').filter((line) => /^[A-Z]/.test(line))
    t.deepEqual(heads, [
      'VERIFIED  stated.test.near',
      'PARTIAL  alone.test.near',
      'NO_CODE  empty.test.near',
    ])
    t.regex(stdout, /supporting {2}acme \(acme\.test\.near\), borealis \(borealis\.test\.near\)/)
    t.regex(stdout, /missing {5}1 more operator\n/)
  }
})

const unanswered: [
  what: string,
  account: string,
  more: (world: World) => string[],
  says: RegExp,
][] = [
  ['a contract that states no recipe', 'given', byRegistry, /states no recipe .*--recipe/],
  ['a contract that states a bad one', 'broken', byRegistry, /build_info\.build_command/],
  [
    'a registry that is none',
    'stated',
    (w) => [...byRegistry(w).slice(0, -1), 'stated.test.near'],
    /MethodNotFound|method/i,
  ],
  [
    'a mirror that is not there',
    'stated',
    () => ['--api', 'http://127.0.0.1:9/graphql'],
    /cannot be asked/,
  ],
  ['a mirror that is none', 'stated', (w) => ['--api', w.devnet.rpcUrl], /does not answer/],
  [
    'a node that is not there',
    'stated',
    () => ['--trustless', '--rpc', 'http://127.0.0.1:9', '--registry', REGISTRY],
    /127\.0\.0\.1:9/,
  ],
]

for (const [what, name, more, says] of unanswered) {
  test(`${what} leaves the question unanswered, which is neither yes nor no`, async (t) => {
    const args = [`${name}.test.near`, '--policy', 'policy.txt', ...more(t.context)]
    const { exitCode, stdout } = await check(t.context, args)
    t.is(exitCode, 3)
    t.regex(stdout, says)
    t.regex(stdout, new RegExp(`^UNANSWERED {2}${name}\\.test\\.near\n`))
  })
}

test('an unknown policy on chain leaves the question unanswered, both ways', async (t) => {
  const args = ['stated.test.near', '--policy', 'acme.test.near/other']
  for (const { exitCode, stdout } of Object.values(await bothWays(t.context, args))) {
    t.is(exitCode, 3)
    t.regex(stdout, /acme\.test\.near\/other|policy named other/)
  }
})

const mistakes: [what: string, args: string[], says: RegExp][] = [
  ['neither way', ['--policy', 'policy.txt'], /--api <url> or --trustless/],
  [
    'both ways',
    ['--policy', 'policy.txt', '--api', 'http://x', '--trustless'],
    /--api <url> or --trustless/,
  ],
  ['no policy', ['--api', 'http://x'], /--policy/],
  ['a policy that is nothing', ['--policy', 'nofile', '--api', 'http://x'], /"nofile" is no file/],
  ['a policy with a mistake', ['--policy', 'anyone x', '--api', 'http://x'], /policy\.anyone/],
  ['no registry', ['--policy', 'policy.txt', '--trustless', '--network', 'devnet'], /--registry/],
  ['no network', ['--policy', 'policy.txt', '--trustless', '--registry', REGISTRY], /--network/],
  [
    'an open policy without builders',
    ['--policy', 'anyone 2', '--trustless', '--network', 'devnet', '--registry', REGISTRY],
    /--builder/,
  ],
  [
    'a recipe that is none',
    [
      '--policy',
      'policy.txt',
      '--trustless',
      '--network',
      'devnet',
      '--registry',
      REGISTRY,
      '--recipe',
      'policy.txt',
    ],
    /recipe policy\.txt cannot be read/,
  ],
]

for (const [what, args, says] of mistakes) {
  test(`check with ${what} is refused before anybody is asked`, async (t) => {
    const { exitCode, stderr } = await check(t.context, ['stated.test.near', ...args])
    t.is(exitCode, 2)
    t.regex(stderr, says)
  })
}

test('what is no account id is refused', async (t) => {
  const { exitCode, stderr } = await check(t.context, [
    'No!',
    '--policy',
    'policy.txt',
    '--api',
    'http://x',
  ])
  t.is(exitCode, 2)
  t.regex(stderr, /account id/)
})

/** Names of all fields of a value, of lists those of the first item. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : fieldsOf(value[0], `${path}[]`)
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, field]) => fieldsOf(field, `${path}.${name}`))
}

test('docs/check.md shows the JSON that is printed', async (t) => {
  const text = await readFile(new URL('../../docs/check.md', import.meta.url), 'utf8')
  const [, example] = /```json\n([^`]+)```/.exec(text) ?? []
  const args = ['alone.test.near', '--policy', 'policy.txt', ...byMirror(t.context), '--json']
  const { stdout } = await check(t.context, args)
  t.deepEqual(fieldsOf(JSON.parse(stdout)), fieldsOf(JSON.parse(example ?? '')))
})
