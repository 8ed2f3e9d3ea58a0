import test from 'ava'
import fc from 'fast-check'
import { actions } from 'near-api-js'
import { buildRegistry } from '../contract/registry.ts'
import { built, failed, otherRecipe, otherRecipeId, recipeId } from '../contract/statements.ts'
import { NEAR, TGAS, utf8 } from '../devnet/support/client.ts'
import { type Account, createNetwork, type Network, type Ran } from '../devnet/support/network.ts'

// The registry's balances against the chain's: what accounts no longer have is in the registry, or was burnt for gas.

let wasm: Uint8Array
test.before(async () => {
  wasm = (await buildRegistry()).wasm
})

const REGISTRY = 'registry.test.near'
const NAMES = ['acme', 'beta']
const BYTE_COST = 10n ** 19n

type Step = { by: number; deposit: bigint; call: readonly [method: string, args: object] }

const accountId = fc.constantFrom(...NAMES.map((name) => `${name}.test.near`))
const step: fc.Arbitrary<Step> = fc.record({
  by: fc.nat(NAMES.length - 1),
  deposit: fc.constantFrom(0n, 1n, NEAR / 200n, NEAR / 20n),
  call: fc.oneof(
    fc.constantFrom(
      ['attest', built] as const,
      ['attest', { ...failed, recipe: otherRecipe }] as const,
      ['attest_many', { attestations: [built, { ...failed, recipe: otherRecipe }] }] as const,
      ['withdraw', { recipe_id: recipeId }] as const,
      ['withdraw', { recipe_id: otherRecipeId }] as const,
      ['set_policy', { name: 'p', policy: { anyone: 2 } }] as const,
      ['remove_policy', { name: 'p' }] as const,
    ),
    fc
      .record({ account_id: fc.option(accountId), registration_only: fc.boolean() })
      .map((args) => ['storage_deposit', args] as const),
    fc
      .option(fc.constantFrom('0', '1', '1000'))
      .map((amount) => ['storage_withdraw', { amount }] as const),
    fc.boolean().map((force) => ['storage_unregister', { force }] as const),
  ),
})

const burnt = ({ transaction_outcome, receipts_outcome }: Ran): bigint =>
  [transaction_outcome, ...receipts_outcome].reduce(
    (sum, { outcome }) => sum + BigInt(outcome.tokens_burnt),
    0n,
  )

/** Runs one step; the gas of it is burnt, and the rest of what the callers had is theirs or the registry's. */
async function take({ run }: Network, callers: readonly Account[], { by, deposit, call }: Step) {
  const [method, args] = call
  const exact = method === 'storage_withdraw' || method === 'storage_unregister'
  const attached = exact && deposit > 1n ? 1n : deposit
  const action = actions.functionCall(method, utf8(JSON.stringify(args)), 100n * TGAS, attached)
  return burnt(await run(callers[by] as Account, REGISTRY, [action]))
}

type Balance = { total: bigint; available: bigint }

async function balanceIn({ run, root }: Network, { accountId: id }: Account): Promise<Balance> {
  const args = utf8(JSON.stringify({ account_id: id }))
  const action = actions.functionCall('storage_balance_of', args, 30n * TGAS, 0n)
  const { status } = await run(root, REGISTRY, [action])
  const balance = JSON.parse(Buffer.from(status.SuccessValue ?? '', 'base64').toString()) as {
    total: string
    available: string
  } | null
  return { total: BigInt(balance?.total ?? 0), available: BigInt(balance?.available ?? 0) }
}

test('on devnet, what accounts have paid in and not taken out is the sum of their balances, and covers the storage', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      const network = createNetwork()
      const registry = await network.create('registry', 40n * NEAR)
      const callers: Account[] = []
      for (const name of NAMES) callers.push(await network.create(name))
      await network.deploy(registry, wasm)
      const usage = () => {
        const { height } = network.node.blocks.head().header
        return BigInt(network.node.stateAt(height).get('account', REGISTRY)?.storageUsage ?? 0)
      }
      const money = () => callers.reduce((sum, { accountId: id }) => sum + network.amount(id), 0n)
      const [money_before, usage_before] = [money(), usage()]

      let spent = 0n
      for (const one of steps) spent += await take(network, callers, one)
      const balances: Balance[] = []
      for (const caller of callers) balances.push(await balanceIn(network, caller))
      const total = balances.reduce((sum, balance) => sum + balance.total, 0n)
      const locked = balances.reduce((sum, b) => sum + b.total - b.available, 0n)
      t.is(money() + spent + total, money_before)
      // The registry's own record of 81 bytes is there once it has an event.
      t.true(locked >= (usage() - usage_before - 81n) * BYTE_COST)
    }),
    { numRuns: 12 },
  )
})
