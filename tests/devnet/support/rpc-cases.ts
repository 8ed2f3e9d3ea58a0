import type { Devnet } from '../../../devnet/index.ts'

/** What is known once the devnet runs. */
export type Known = {
  devnet: Devnet
  txHash: string
  receiptId: string
  publicKey: string
  codeHash: string
  epochId: string
  chunkHash: string
  headHash: string
  /** A height below the head that has no block. */
  skippedHeight: number
  /** Signs a transaction that is good, as base64. */
  signed: () => Promise<string>
}

/** What is sent, or how to make it of what is known. */
type Params = object | string | null | ((known: Known) => unknown)

const final = { finality: 'final' }
const alice = { account_id: 'alice.test.near' }
const nobody = { account_id: 'nobody.near', ...final }
const root = { account_id: 'test.near', ...final }
const sender = { sender_account_id: 'alice.test.near' }
const nothing = '11111111111111111111111111111112'
const get = { method_name: 'get', args_base64: '' }
const key = ({ publicKey }: Known) => ({ ...root, public_key: publicKey })
const state = { ...alice, ...final, prefix_base64: '' }
/** What alice keeps is too large for an answer without pages. */
const page = { ...state, limit: 1 }

const proof = ({ txHash, headHash }: Known) => ({
  type: 'transaction',
  transaction_hash: txHash,
  sender_id: 'alice.test.near',
  light_client_head: headHash,
})
const genesis = ({ devnet }: Known) => [devnet.node.blocks.first().header.hash]

/** Requests that are answered: title, method, parameters. A query's title is its type. */
export const CASES: readonly [title: string, method: string, params: Params][] = [
  ['by finality', 'block', final],
  ['by height', 'block', { block_id: 1 }],
  ['of genesis', 'block', { sync_checkpoint: 'genesis' }],
  ['by height', 'block_effects', { block_id: 4 }],
  ['as it was signed', 'broadcast_tx_async', async ({ signed }: Known) => [await signed()]],
  ['as it was signed', 'broadcast_tx_commit', async ({ signed }: Known) => [await signed()]],
  ...['account_changes', 'contract_code_changes', 'all_access_key_changes'].map(
    (changes_type): [string, string, Params] => [
      changes_type,
      'changes',
      { changes_type, account_ids: ['alice.test.near'], block_id: 2 },
    ],
  ),
  [
    'single_access_key_changes',
    'changes',
    ({ publicKey }: Known) => ({
      changes_type: 'single_access_key_changes',
      keys: [{ account_id: 'test.near', public_key: publicKey }],
      block_id: 1,
    }),
  ],
  [
    'data_changes',
    'EXPERIMENTAL_changes',
    {
      changes_type: 'data_changes',
      account_ids: ['alice.test.near'],
      key_prefix_base64: '',
      ...final,
    },
  ],
  ['by block and shard', 'chunk', { block_id: 2, shard_id: 0 }],
  ['by hash', 'chunk', ({ chunkHash }: Known) => ({ chunk_id: chunkHash })],
  ['of the head', 'gas_price', [null]],
  ['with nothing', 'genesis_config', null],
  ['with nothing', 'health', []],
  ['of somebody', 'maintenance_windows', { account_id: 'alice.test.near' }],
  ['of a transaction', 'light_client_proof', proof],
  ['with nothing', 'network_info', []],
  ['after genesis', 'next_light_client_block', genesis],
  ['view_account', 'query', { request_type: 'view_account', ...alice, ...final }],
  [
    'view_access_key',
    'query',
    (known: Known) => ({ request_type: 'view_access_key', ...key(known) }),
  ],
  ['view_access_key_list', 'query', { request_type: 'view_access_key_list', ...alice, ...final }],
  ['view_code', 'query', { request_type: 'view_code', ...alice, ...final }],
  ['view_state', 'query', { request_type: 'view_state', ...page }],
  ['call_function', 'query', { request_type: 'call_function', ...alice, ...get, block_id: 6 }],
  [
    'view_global_contract_code',
    'query',
    ({ codeHash }: Known) => ({
      request_type: 'view_global_contract_code',
      code_hash: codeHash,
      ...final,
    }),
  ],
  [
    'view_global_contract_code_by_account_id',
    'query',
    { request_type: 'view_global_contract_code_by_account_id', ...alice, ...final },
  ],
  ['by no blocks', 'sandbox_fast_forward', { delta_height: 0 }],
  [
    'of data',
    'sandbox_patch_state',
    { records: [{ Data: { account_id: 'test.near', data_key: 'AA==', value: 'AA==' } }] },
  ],
  ...['INCLUDED', 'EXECUTED_OPTIMISTIC', 'FINAL'].map((wait_until): [string, string, Params] => [
    `until ${wait_until}`,
    'send_tx',
    async ({ signed }: Known) => ({ signed_tx_base64: await signed(), wait_until }),
  ]),
  ['with nothing', 'status', []],
  ['by hash', 'tx', ({ txHash }: Known) => ({ tx_hash: txHash, ...sender })],
  ['of the head', 'validators', [null]],
  ['latest', 'validators', 'latest'],
  ['of the epoch', 'validators', ({ epochId }: Known) => ({ epoch_id: epochId })],
  ['of a method', 'EXPERIMENTAL_call_function', { ...alice, ...get, block_id: 6 }],
  ['by height', 'EXPERIMENTAL_changes_in_block', { block_id: 2 }],
  ['by hash', 'EXPERIMENTAL_congestion_level', ({ chunkHash }: Known) => [chunkHash]],
  ['with nothing', 'EXPERIMENTAL_genesis_config', []],
  [
    'of genesis',
    'EXPERIMENTAL_light_client_block_proof',
    (known: Known) => ({
      block_hash: known.devnet.node.blocks.first().header.hash,
      light_client_head: known.headHash,
    }),
  ],
  ['of a transaction', 'EXPERIMENTAL_light_client_proof', proof],
  ['of the validator', 'EXPERIMENTAL_maintenance_windows', ['test.near']],
  ['by finality', 'EXPERIMENTAL_protocol_config', final],
  ['by its id', 'EXPERIMENTAL_receipt', ({ receiptId }: Known) => ({ receipt_id: receiptId })],
  [
    'by its id',
    'EXPERIMENTAL_receipt_to_tx',
    ({ receiptId }: Known) => ({ receipt_id: receiptId }),
  ],
  ['with nothing', 'EXPERIMENTAL_split_storage_info', {}],
  ['by hash', 'EXPERIMENTAL_tx_status', ({ txHash }: Known) => [txHash, 'alice.test.near']],
  ['of the head', 'EXPERIMENTAL_validators_ordered', { block_id: null }],
  ['of the root', 'EXPERIMENTAL_view_access_key', key],
  ['of somebody', 'EXPERIMENTAL_view_access_key_list', { ...alice, ...final }],
  ['of somebody', 'EXPERIMENTAL_view_account', { ...alice, ...final }],
  ['of somebody', 'EXPERIMENTAL_view_code', { ...alice, ...final }],
  ['of somebody', 'EXPERIMENTAL_view_state', page],
]

const BLOCK_METHODS = [
  'block',
  'block_effects',
  'gas_price',
  'EXPERIMENTAL_changes_in_block',
  'EXPERIMENTAL_protocol_config',
  'EXPERIMENTAL_validators_ordered',
]
const unsigned = { signed_tx_base64: 'AAAA' }

/** Requests that are refused: title, method, parameters, the name of the cause. */
export const ERRORS: readonly [title: string, method: string, params: Params, name: string][] = [
  ...BLOCK_METHODS.flatMap((method): [string, string, Params, string][] => [
    ['an unknown height', method, { block_id: 123_456 }, 'UNKNOWN_BLOCK'],
    ['an unknown hash', method, { block_id: nothing }, 'UNKNOWN_BLOCK'],
    ['a block of another type', method, { block_id: {} }, 'PARSE_ERROR'],
  ]),
  [
    'a skipped height',
    'block',
    ({ skippedHeight }: Known) => ({ block_id: skippedHeight }),
    'UNKNOWN_BLOCK',
  ],
  ...['changes', 'EXPERIMENTAL_changes'].map((method): [string, string, Params, string] => [
    'an unknown block',
    method,
    { changes_type: 'account_changes', account_ids: ['a.near'], block_id: 123_456 },
    'UNKNOWN_BLOCK',
  ]),
  ['changes of another kind', 'changes', { changes_type: 'weather', ...final }, 'PARSE_ERROR'],
  ...['chunk', 'EXPERIMENTAL_congestion_level'].flatMap(
    (method): [string, string, Params, string][] => [
      ['an unknown chunk', method, { chunk_id: nothing }, 'UNKNOWN_CHUNK'],
      ['a shard that is not there', method, { block_id: 1, shard_id: 3 }, 'INVALID_SHARD_ID'],
      ['an unknown block', method, { block_id: 123_456, shard_id: 0 }, 'UNKNOWN_BLOCK'],
    ],
  ),
  ...['maintenance_windows', 'EXPERIMENTAL_maintenance_windows'].map(
    (method): [string, string, Params, string] => ['no account', method, {}, 'PARSE_ERROR'],
  ),
  ...['query', 'EXPERIMENTAL_view_account'].flatMap(
    (method): [string, string, Params, string][] => [
      [
        'an unknown account',
        method,
        { request_type: 'view_account', ...nobody },
        'UNKNOWN_ACCOUNT',
      ],
      [
        'an unknown block',
        method,
        { request_type: 'view_account', ...alice, block_id: 123_456 },
        'UNKNOWN_BLOCK',
      ],
      ['no account', method, { request_type: 'view_account', ...final }, 'PARSE_ERROR'],
    ],
  ),
  ['another query', 'query', { request_type: 'view_everything', ...final }, 'PARSE_ERROR'],
  ...['query', 'EXPERIMENTAL_view_code'].map((method): [string, string, Params, string] => [
    'an account without code',
    method,
    { request_type: 'view_code', ...root },
    'NO_CONTRACT_CODE',
  ]),
  [
    'unknown global code',
    'query',
    { request_type: 'view_global_contract_code', code_hash: nothing, ...final },
    'NO_GLOBAL_CONTRACT_CODE',
  ],
  [
    'global code of nobody',
    'query',
    { request_type: 'view_global_contract_code_by_account_id', ...nobody },
    'NO_GLOBAL_CONTRACT_CODE',
  ],
  ...['query', 'EXPERIMENTAL_view_state'].flatMap((method): [string, string, Params, string][] => [
    [
      'a state that is too large',
      method,
      { request_type: 'view_state', ...state },
      'TOO_LARGE_CONTRACT_STATE',
    ],
    [
      'a proof',
      method,
      { request_type: 'view_state', ...state, include_proof: true },
      'PARSE_ERROR',
    ],
    ['no prefix', method, { request_type: 'view_state', ...alice, ...final }, 'PARSE_ERROR'],
  ]),
  [
    'a method that is not there',
    'EXPERIMENTAL_call_function',
    { ...alice, ...final, ...get, method_name: 'nothing' },
    'CONTRACT_EXECUTION_ERROR',
  ],
  ['a call of nobody', 'EXPERIMENTAL_call_function', { ...nobody, ...get }, 'UNKNOWN_ACCOUNT'],
  [
    'an unknown key',
    'EXPERIMENTAL_view_access_key',
    (known: Known) => ({ ...key(known), ...alice }),
    'UNKNOWN_ACCESS_KEY',
  ],
  ['no account', 'EXPERIMENTAL_view_access_key_list', final, 'PARSE_ERROR'],
  ['a receipt that is no hash', 'EXPERIMENTAL_receipt', ['x'], 'PARSE_ERROR'],
  ...['EXPERIMENTAL_receipt', 'EXPERIMENTAL_receipt_to_tx'].map(
    (method): [string, string, Params, string] => [
      'an unknown receipt',
      method,
      { receipt_id: nothing },
      'UNKNOWN_RECEIPT',
    ],
  ),
  ['too far', 'sandbox_fast_forward', { delta_height: 1e15 }, 'PARSE_ERROR'],
  ['another record', 'sandbox_patch_state', { records: [{ Weather: {} }] }, 'PARSE_ERROR'],
  ...['send_tx', 'broadcast_tx_commit', 'broadcast_tx_async', 'tx', 'EXPERIMENTAL_tx_status'].map(
    (method): [string, string, Params, string] => [
      'what is no transaction',
      method,
      unsigned,
      'PARSE_ERROR',
    ],
  ),
  [
    'another level',
    'send_tx',
    async ({ signed }: Known) => ({ signed_tx_base64: await signed(), wait_until: 'SOON' }),
    'PARSE_ERROR',
  ],
  ...['send_tx', 'broadcast_tx_commit', 'tx', 'EXPERIMENTAL_tx_status'].map(
    (method): [string, string, Params, string] => [
      'an invalid transaction',
      method,
      async ({ signed }: Known) => ({ signed_tx_base64: await withoutSignature(signed) }),
      'INVALID_TRANSACTION',
    ],
  ),
  ...['tx', 'EXPERIMENTAL_tx_status'].flatMap((method): [string, string, Params, string][] => [
    [
      'an unknown transaction not waited for',
      method,
      { tx_hash: nothing, ...sender, wait_until: 'NONE' },
      'UNKNOWN_TRANSACTION',
    ],
    ['an unknown transaction', method, { tx_hash: nothing, ...sender }, 'TIMEOUT_ERROR'],
    ['no sender', method, { tx_hash: nothing }, 'PARSE_ERROR'],
  ]),
  ...['light_client_proof', 'EXPERIMENTAL_light_client_proof'].flatMap(
    (method): [string, string, Params, string][] => [
      [
        'an unknown transaction',
        method,
        (known: Known) => ({ ...proof(known), transaction_hash: nothing }),
        'UNKNOWN_TRANSACTION_OR_RECEIPT',
      ],
      [
        'an unknown head',
        method,
        (known: Known) => ({ ...proof(known), light_client_head: nothing }),
        'UNKNOWN_BLOCK',
      ],
    ],
  ),
  [
    'an unknown block',
    'EXPERIMENTAL_light_client_block_proof',
    ({ headHash }: Known) => ({ block_hash: nothing, light_client_head: headHash }),
    'UNKNOWN_BLOCK',
  ],
  ['an unknown block', 'next_light_client_block', [nothing], 'UNKNOWN_BLOCK'],
  ['an unknown epoch', 'validators', { epoch_id: nothing }, 'UNKNOWN_EPOCH'],
  ['a block within an epoch', 'validators', { block_id: 2 }, 'VALIDATOR_INFO_UNAVAILABLE'],
]

/** Methods that take no parameters and always answer. */
export const NEVER_REFUSED = [
  'genesis_config',
  'health',
  'network_info',
  'status',
  'EXPERIMENTAL_genesis_config',
  'EXPERIMENTAL_split_storage_info',
]

async function withoutSignature(signed: () => Promise<string>): Promise<string> {
  const bytes = Buffer.from(await signed(), 'base64')
  // ed25519's 64 bytes are the last.
  return bytes.fill(1, bytes.length - 64).toString('base64')
}
