import type { CodeKind } from '../../chain/index.ts'
import { readAccountId } from '../../protocol/account-id.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import type { ApiContext } from '../context.ts'
import { MAX_ACCOUNTS } from '../limits/limits.ts'
import { upgradeabilityOf } from '../near/upgradeability.ts'
import { lengthAsked, readArgument, readList } from './arguments.ts'
import { builder } from './builder.ts'
import { POLICY, policyInput } from './policy.ts'
import { type ContractNode, codeRef, contractRef } from './refs.ts'
import { upgradeabilityType } from './upgradeability.ts'
import { verdictType } from './verdict.ts'

const codeSourceEnum = builder.enumType('CodeSource', {
  description: 'Where the code of an account comes from.',
  values: {
    LOCAL: { value: 'local', description: 'Deployed on the account itself.' },
    GLOBAL_HASH: {
      value: 'global_hash',
      description: 'A global contract by hash, which nobody can change.',
    },
    GLOBAL_ACCOUNT: {
      value: 'global_account',
      description:
        'A global contract by account, which its owner can change for all its users at once.',
    },
    NONE: { value: 'none', description: 'The account has no code.' },
    UNKNOWN_ACCOUNT: { value: 'unknown_account', description: 'The account does not exist.' },
  } as const satisfies Record<string, { value: CodeKind; description: string }>,
})

builder.node(contractRef, {
  description: 'An account and the code that runs there, read from NEAR when the question came.',
  id: { resolve: ({ accountId }) => accountId },
  extensions: { varies: 'answer' },
  fields: (t) => ({
    accountId: t.expose('accountId', {
      type: 'AccountId',
      description: 'The account that was asked about.',
    }),
    codeHash: t.expose('codeHash', {
      type: 'Hash',
      nullable: true,
      description: 'null if no code runs there.',
    }),
    codeSource: t.expose('kind', {
      type: codeSourceEnum,
      description: 'Where the code comes from.',
    }),
    globalAccountId: t.expose('globalAccountId', {
      type: 'AccountId',
      nullable: true,
      description: 'Owner of the global contract, if `codeSource` is `GLOBAL_ACCOUNT`.',
    }),
    blockHeight: t.exposeInt('blockHeight', {
      nullable: true,
      description: 'The final block that this was read at.',
    }),
    blockHash: t.expose('blockHash', {
      type: 'Hash',
      nullable: true,
      description: 'Hash of that block.',
    }),
    code: t.field({
      type: codeRef,
      nullable: true,
      description: 'What is known of the code, wherever it runs.',
      resolve: ({ codeHash }) => (codeHash === null ? null : { hash: codeHash }),
    }),
    verdict: t.field({
      type: verdictType,
      nullable: true,
      description: 'Whether the code that runs here has enough matching independent attestations.',
      args: { policy: t.arg({ type: policyInput, required: true, description: POLICY }) },
      complexity: 10,
      resolve: (contract, args, { policies, verdicts }) =>
        andThen(policies.read(args.policy), (policy) => verdicts.onContract(policy, contract)),
    }),
    watchedSince: t.int({
      nullable: true,
      description:
        'Height of the block from which no change of what runs here is missed, because the indexer watches the account; null if it does not. It begins to soon after the first question.',
      resolve: async ({ accountId }, _, { rows }) =>
        (await rows().watched(accountId))?.since_height ?? null,
    }),
    upgradeability: t.field({
      type: upgradeabilityType,
      nullable: true,
      description:
        'Who can change what runs here, read from NEAR when the question came; null if the account does not exist.',
      // A question to NEAR of its own, and keys of some accounts come by the thousand.
      complexity: 20,
      resolve: (contract, _, { fullAccessKeys }) =>
        contract.kind === 'unknown_account' ? null : upgradeabilityOf(contract, fullAccessKeys),
    }),
  }),
})

/** Reads from NEAR what runs at an account. */
export function loadContract(
  accountId: string,
  { deployedCode }: ApiContext,
): MaybePromise<ContractNode> {
  return andThen(deployedCode(accountId), (code) => ({ accountId, ...code }))
}

builder.queryField('contract', (t) =>
  t.field({
    type: contractRef,
    nullable: true,
    description: 'The code that runs at an account.',
    args: { accountId: t.arg({ type: 'AccountId', required: true, description: 'The account.' }) },
    complexity: 10,
    resolve: (_, args, context) =>
      loadContract(
        readArgument('accountId', (field) => readAccountId(args.accountId, field)),
        context,
      ),
  }),
)

builder.queryField('contracts', (t) =>
  t.field({
    type: [contractRef],
    nullable: { list: true, items: true },
    description:
      'The code that runs at several accounts, in the order given. An account that cannot be read is null with an error at its place; the others are answered.',
    args: {
      accountIds: t.arg({
        type: ['AccountId'],
        required: true,
        description: `The accounts: 1 to ${MAX_ACCOUNTS}.`,
      }),
    },
    complexity: ({ accountIds }) => ({
      field: 5,
      multiplier: lengthAsked(accountIds, MAX_ACCOUNTS),
    }),
    resolve: async (_, { accountIds }, context) => {
      const found = readList(accountIds, MAX_ACCOUNTS, 'accountIds').map(async (text, i) => {
        const id = readArgument(`accountIds[${i}]`, (field) => readAccountId(text, field))
        return await loadContract(id, context)
      })
      // All are waited for, so that what is asked of them next comes at one time and is one query.
      await Promise.allSettled(found)
      return found
    },
  }),
)
