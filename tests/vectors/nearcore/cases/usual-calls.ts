import type { HostProgram, Step } from './host-program.ts'

type Value = bigint | number

/** A call of a host function that works, with what must be called before. A slice counts as two values. */
export type UsualCall = { before?: readonly Step[]; args: readonly Value[] }

/** Gives a good call of each host function that protocol 84 has. */
export function usualCalls(p: HostProgram): Record<string, UsualCall> {
  const bob = p.text('bob.near')
  const method = p.text('method')
  const args = p.text('{"a":1}')
  const key = p.text('key')
  const value = p.text('value')
  const publicKey = p.bytes(Uint8Array.of(0, ...new Uint8Array(32).fill(5)))
  const hash = p.bytes(new Uint8Array(32).fill(3))
  const deposit = p.u128(10n ** 20n)
  const call: Value[] = [...method, ...args, deposit, 5_000_000_000_000]
  const message = p.text('a message')
  const free = 50_000
  const batch: readonly Step[] = [['promise_batch_create', ...bob]]
  const onBatch = (...rest: readonly Value[]): UsualCall => ({ before: batch, args: [0, ...rest] })
  const inRegister: readonly Step[] = [['write_register', 7, ...value]]
  // AssemblyScript's strings have their length before them.
  const [, strings] = p.bytes(
    Buffer.from('0c0000006f006f00700073002100210004000000660069007300', 'hex'),
  )
  const assembly = { message: strings + 4, file: strings + 20 }
  const hashed: UsualCall = { args: [...message, 1] }
  return {
    read_register: { before: inRegister, args: [7, free] },
    register_len: { before: inRegister, args: [7] },
    write_register: { args: [7, ...value] },
    current_account_id: { args: [1] },
    signer_account_id: { args: [1] },
    signer_account_pk: { args: [1] },
    predecessor_account_id: { args: [1] },
    input: { args: [1] },
    block_index: { args: [] },
    block_timestamp: { args: [] },
    epoch_height: { args: [] },
    storage_usage: { args: [] },
    account_balance: { args: [free] },
    account_locked_balance: { args: [free] },
    attached_deposit: { args: [free] },
    prepaid_gas: { args: [] },
    used_gas: { args: [] },
    random_seed: { args: [1] },
    sha256: hashed,
    keccak256: hashed,
    keccak512: hashed,
    ripemd160: hashed,
    ecrecover: { args: [...hash, ...p.bytes(new Uint8Array(64).fill(1)), 0, 0, 1] },
    ed25519_verify: {
      args: [...p.bytes(new Uint8Array(64).fill(1)), ...message, ...hash],
    },
    value_return: { args: value },
    panic: { args: [] },
    panic_utf8: { args: message },
    log_utf8: { args: message },
    log_utf16: { args: p.bytes(Buffer.from('log', 'utf16le')) },
    promise_create: { args: [...bob, ...call] },
    promise_then: { before: batch, args: [0, ...bob, ...call] },
    promise_and: {
      before: [...batch, ['promise_batch_create', ...p.text('carol.near')]],
      args: [p.u64s(0n, 1n), 2],
    },
    promise_batch_create: { args: bob },
    promise_batch_then: onBatch(...p.text('carol.near')),
    promise_batch_action_create_account: onBatch(),
    promise_batch_action_deploy_contract: onBatch(...p.text('code')),
    promise_batch_action_function_call: onBatch(...call),
    promise_batch_action_function_call_weight: onBatch(...call, 2),
    promise_batch_action_transfer: onBatch(deposit),
    promise_batch_action_stake: onBatch(deposit, ...publicKey),
    promise_batch_action_add_key_with_full_access: onBatch(...publicKey, 9),
    promise_batch_action_add_key_with_function_call: onBatch(
      ...publicKey,
      9,
      deposit,
      ...p.text('app.near'),
      ...p.text('one,two'),
    ),
    promise_batch_action_delete_key: onBatch(...publicKey),
    promise_batch_action_delete_account: onBatch(...p.text('heir.near')),
    promise_results_count: { args: [] },
    promise_result: { args: [0, 1] },
    promise_return: onBatch(),
    storage_write: { args: [...key, ...value, 1] },
    storage_read: { args: [...key, 1] },
    storage_remove: { args: [...key, 1] },
    storage_has_key: { args: key },
    storage_iter_prefix: { args: key },
    storage_iter_range: { args: [...key, ...value] },
    storage_iter_next: { args: [0, 1, 2] },
    gas: { args: [10] },
    abort: { args: [assembly.message, assembly.file, 3, 4] },
    validator_stake: { args: [...p.text('v1.near'), free] },
    validator_total_stake: { args: [free] },
    ...newerCalls(p, onBatch, hash, deposit, call),
  }
}

/** The functions that came last: yielding, global contracts, state init, refunds and pairing curves. */
function newerCalls(
  p: HostProgram,
  onBatch: (...rest: readonly Value[]) => UsualCall,
  hash: readonly Value[],
  deposit: number,
  [nameLength = 0, namePointer = 0, argsLength = 0, argsPointer = 0]: readonly Value[],
): Record<string, UsualCall> {
  const code = p.text('global code')
  const owner = p.text('owner.near')
  const named = [nameLength, namePointer, argsLength, argsPointer]
  return {
    refund_to_account_id: { args: [1] },
    current_contract_code: { args: [1] },
    promise_set_refund_to: onBatch(...p.text('dave.near')),
    promise_batch_action_deploy_global_contract: onBatch(...code),
    promise_batch_action_deploy_global_contract_by_account_id: onBatch(...code),
    promise_batch_action_use_global_contract: onBatch(...hash),
    promise_batch_action_use_global_contract_by_account_id: onBatch(...owner),
    promise_batch_action_state_init: onBatch(...hash, deposit),
    promise_batch_action_state_init_by_account_id: onBatch(...owner, deposit),
    promise_yield_create: { args: [...named, 5_000_000_000_000, 1, 1] },
    promise_yield_resume: { args: [...hash, ...p.text('payload')] },
  }
}
