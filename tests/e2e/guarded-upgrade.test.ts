import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import test from 'ava'
import { type Action, actions } from 'near-api-js'
import { accountView } from '../../devnet/views/account-view.ts'
import { build } from '../../toolchain/index.ts'
import { buildRegistry } from '../contract/registry.ts'
import { built, recipe, recipeId } from '../contract/statements.ts'
import { NEAR, TGAS, utf8 } from '../devnet/support/client.ts'
import { type Account, createNetwork, type Network, type Ran } from '../devnet/support/network.ts'

// examples/guarded-upgrade on devnet, across contracts: three builders, the registry, an owner, and the contract that upgrades itself.

const root = resolve(import.meta.dirname, '../..')
const cacheDir = join(root, '.countersign/cache')
const sources = join(root, 'examples/guarded-upgrade/src')
const compile = (entry: string) => build({ entry, cacheDir })

/** Compiles the example with one method more: the next version. */
async function compileNext() {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-guarded-'))
  try {
    await cp(sources, folder, { recursive: true })
    const entry = join(folder, 'contract.ts')
    const source = await readFile(entry, 'utf8')
    const method = '  @view({})\n  version(): number {\n    return 2\n  }\n\n  @view({})\n'
    await writeFile(entry, source.replace('  @view({})\n', method))
    return await compile(entry)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Built = Awaited<ReturnType<typeof compile>>
let registryWasm: Uint8Array
let current: Built
let next: Built
test.before(async () => {
  registryWasm = (await buildRegistry()).wasm
  current = await compile(join(sources, 'contract.ts'))
  next = await compileNext()
})

const callAction = (method: string, args: object | Uint8Array, deposit = 0n): Action =>
  actions.functionCall(
    method,
    args instanceof Uint8Array ? args : utf8(JSON.stringify(args)),
    300n * TGAS,
    deposit,
  )

const failures = (ran: Ran): string =>
  JSON.stringify(ran.receipts_outcome.map(({ outcome }) => outcome.status.Failure ?? null))

/** A chain with the registry, a policy of two of three, and the example at version 1 with a count of 1. */
async function createCast() {
  const network = createNetwork()
  const names = ['registry', 'app', 'owner', 'acme', 'beta', 'gamma'] as const
  const accounts = {} as Record<(typeof names)[number], Account>
  for (const name of names) accounts[name] = await network.create(name, 40n * NEAR)
  const { registry, app, owner } = accounts
  await network.deploy(registry, registryWasm)

  const operators = ['acme', 'beta', 'gamma'].map((name) => ({
    name,
    accounts: [`${name}.test.near`],
  }))
  const groups = [{ name: 'two', k: 2, members: ['acme', 'beta', 'gamma'] }]
  const policy = { operators, groups, quorum: 'two' }
  await succeed(network, owner, registry, callAction('set_policy', { name: 'p', policy }, NEAR))

  await network.deploy(app, current.wasm)
  const guard = {
    owner: owner.accountId,
    registry: registry.accountId,
    policy_id: `${owner.accountId}/p`,
  }
  await succeed(network, app, app, callAction('init', guard))
  await succeed(network, owner, app, callAction('increase', {}))

  const attest = (name: 'acme' | 'beta' | 'gamma', code_hash: string) =>
    succeed(
      network,
      accounts[name],
      registry,
      callAction('attest', { ...built, recipe, code_hash }, NEAR),
    )
  const upgrade = (by: Account = owner) =>
    network.run(by, app.accountId, [callAction('upgrade', { recipe_ids: [recipeId] })])
  const codeHash = () => {
    const { height } = network.node.blocks.head().header
    const found = network.node.stateAt(height).get('account', app.accountId)
    return found && accountView(found).code_hash
  }
  return { ...network, ...accounts, attest, upgrade, codeHash }
}

async function succeed(network: Network, by: Account, on: Account, action: Action): Promise<Ran> {
  const ran = await network.run(by, on.accountId, [action])
  if (ran.status.Failure) throw new Error(JSON.stringify(ran.status.Failure))
  return ran
}

const returned = (ran: Ran): unknown =>
  JSON.parse(Buffer.from(ran.status.SuccessValue ?? '', 'base64').toString())

test('with enough attestations the contract upgrades itself and keeps its state', async (t) => {
  const cast = await createCast()
  const { run, app, owner, attest, upgrade, codeHash } = cast
  t.is(codeHash(), current.codeHash)
  const staged = await succeed(cast, owner, app, callAction('stage', next.wasm))
  t.regex(staged.receipts_outcome[0]?.outcome.logs[0] ?? '', new RegExp(next.codeHash))
  await attest('acme', next.codeHash)
  await attest('gamma', next.codeHash)

  const ran = await upgrade()
  t.is(ran.status.Failure, undefined, failures(ran))
  t.is(codeHash(), next.codeHash)
  t.is(returned(await run(owner, app.accountId, [callAction('version', {})])), 2)
  t.is(returned(await run(owner, app.accountId, [callAction('increase', {})])), 2)
  t.regex(failures(await upgrade()), /No code is staged/, 'the staged bytes are gone')
})

test('without enough attestations it stays as it was, and the caller gets the registry’s sentence', async (t) => {
  const { run, app, owner, attest, upgrade, codeHash } = await createCast()
  await run(owner, app.accountId, [callAction('stage', next.wasm)])

  const none = await upgrade()
  t.truthy(none.status.Failure)
  t.regex(failures(none), new RegExp(`NOT_VERIFIED: UNATTESTED. ${next.codeHash} has no support`))

  await attest('acme', next.codeHash)
  await attest('beta', current.codeHash)
  const disputed = await upgrade()
  t.regex(failures(disputed), /NOT_VERIFIED: DISPUTED\. .* beta\.test\.near got other bytes/)
  t.regex(JSON.stringify(disputed.status.Failure), /is not deployed; the registry's receipt says/)

  t.is(codeHash(), current.codeHash)
  t.regex(failures(await run(owner, app.accountId, [callAction('version', {})])), /MethodNotFound/)
  t.is(returned(await run(owner, app.accountId, [callAction('get_count', {})])), 1)

  await attest('beta', next.codeHash)
  t.is((await upgrade()).status.Failure, undefined, 'the staged code is there for another try')
  t.is(codeHash(), next.codeHash)
})

test('the hash that is asked about is that of the staged bytes, whoever attested others', async (t) => {
  const { run, app, owner, attest, upgrade, codeHash } = await createCast()
  const tampered = new Uint8Array([...next.wasm, 0, 2, 1, 0x78])
  await run(owner, app.accountId, [callAction('stage', tampered)])
  await attest('acme', next.codeHash)
  await attest('beta', next.codeHash)
  t.regex(failures(await upgrade()), /NOT_VERIFIED: UNATTESTED/)
  t.is(codeHash(), current.codeHash)
})

test('nobody but the owner stages or upgrades, and nobody calls the callback', async (t) => {
  const { run, app, owner, acme, attest, upgrade, codeHash } = await createCast()
  await run(owner, app.accountId, [callAction('stage', next.wasm)])
  await attest('acme', next.codeHash)
  await attest('beta', next.codeHash)
  t.regex(failures(await upgrade(acme)), /Only the owner may upgrade/)
  const refused: [string, object | Uint8Array, RegExp][] = [
    ['stage', next.wasm, /Only the owner may stage code/],
    ['deploy_staged', { code_hash: next.codeHash }, /Function is private/],
    ['init', {}, /(Function is private|already initialized)/],
  ]
  for (const [method, args, message] of refused) {
    for (const by of method === 'stage' ? [acme] : [acme, owner]) {
      t.regex(failures(await run(by, app.accountId, [callAction(method, args)])), message)
    }
  }
  t.is(codeHash(), current.codeHash)
})
