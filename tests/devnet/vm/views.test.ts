import test from 'ava'
import { hostCalls, numberFrom } from './host-call.ts'
import { call, contract, createStorage, errorOf } from './support.ts'

const isView = { isView: true, prepaidGas: 0n }

/** Name in the error, if it is not the function's own. */
const prohibited: readonly [name: string, args: number, gives: boolean | 'i32', named?: string][] =
  [
    ['signer_account_id', 1, false],
    ['signer_account_pk', 1, false],
    ['predecessor_account_id', 1, false],
    ['prepaid_gas', 0, true],
    ['used_gas', 0, true],
    ['storage_write', 5, true],
    ['storage_remove', 3, true],
    ['promise_create', 8, true, 'promise_batch_create'],
    ['promise_then', 9, true, 'promise_batch_then'],
    ['promise_and', 2, true],
    ['promise_batch_create', 2, true],
    ['promise_batch_then', 3, true],
    ['promise_results_count', 0, true],
    ['promise_result', 2, true],
    ['promise_return', 1, false],
    ['promise_batch_action_create_account', 1, false],
    ['promise_batch_action_deploy_contract', 3, false],
    ['promise_batch_action_function_call', 7, false],
    ['promise_batch_action_function_call_weight', 8, false, 'promise_batch_action_function_call'],
    ['promise_batch_action_transfer', 2, false],
    ['promise_batch_action_stake', 4, false],
    ['promise_batch_action_add_key_with_full_access', 4, false],
    ['promise_batch_action_add_key_with_function_call', 9, false],
    ['promise_batch_action_delete_key', 3, false],
    ['promise_batch_action_delete_account', 3, false],
    ['promise_batch_action_deploy_global_contract', 3, false],
    ['promise_batch_action_deploy_global_contract_by_account_id', 3, false],
    ['promise_batch_action_use_global_contract', 3, false],
    ['promise_batch_action_use_global_contract_by_account_id', 3, false],
    ['promise_batch_action_state_init', 4, true],
    ['promise_batch_action_state_init_by_account_id', 4, true],
    ['set_state_init_data_entry', 6, false],
    ['promise_set_refund_to', 3, false],
    ['refund_to_account_id', 1, false],
    ['promise_yield_create', 7, true],
    ['promise_yield_resume', 4, 'i32'],
  ]

for (const [name, count, gives, named = name] of prohibited) {
  test(`${name} is not allowed in view calls`, (t) => {
    const args = new Array<number>(count).fill(0)
    const outcome = hostCalls([{ name, args, gives }], { context: isView })
    t.is(errorOf(outcome), `ProhibitedInView: ${named} is not allowed in view calls`)
  })
}

test('views read, log and return', (t) => {
  const code = contract(
    `(drop (call $storage_read (i64.const 3) (i64.const 0) (i64.const 0)))
     (call $log_utf8 (i64.const 3) (i64.const 0))
     (call $value_return (i64.const -1) (i64.const 0))`,
    'key',
  )
  const outcome = call(code, { context: isView, storage: createStorage({ key: 'kept' }) })
  t.is(outcome.error, undefined)
  t.deepEqual(outcome.logs, ['key'])
  t.is(outcome.returned.kind === 'value' && Buffer.from(outcome.returned.value).toString(), 'kept')
})

test('views see balances and the block', (t) => {
  t.is(numberFrom([{ name: 'block_index', args: [], gives: true }], { context: isView }), 1_000n)
  t.is(hostCalls([{ name: 'account_balance', args: [0] }], { context: isView }).error, undefined)
  t.is(hostCalls([{ name: 'attached_deposit', args: [0] }], { context: isView }).error, undefined)
})
