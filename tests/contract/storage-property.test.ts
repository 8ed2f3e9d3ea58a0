import test from 'ava'
import fc from 'fast-check'
import { BYTE_COST, buildRegistry, createRegistry, type TestRegistry } from './registry.ts'
import {
  built,
  failed,
  OTHER_HASH,
  otherRecipe,
  otherRecipeId,
  recipe,
  recipeId,
} from './statements.ts'

const ACCOUNTS = ['acme.near', 'beta.near', `${'c'.repeat(59)}.near`]
// `h` and the record of sequence number and head: the registry's own.
const HEAD_BYTES = 40n + 1n + 40n
const LONGEST_ID = 64

const amount = fc.oneof(
  fc.constant(0n),
  fc.constant(1n),
  fc.bigInt({ min: 0n, max: 10n ** 22n }),
  fc.constant(10n ** 22n),
)

/** Calls that move money or storage, well-formed and not, by whom and with which deposit. */
const step = fc.record({
  as: fc.constantFrom(...ACCOUNTS),
  deposit: amount,
  call: fc.oneof(
    fc
      .record({
        other: fc.boolean(),
        statement: fc.constantFrom(
          built,
          failed,
          { ...built, tool: 'b/1' },
          { ...built, code_hash: OTHER_HASH },
        ),
      })
      .map(
        ({ other, statement }) =>
          ['attest', { ...statement, recipe: other ? otherRecipe : recipe }] as const,
      ),
    fc.constant([
      'attest_many',
      { attestations: [built, { ...failed, recipe: otherRecipe }] },
    ] as const),
    fc.constantFrom(...ACCOUNTS).map((account) => ['invite', { account }] as const),
    fc.constantFrom(...ACCOUNTS).map((account) => ['uninvite', { account }] as const),
    fc
      .record({ name: fc.constantFrom('a', 'bc'), anyone: fc.integer({ min: 1, max: 12 }) })
      .map(({ name, anyone }) => ['set_policy', { name, policy: { anyone } }] as const),
    fc.constantFrom('a', 'bc').map((name) => ['remove_policy', { name }] as const),
    fc
      .option(fc.constantFrom(...ACCOUNTS))
      .map((operator) => ['set_operator', { operator }] as const),
    fc
      .boolean()
      .map((other) => ['withdraw', { recipe_id: other ? otherRecipeId : recipeId }] as const),
    fc
      .record({
        account_id: fc.option(fc.constantFrom(...ACCOUNTS)),
        registration_only: fc.option(fc.boolean()),
      })
      .map((args) => ['storage_deposit', args] as const),
    fc.option(amount).map((n) => ['storage_withdraw', { amount: n?.toString() }] as const),
    fc.option(fc.boolean()).map((force) => ['storage_unregister', { force }] as const),
  ),
})

const sum = (numbers: bigint[]) => numbers.reduce((a, b) => a + b, 0n)

function books(registry: TestRegistry) {
  const registered = ACCOUNTS.flatMap((account) => {
    const balance = registry.balance(account)
    return balance === null ? [] : [{ account, ...balance }]
  })
  return {
    registered,
    total: sum(registered.map(({ total }) => total)),
    locked: sum(registered.map(({ total, available }) => total - available)),
    /** Bytes that registrations count for beyond what they take. */
    spare: sum(registered.map(({ account }) => BigInt(LONGEST_ID - account.length))),
  }
}

test('after any calls, balances are what was paid in less what was paid out, and cover all storage', async (t) => {
  const { wasm } = await buildRegistry()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const registry = createRegistry(wasm)
      let paid = 0n
      let events = 0
      for (const { as, deposit, call } of steps) {
        const [method, args] = call
        const oneYocto = method === 'storage_withdraw' || method === 'storage_unregister'
        const attached = oneYocto && deposit > 1n ? 1n : deposit
        const before = registry.state()
        const {
          error,
          panic,
          refund,
          events: own,
        } = registry.call(method, args, { as, deposit: attached })
        if (error === undefined) paid += attached - refund
        else {
          t.is(registry.state(), before)
          t.truthy(panic)
        }
        events += own.length

        const { registered, total, locked, spare } = books(registry)
        t.is(total, paid)
        t.true(registered.every(({ available }) => available >= 0n))
        const own_bytes = events === 0 ? 0n : HEAD_BYTES
        t.is(locked, (registry.storageBytes() - own_bytes + spare) * BYTE_COST)
      }
    }),
    { numRuns: 150 },
  )
})
