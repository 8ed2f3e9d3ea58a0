import type { CodeKind, ResolvedCode } from '../../chain/index.ts'
import { type AccountId, readAccountId } from '../../protocol/account-id.ts'
import { readArgument } from '../arguments.ts'
import { andThen } from '../maybe-promise.ts'
import { builder } from './builder.ts'
import { codeType } from './code.ts'
import { POLICY, policyInput } from './policy.ts'
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

type Contract = ResolvedCode & { accountId: AccountId }

const contractType = builder.objectRef<Contract>('Contract').implement({
  description: 'An account and the code that runs there, read from NEAR when the question came.',
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
      type: codeType,
      nullable: true,
      description: 'What is known of the code, wherever it runs.',
      resolve: ({ codeHash }) => (codeHash === null ? null : { hash: codeHash }),
    }),
    verdict: t.field({
      type: verdictType,
      nullable: true,
      description: 'Whether the code that runs here has enough matching independent attestations.',
      args: { policy: t.arg({ type: policyInput, required: true, description: POLICY }) },
      complexity: 20,
      resolve: (contract, args, { policies, verdicts }) =>
        andThen(policies.read(args.policy), (policy) => verdicts.onContract(policy, contract)),
    }),
  }),
})

builder.queryField('contract', (t) =>
  t.field({
    type: contractType,
    nullable: true,
    description: 'The code that runs at an account.',
    args: { accountId: t.arg({ type: 'AccountId', required: true, description: 'The account.' }) },
    complexity: 20,
    resolve: (_, args, { deployedCode }) => {
      const accountId = readArgument('accountId', (field) => readAccountId(args.accountId, field))
      return andThen(deployedCode(accountId), (code) => ({ accountId, ...code }))
    },
  }),
)
