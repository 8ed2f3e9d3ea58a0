import { readFileSync } from 'node:fs'
import test from 'ava'
import { abiDocument } from '../../contract/abi/document.ts'
import { abi, abiProblem } from './abi.ts'
import { buildRegistry, createRegistry } from './registry.ts'
import { built, DEPOSIT, failed, HASH, recipe, recipeId } from './statements.ts'

// That arguments and answers fit the ABI is checked at every call of the other tests, in registry.ts.

const packageJson = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string; repository: { url: string } }

test('contract/abi.json is up to date (write it anew with scripts/write-abi.ts)', (t) => {
  const committed = readFileSync(new URL('../../contract/abi.json', import.meta.url), 'utf8')
  t.is(abiDocument(packageJson.version), committed)
})

test('the ABI has the methods of the compiled contract and no others', async (t) => {
  const { methods } = await buildRegistry()
  t.deepEqual(abi.body.functions.map(({ name }) => name).sort(), [...methods].sort())
})

test('every method is described in a sentence, every reference has its definition', (t) => {
  for (const { name, doc } of abi.body.functions) t.regex(doc, /^[A-Z].*\.$/, name)
  const text = JSON.stringify(abi)
  const referred = [...text.matchAll(/#\/definitions\/(\w+)/g)].map(([, name]) => name ?? '')
  const defined = Object.keys(abi.body.root_schema.definitions)
  t.deepEqual([...new Set(referred)].sort(), defined)
})

test('methods that the ABI calls views can be called as views, and the others not', async (t) => {
  const registry = createRegistry((await buildRegistry()).wasm)
  for (const { name, kind } of abi.body.functions) {
    const { error } = registry.call(name, {}, { view: true })
    const prohibited = JSON.stringify(error ?? null).includes('ProhibitedInView')
    t.is(prohibited, kind === 'call', name)
  }
})

test('methods that the ABI does not call payable refuse a deposit, as far as they can see it', async (t) => {
  const registry = createRegistry((await buildRegistry()).wasm)
  const calls = abi.body.functions.filter(({ kind }) => kind === 'call')
  for (const { name, modifiers = [] } of calls) {
    const { panic } = registry.call(name, {}, { deposit: 5n })
    t.is(/^This method takes no deposit/.test(panic ?? ''), !modifiers.includes('payable'), name)
  }
})

test('an unknown argument is refused by the ABI and by the contract', async (t) => {
  const registry = createRegistry((await buildRegistry()).wasm)
  for (const { name, kind } of abi.body.functions) {
    t.regex(abiProblem(name, 'args', { surprise: 1 }) ?? 'it was accepted', /"surprise"/, name)
    const { panic } = registry.call(name, { surprise: 1 }, { view: kind === 'view' })
    t.regex(panic ?? 'it was accepted', /^`args\.surprise` is not a known field/, name)
  }
})

const wrong: [string, string, unknown][] = [
  ['an unknown outcome', 'attest', { ...built, outcome: 'mismatch' }],
  ['a hash that is a number', 'attest', { ...built, code_hash: 5 }],
  ['an unknown field of the recipe', 'attest', { ...built, recipe: { ...recipe, a: 1 } }],
  ['no command', 'attest', { ...built, recipe: { ...recipe, build_command: [] } }],
  ['no attestations', 'attest_many', { attestations: [] }],
  ['no recipe id', 'withdraw', {}],
  ['a short recipe id', 'withdraw', { recipe_id: 'short' }],
  ['a bad account id', 'get_attestation', { recipe_id: recipeId, builder: 'A' }],
  ['a space in a name', 'set_policy', { name: 'a b', policy: { anyone: 1 } }],
  ['quorum 0', 'set_policy', { name: 'a', policy: { anyone: 0 } }],
  ['two kinds of policy in one', 'set_policy', { name: 'a', policy: { anyone: 1, quorum: 'x' } }],
  ['no recipes', 'verdict', { policy: { anyone: 1 }, code_hash: HASH, recipe_ids: [] }],
  ['a text for a boolean', 'storage_deposit', { registration_only: 'yes' }],
  ['a number for yocto', 'storage_withdraw', { amount: 5 }],
]
for (const [what, method, args] of wrong) {
  test(`the ABI and the contract refuse ${method} with ${what}`, async (t) => {
    const registry = createRegistry((await buildRegistry()).wasm)
    t.truthy(abiProblem(method, 'args', args))
    const deposit = method === 'storage_withdraw' ? 1n : DEPOSIT
    t.truthy(registry.call(method, args, { deposit }).panic)
  })
}

test('what may be null may be left out', (t) => {
  const { log_digest: _, code_hash: __, ...short } = failed
  t.is(abiProblem('attest', 'args', short), undefined)
  t.is(abiProblem('storage_deposit', 'args', {}), undefined)
})

test('the contract states the version and the link of the package', async (t) => {
  const registry = createRegistry((await buildRegistry()).wasm)
  const { value } = registry.call('contract_source_metadata', {}, { view: true })
  const { version, link } = value as { version: string; link: string }
  t.is(version, packageJson.version)
  t.is(`git+${link}.git`, packageJson.repository.url)
})
