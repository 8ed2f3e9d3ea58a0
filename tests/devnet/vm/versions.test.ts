import test from 'ava'
import { PROTOCOL_VERSIONS, protocolParameters } from '../../../devnet/parameters/index.ts'
import { createVm } from '../../../devnet/vm/index.ts'
import { contextOf, createStorage, errorOf, FIRST_VERSION, wat } from './support.ts'

function run(protocolVersion: number, code: Uint8Array, accountBalance = 0n) {
  const vm = createVm({ parameters: protocolParameters(protocolVersion) })
  const context = contextOf({ accountBalance })
  return vm.run({ code, method: 'main', context, storage: createStorage() })
}

const importing = (name: string, params: number, result = '') =>
  wat(`(module (import "env" "${name}" (func (param ${'i64 '.repeat(params)}) ${result}))
    (func (export "main")))`)

const since = test.macro((t, name: string, first: number, params: number, result?: string) => {
  const code = importing(name, params, result)
  for (const version of PROTOCOL_VERSIONS) {
    const expected =
      version < first ? 'ExecutionError: Link Error: unknown or invalid import' : undefined
    t.is(errorOf(run(version, code)), expected, `at ${version}`)
  }
})

test('contracts can ask for the chain id since 85', since, 'chain_id', 85, 1)
test('contracts can verify P-256 since 85', since, 'p256_verify', 85, 6, '(result i64)')
test(
  'contracts can use gas keys since 85',
  since,
  'promise_batch_action_transfer_to_gas_key',
  85,
  4,
)
test(
  'contracts can name what they yield since 85',
  since,
  'promise_yield_create_with_id',
  85,
  9,
  '(result i64)',
)
test('contracts can hash with SHA-3 since 87', since, 'sha3_256', 87, 3)
test('contracts can verify ML-DSA since 87', since, 'ml_dsa_verify', 87, 6, '(result i64)')
test(
  'universal accounts are there since 88',
  since,
  'universal_state_init_to_account_id',
  88,
  3,
  '(result i64)',
)
test('ed25519_verify is there at those of Wasmtime', since, 'ed25519_verify', 84, 6, '(result i64)')

test(
  'contracts can yield at those of Wasmtime',
  since,
  'promise_yield_create',
  84,
  7,
  '(result i64)',
)
test('contracts can use BLS12-381 at them', since, 'bls12381_p1_sum', 84, 3, '(result i64)')
test(
  'contracts can ask for their code at them',
  since,
  'current_contract_code',
  84,
  1,
  '(result i64)',
)
test(
  'contracts can use global contracts at them',
  since,
  'promise_batch_action_use_global_contract',
  84,
  3,
)

const LOCALS = 1_000
const withLocals = (padding: number) =>
  wat(`(module (func (export "main") ${'(local i64)'.repeat(LOCALS)})
    (memory 1) (data (i32.const 0) "${'x'.repeat(padding)}"))`)

test('since 87 a contract has at least two bytes for each local', (t) => {
  const bare = withLocals(0).length
  const missing = 2 * LOCALS - bare
  // From 64 bytes on the length of the data takes a second byte, which replaces the one of the empty data.
  const enough = withLocals(missing - 2)
  t.is(
    errorOf(run(88, withLocals(0))),
    'PrepareError: PrepareError: Too many locals declared in the contract.',
  )
  t.is(errorOf(run(86, withLocals(0))), undefined)
  t.true(enough.length >= 2 * LOCALS)
  t.is(errorOf(run(88, enough)), undefined)
})

/** Calls `m` of `bob` with a deposit of `yocto`. */
const paying = (yocto: number) =>
  wat(`(module
    (import "env" "promise_create" (func $create (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
    (memory 1) (data (i32.const 0) "bob\\00\\00\\00\\00\\00m") (data (i32.const 16) "\\${yocto.toString(16).padStart(2, '0')}")
    (func (export "main") (drop (call $create
      (i64.const 3) (i64.const 0) (i64.const 1) (i64.const 8) (i64.const 0) (i64.const 0) (i64.const 16) (i64.const 1)))))`)

test('since 85 a contract without a balance may attach one yocto to a call', (t) => {
  const outcome = run(88, paying(1))
  t.is(outcome.error, undefined)
  t.is(outcome.subsidy, 1n)
  t.is(outcome.balance, 0n)
  t.is(errorOf(run(84, paying(1))), 'BalanceExceeded: Exceeded the account balance.')
})

test('more than one yocto, or one of a balance, is taken off it', (t) => {
  t.is(errorOf(run(88, paying(2))), 'BalanceExceeded: Exceeded the account balance.')
  const own = run(88, paying(1), 5n)
  t.is(own.subsidy, 0n)
  t.is(own.balance, 4n)
})

test('an account id that is not valid stops a call, before 83 with a refusal', (t) => {
  const code = wat(
    `(module (import "env" "promise_batch_create" (func $create (param i64 i64) (result i64)))
    (memory 1) (data (i32.const 0) "Bob")
    (func (export "main") (drop (call $create (i64.const 3) (i64.const 0)))))`,
    FIRST_VERSION,
  )
  t.is(
    errorOf(run(57, code)),
    'ExecutionError: not supported by devnet: the account id "Bob", which is not valid, before protocol 83',
  )
  t.is(errorOf(run(84, code)), 'InvalidAccountId: VM Logic returned an invalid account id')
})

test('an access key of ML-DSA-65 is none before 85, and then refused by name', (t) => {
  const code = wat(`(module
    (import "env" "promise_batch_create" (func $create (param i64 i64) (result i64)))
    (import "env" "promise_batch_action_delete_key" (func $delete (param i64 i64 i64)))
    (memory 1) (data (i32.const 0) "bob.near") (data (i32.const 64) "\\02")
    (func (export "main")
      (call $delete (call $create (i64.const 8) (i64.const 0)) (i64.const 1953) (i64.const 64))))`)
  t.is(errorOf(run(84, code)), 'InvalidPublicKey: VM Logic provided an invalid public key')
  t.is(errorOf(run(85, code)), 'ExecutionError: not supported by devnet: access keys of ML-DSA-65')
})
