import test from 'ava'
import type { VmAction } from '../../../devnet/vm/index.ts'
import { type HostCall, hostCalls } from './host-call.ts'
import { errorOf } from './support.ts'

const hash = Buffer.alloc(32, 5)
/** An account id at 0, a code's hash at 32, code at 64. */
const data = Buffer.concat([Buffer.from('bob.near'.padEnd(32, '\0')), hash, Buffer.from('wasm')])

const batch: HostCall = { name: 'promise_batch_create', args: [8, 0], gives: true }
const action = (name: string, ...args: number[]): HostCall => ({
  name: `promise_batch_action_${name}`,
  args: [0, ...args],
})

const added = test.macro((t, call: HostCall, expected: VmAction) => {
  const { promises, error } = hostCalls([batch, call], { data })
  t.is(error, undefined)
  t.deepEqual(promises[0]?.kind === 'receipt' && promises[0].actions, [expected])
})
const code = Uint8Array.from(Buffer.from('wasm'))

test('deploy_global_contract', added, action('deploy_global_contract', 4, 64), {
  type: 'DeployGlobalContract',
  code,
  mode: 'code_hash',
})
test(
  'deploy_global_contract_by_account_id',
  added,
  action('deploy_global_contract_by_account_id', 4, 64),
  { type: 'DeployGlobalContract', code, mode: 'account_id' },
)
test('use_global_contract', added, action('use_global_contract', 32, 32), {
  type: 'UseGlobalContract',
  contract: { kind: 'global', hash: Uint8Array.from(hash) },
})
test(
  'use_global_contract_by_account_id',
  added,
  action('use_global_contract_by_account_id', 8, 0),
  { type: 'UseGlobalContract', contract: { kind: 'global_by_account', accountId: 'bob.near' } },
)

const refused = test.macro((t, call: HostCall, expected: string) => {
  t.is(errorOf(hostCalls([batch, call], { data })), expected)
})

test(
  'a code hash has 32 bytes',
  refused,
  action('use_global_contract', 31, 32),
  'ContractCodeHashMalformed: contract code hash is malformed',
)
test(
  'an account id is checked',
  refused,
  action('use_global_contract_by_account_id', 32, 0),
  'InvalidAccountId: VM Logic returned an invalid account id',
)
test(
  'global code is no larger than any other',
  refused,
  action('deploy_global_contract', 4_194_305, 0),
  'ContractSizeExceeded: The size of a contract code in DeployContract action 4194305 exceeds the limit 4194304',
)
test(
  'actions go to promises that are there',
  refused,
  { name: 'promise_batch_action_use_global_contract', args: [1, 32, 32] },
  'InvalidPromiseIndex: 1 does not correspond to existing promises',
)

const costs = test.macro((t, call: HostCall, names: readonly string[], burnt: bigint) => {
  const before = hostCalls([batch], { data })
  const after = hostCalls([batch, call], { data })
  const spent = names.reduce((sum, name) => sum + (after.profile[name] ?? 0n), 0n)
  t.is(spent, burnt)
  t.true(after.gasBurnt - before.gasBurnt > burnt)
})

// Base and bytes sent to another account: parameters.yaml and 77.yaml.
test(
  'deploying is paid by the byte',
  costs,
  action('deploy_global_contract', 4, 64),
  ['DEPLOY_GLOBAL_CONTRACT_BASE', 'DEPLOY_GLOBAL_CONTRACT_BYTE'],
  184_765_750_000n + 4n * 47_683_715n,
)
test(
  'using is paid by the byte of the reference',
  costs,
  action('use_global_contract_by_account_id', 8, 0),
  ['USE_GLOBAL_CONTRACT_BASE', 'USE_GLOBAL_CONTRACT_BYTE'],
  184_765_750_000n + 8n * 47_683_715n,
)
