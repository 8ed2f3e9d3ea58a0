import { createRegistry, type TestRegistry } from '../../tests/contract/registry.ts'
import { built, DEPOSIT, HASH, recipeId } from '../../tests/contract/statements.ts'
import { addStrangers } from '../../tests/contract/strangers.ts'
import type { BenchLine } from './bench-line.ts'
import { contractCode } from './contracts.ts'

// 64 is the most that a policy may list; 32 of them at most under operators of their own.
const ACCOUNTS = [1, 8, 64]
const MAX_OPERATORS = 32
const STRANGERS = 10_000

/**
 * Measures the gas of the view `verdict` on one recipe that all accounts of the policy have attested.
 *
 * With the most accounts also after strangers have attested the same recipe: that must cost the same.
 */
export async function verdictGas(): Promise<BenchLine[]> {
  const code = await contractCode('contract/index.ts', 'preinitialised')
  const lines = ACCOUNTS.map((count) => {
    const value = ask(attestedBy(code, count))
    return { name: `verdict.gas.${count}`, value, unit: 'gas' }
  })
  const most = Math.max(...ACCOUNTS)
  const crowded = attestedBy(code, most)
  addStrangers(crowded, accountOf(0), STRANGERS)
  const limit = lines.at(-1)?.value ?? 0
  return [
    ...lines,
    { name: `verdict.gas.${most}.strangers`, value: ask(crowded), unit: 'gas', limit },
  ]
}

const accountOf = (i: number): string => `builder-${i}.acme.near`

/** Makes a registry with a policy over so many accounts, each of which has attested. */
function attestedBy(code: Uint8Array, count: number): TestRegistry {
  const registry = createRegistry(code)
  const rich = { deposit: 1_000n * DEPOSIT }
  const accounts = Array.from({ length: count }, (_, i) => accountOf(i))
  const operators = Array.from({ length: Math.min(count, MAX_OPERATORS) }, (_, at) => ({
    name: `operator-${at}`,
    accounts: accounts.filter((_account, i) => i % MAX_OPERATORS === at),
  }))
  const members = operators.map(({ name }) => name)
  const groups = [{ name: 'all', k: members.length, members }]
  const policy = { operators, groups, quorum: 'all' }
  registry.call('set_policy', { name: 'all', policy }, { as: 'dao.near', ...rich })
  for (const as of accounts) registry.call('attest', built, { as, ...rich })
  return registry
}

function ask(registry: TestRegistry): number {
  const question = { policy_id: 'dao.near/all', code_hash: HASH, recipe_ids: [recipeId] }
  const { gas, panic, value } = registry.call('verdict', question, { view: true })
  if ((value as { status?: string } | undefined)?.status !== 'VERIFIED') {
    throw new Error(`verdict answered ${panic ?? JSON.stringify(value)}`)
  }
  return Number(gas)
}
