/** What each host function takes, by kind of argument; `>` and the width of what it gives. */
const text = `
read_register register pointer
register_len register > i64
write_register register slice
current_account_id register
signer_account_id register
signer_account_pk register
predecessor_account_id register
refund_to_account_id register
current_contract_code register > i64
input register
block_index > i64
block_timestamp > i64
epoch_height > i64
storage_usage > i64
account_balance pointer
account_locked_balance pointer
attached_deposit pointer
prepaid_gas > i64
used_gas > i64
random_seed register
sha256 slice register
keccak256 slice register
keccak512 slice register
ripemd160 slice register
ecrecover slice slice number number register > i64
ed25519_verify slice slice slice > i64
value_return slice
panic
panic_utf8 slice
log_utf8 slice
log_utf16 slice
abort i32 i32 i32 i32
promise_create slice slice slice pointer number > i64
promise_then promise slice slice slice pointer number > i64
promise_and pointer number > i64
promise_batch_create slice > i64
promise_batch_then promise slice > i64
promise_set_refund_to promise slice
promise_batch_action_create_account promise
promise_batch_action_deploy_contract promise slice
promise_batch_action_deploy_global_contract promise slice
promise_batch_action_deploy_global_contract_by_account_id promise slice
promise_batch_action_use_global_contract promise slice
promise_batch_action_use_global_contract_by_account_id promise slice
promise_batch_action_state_init promise slice pointer > i64
promise_batch_action_state_init_by_account_id promise slice pointer > i64
set_state_init_data_entry promise number slice slice
promise_batch_action_function_call promise slice slice pointer number
promise_batch_action_function_call_weight promise slice slice pointer number number
promise_batch_action_transfer promise pointer
promise_batch_action_stake promise pointer slice
promise_batch_action_add_key_with_full_access promise slice number
promise_batch_action_add_key_with_function_call promise slice number pointer slice slice
promise_batch_action_delete_key promise slice
promise_batch_action_delete_account promise slice
promise_yield_create slice slice number number register > i64
promise_yield_resume slice slice > i32
promise_results_count > i64
promise_result number register > i64
promise_return promise
storage_write slice slice register > i64
storage_read slice register > i64
storage_remove slice register > i64
storage_has_key slice > i64
storage_iter_prefix slice > i64
storage_iter_range slice slice > i64
storage_iter_next number register register > i64
gas i32
validator_stake slice pointer
validator_total_stake pointer
alt_bn128_g1_multiexp slice register
alt_bn128_g1_sum slice register
alt_bn128_pairing_check slice > i64
bls12381_p1_sum slice register > i64
bls12381_p2_sum slice register > i64
bls12381_g1_multiexp slice register > i64
bls12381_g2_multiexp slice register > i64
bls12381_map_fp_to_g1 slice register > i64
bls12381_map_fp2_to_g2 slice register > i64
bls12381_pairing_check slice > i64
bls12381_p1_decompress slice register > i64
bls12381_p2_decompress slice register > i64
`

/** Functions that came with protocol 85, 87 and 88. */
const later = `
chain_id register
p256_verify slice slice slice > i64
ml_dsa_verify slice slice slice > i64
sha3_256 slice register
sha3_384 slice register
sha3_512 slice register
promise_batch_action_transfer_to_gas_key promise slice pointer
promise_batch_action_add_gas_key_with_full_access promise slice number
promise_batch_action_add_gas_key_with_function_call promise slice number pointer slice slice
promise_yield_create_with_id slice slice pointer number number slice > i64
promise_yield_resume_with_yield_id slice slice > i32
universal_state_init_to_account_id slice register > i64
promise_batch_action_universal_state_init promise slice pointer
`

/** A slice is a length and a pointer. */
export type ArgumentKind = 'slice' | 'pointer' | 'register' | 'promise' | 'number' | 'i32'

export type Signature = { args: readonly ArgumentKind[]; result: 'i64' | 'i32' | undefined }

function parse(lines: string): Record<string, Signature> {
  const entries = lines
    .trim()
    .split('\n')
    .map((line): [string, Signature] => {
      const [head = '', result] = line.split(' > ')
      const [name = '', ...args] = head.trim().split(' ')
      return [
        name,
        { args: args as ArgumentKind[], result: result as Signature['result'] | undefined },
      ]
    })
  return Object.fromEntries(entries)
}

export const signatures = parse(text + later.trimStart())

/** Names of the functions that protocol 84 does not have. */
export const laterFunctions: readonly string[] = Object.keys(parse(later))

/** Gives the type of a host function as WebAssembly text. */
export function typeText(name: string): string {
  const signature = signatures[name]
  if (signature === undefined) throw new Error(`There is no host function ${name}.`)
  const { args, result } = signature
  const params = args.flatMap((kind) => {
    if (kind === 'slice') return ['i64', 'i64']
    return kind === 'i32' ? ['i32'] : ['i64']
  })
  const given = result === undefined ? '' : `(result ${result})`
  return `${params.length === 0 ? '' : `(param ${params.join(' ')})`} ${given}`
}
