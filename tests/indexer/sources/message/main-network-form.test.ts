import test from 'ava'
import { readBlock } from '../../../../indexer/sources/message/read-block.ts'
import { hashOf } from '../../made-up-registry.ts'

// A block in all the breadth of the main network's, which devnet does not have: shards with gaps in their numbers, chunks that are
// missing, receipts without actions, fields of newer and older nodes. The form is nearcore's `StreamerMessage`.

const header = {
  height: 190_123_456,
  prev_height: 190_123_454,
  epoch_id: hashOf('epoch'),
  hash: hashOf('block'),
  prev_hash: hashOf('block before'),
  // Too large for a JavaScript number to hold exactly.
  timestamp: Number('1780000000123456789'),
  timestamp_nanosec: '1780000000123456789',
  chunk_mask: [true, false, true],
  approvals: ['ed25519:x', null],
}

const outcome = (id: string, executor_id: string, status: unknown, logs: string[] = []) => ({
  proof: [{ hash: hashOf('proof'), direction: 'Right' }],
  block_hash: header.hash,
  id,
  outcome: {
    logs,
    receipt_ids: [hashOf('next')],
    gas_burnt: 4_174_947_687_500,
    tokens_burnt: '417494768750000000000',
    executor_id,
    status,
    metadata: { version: 4, gas_profile: [], contracts: [null, { global_account_id: 'a.near' }] },
  },
})

const receipt = (receipt_id: string, receiver_id: string, body: object) => ({
  predecessor_id: 'maker.near',
  receiver_id,
  receipt_id,
  receipt: body,
  priority: 0,
})

const action = (actions: unknown[]) => ({
  Action: {
    signer_id: 'maker.near',
    signer_public_key: 'ed25519:x',
    gas_price: '100000000',
    output_data_receivers: [],
    input_data_ids: [],
    actions,
    is_promise_yield: false,
  },
})

const update = (type: string, receipt_hash: string, account_id: string, code: object) => ({
  cause: { type, receipt_hash },
  type: 'account_update',
  change: { account_id, amount: '1', locked: '0', storage_usage: 1, storage_paid_at: 0, ...code },
})

const NONE = '11111111111111111111111111111111'
const ids = ['deploy', 'use', 'share', 'call', 'fails'].map(hashOf) as [
  string,
  string,
  string,
  string,
  string,
]
const [deploy, use, share, call, fails] = ids
const code = Buffer.alloc(32, 7).toString('base64')
const CODE_HASH = 'US517G5965aydkZ46HS38QLi7UQiSojurfbQfKCELFx'

const message = (withTransactions: boolean) => {
  const of = (execution_outcome: { id: string }, view: object) => ({
    execution_outcome,
    receipt: view,
    ...(withTransactions ? { tx_hash: hashOf(`tx ${execution_outcome.id}`) } : {}),
  })
  const done = { SuccessValue: '' }
  return {
    block: {
      author: 'node.near',
      header,
      chunks: [{ shard_id: 0 }, { shard_id: 9 }, { shard_id: 11 }],
    },
    shards: [
      {
        shard_id: 0,
        chunk: { author: 'node.near', header: {}, transactions: [], receipts: [] },
        receipt_execution_outcomes: [
          of(
            outcome(deploy, 'made.near', done),
            receipt(deploy, 'made.near', action(['CreateAccount', { DeployContract: { code } }])),
          ),
          of(
            outcome(use, 'user.near', done),
            receipt(
              use,
              'user.near',
              action([{ UseGlobalContractByAccountId: { account_id: 'sharer.near' } }]),
            ),
          ),
        ],
        state_changes: [
          // How the account was left comes last; what its gas was paid back by has another cause.
          update('receipt_processing', deploy, 'made.near', { code_hash: NONE }),
          update('receipt_processing', deploy, 'made.near', { code_hash: CODE_HASH }),
          update('action_receipt_gas_reward', deploy, 'made.near', { code_hash: CODE_HASH }),
          // Older and newer nodes write out what is not there.
          update('receipt_processing', use, 'user.near', {
            code_hash: NONE,
            global_contract_hash: null,
            global_contract_account_id: 'sharer.near',
          }),
          {
            cause: { type: 'validator_accounts_update' },
            type: 'account_update',
            change: { account_id: 'node.near' },
          },
          { cause: { type: 'migration' }, type: 'something_new', change: {} },
        ],
      },
      // A shard whose chunk was not made.
      { shard_id: 9, chunk: null, receipt_execution_outcomes: [], state_changes: [] },
      {
        shard_id: 11,
        chunk: { author: 'node.near', header: {}, transactions: [], receipts: [] },
        receipt_execution_outcomes: [
          of(
            outcome(share, 'sharer.near', { SuccessReceiptId: hashOf('x') }),
            receipt(share, 'sharer.near', action([{ DeployGlobalContractByAccountId: { code } }])),
          ),
          of(
            outcome(call, 'registry.near', done, ['a log']),
            receipt(
              call,
              'registry.near',
              action([{ FunctionCall: { method_name: 'm', args: '', gas: 1, deposit: '0' } }]),
            ),
          ),
          of(
            outcome(fails, 'made.near', { Failure: { ActionError: { index: 0, kind: 'X' } } }),
            receipt(fails, 'made.near', action([{ DeleteAccount: { beneficiary_id: 'a.near' } }])),
          ),
          of(
            outcome(hashOf('data'), 'made.near', done),
            receipt(hashOf('data'), 'made.near', { Data: { data_id: hashOf('d'), data: null } }),
          ),
          of(
            outcome(hashOf('spread'), 'system', done),
            receipt(hashOf('spread'), 'system', {
              GlobalContractDistribution: { id: { account_id: 'sharer.near' }, code },
            }),
          ),
        ],
        state_changes: [],
      },
    ],
  }
}

for (const [name, withTransactions] of [
  ['neardata', true],
  ['NEAR Lake', false],
] as const) {
  test(`a block of the main network as ${name} gives it is read`, (t) => {
    const json = JSON.parse(JSON.stringify(message(withTransactions)))
    const block = readBlock(json, { executor: 'registry.near', code: 'all' })
    const origin = (receiptId: string) => ({
      receiptId,
      txHash: withTransactions ? hashOf(`tx ${receiptId}`) : null,
      signer: 'maker.near',
    })
    t.deepEqual(block, {
      height: header.height,
      hash: header.hash,
      prevHash: header.prev_hash,
      timestamp: '1780000000123456789',
      receipts: [
        {
          receiptId: call,
          txHash: withTransactions ? hashOf(`tx ${call}`) : null,
          executorId: 'registry.near',
          status: 'SuccessValue',
          logs: ['a log'],
        },
      ],
      codeChanges: [
        { accountId: 'made.near', code: { kind: 'local', hash: CODE_HASH }, ...origin(deploy) },
        {
          accountId: 'user.near',
          code: { kind: 'global_account', owner: 'sharer.near' },
          ...origin(use),
        },
      ],
      globalCodes: [{ owner: 'sharer.near', hash: CODE_HASH, ...origin(share) }],
    })
  })
}
