import { fileURLToPath } from 'node:url'
import test from 'ava'
import { Worker } from 'near-workspaces'
import { buildRegistry } from '../contract/registry.ts'
import { built, HASH, recipeId } from '../contract/statements.ts'

// The registry through near-workspaces, which knows nothing of this project. It runs on devnet's stand-in for near-sandbox, or with
// NEAR_NODE=sandbox on the near-sandbox that is installed.
if (process.env.NEAR_NODE !== 'sandbox') {
  process.env.NEAR_SANDBOX_BIN_PATH = 'set'
  process.env.NEAR_SANDBOX_BINARY_PATH = fileURLToPath(new URL('../../devnet/bin', import.meta.url))
}

const DEPOSIT = 10n ** 22n

test('a registry that near-workspaces deploys takes attestations', async (t) => {
  const { wasm } = await buildRegistry()
  const worker = await Worker.init()
  t.teardown(() => worker.tearDown())
  const root = worker.rootAccount
  const initialBalance = 20n * 10n ** 24n
  const registry = await root.createSubAccount('registry', { initialBalance })
  const acme = await root.createSubAccount('acme', { initialBalance })
  await registry.deploy(Buffer.from(wasm))

  const result = await acme.callRaw(registry, 'attest', built, { attachedDeposit: DEPOSIT })
  t.true(result.succeeded)
  t.deepEqual(result.parseResult(), { seq: 1, recipe_id: recipeId })
  t.true(result.logs[0]?.startsWith('EVENT_JSON:{"standard":"countersign"'))
  const balance = await registry.view<{ total: string; available: string }>('storage_balance_of', {
    account_id: acme.accountId,
  })
  t.is(balance.total, DEPOSIT.toString(), 'what the deposit left over is there for the next one')

  const before = BigInt((await acme.balance()).total)
  await acme.call(registry, 'storage_withdraw', {}, { attachedDeposit: 1n })
  const gained = BigInt((await acme.balance()).total) - before
  t.true(gained > 0n && gained < BigInt(balance.available), 'and comes back, less the gas')

  const attestation = await registry.view('get_attestation', {
    recipe_id: recipeId,
    builder: acme.accountId,
  })
  t.like(attestation, { outcome: 'built', code_hash: HASH, seq: 1 })
  t.like(await registry.view('get_head'), { seq: 1 })

  const refused = await acme.callRaw(registry, 'attest', { ...built, outcome: 'mismatch' })
  t.true(refused.failed)
  t.true(refused.receiptFailureMessagesContain('`outcome` must be one of built, failed'))
  t.like(await registry.view('get_head'), { seq: 1 })
})
