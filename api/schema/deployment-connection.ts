import { readAccountId } from '../../protocol/account-id.ts'
import { readCodeHash } from '../../protocol/code-hash.ts'
import { type DeploymentFilter, deploymentPage } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { readOptionalArgument } from './arguments.ts'
import { builder } from './builder.ts'
import { connectionOf, type PageArgs, pageArgs, pageComplexity, readPage } from './connection.ts'
import { deploymentCursor } from './cursors.ts'
import { codeRef, contractRef, deploymentRef } from './refs.ts'

const deploymentConnection = connectionOf(
  deploymentRef,
  'Deployment',
  'Deployments by account; those of one account newest first.',
)

function readDeployments({ mirror }: ApiContext, args: PageArgs, filter: DeploymentFilter) {
  return readPage(args, deploymentCursor, {
    read: async (page) => deploymentPage(await mirror.database(), { ...page, filter }),
    keyOf: ({ account_id, block_height }) => ({ accountId: account_id, height: block_height }),
    nodeOf: (row) => row,
  })
}

const currentArg = builder.args((t) => ({
  current: t.boolean({
    description: 'true: only what runs now; false: only what does not any more; both if not given.',
  }),
}))

const filterInput = builder.inputType('DeploymentFilter', {
  description: 'Which deployments are wanted. Fields that are left out do not matter.',
  fields: (t) => ({
    accountId: t.field({ type: 'AccountId', description: 'On this account.' }),
    codeHash: t.field({
      type: 'Hash',
      description: 'Of this code, on the account itself or as a global contract by hash.',
    }),
    globalAccountId: t.field({
      type: 'AccountId',
      description: 'Of the global contract of this account.',
    }),
    current: t.boolean({ description: 'true: in force; false: over.' }),
  }),
})

builder.queryField('deployments', (t) =>
  t.field({
    type: deploymentConnection,
    nullable: true,
    description:
      'What accounts run and ran. The indexer follows accounts that somebody has asked about, or all if it was told so.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: filterInput, description: 'Which ones; all if not given.' }),
    },
    complexity: pageComplexity,
    resolve: (_, { filter, ...page }, context) =>
      readDeployments(context, page, {
        accountId: readOptionalArgument('filter.accountId', filter?.accountId, readAccountId),
        codeHash: readOptionalArgument('filter.codeHash', filter?.codeHash, readCodeHash),
        owner: readOptionalArgument(
          'filter.globalAccountId',
          filter?.globalAccountId,
          readAccountId,
        ),
        current: filter?.current ?? undefined,
      }),
  }),
)

builder.objectField(contractRef, 'deployments', (t) =>
  t.field({
    type: deploymentConnection,
    nullable: true,
    description: 'What the account runs and ran, newest first, as far as the indexer has seen it.',
    args: pageArgs,
    complexity: pageComplexity,
    resolve: ({ accountId }, page, context) => readDeployments(context, page, { accountId }),
  }),
)

builder.objectField(contractRef, 'users', (t) =>
  t.field({
    type: deploymentConnection,
    nullable: true,
    description: 'Accounts that run and ran the global contract of this account, by their names.',
    args: { ...pageArgs, ...currentArg },
    complexity: pageComplexity,
    resolve: ({ accountId: owner }, { current, ...page }, context) =>
      readDeployments(context, page, { owner, current: current ?? undefined }),
  }),
)

builder.objectField(codeRef, 'deployments', (t) =>
  t.field({
    type: deploymentConnection,
    nullable: true,
    description:
      'Accounts that run and ran this code, by their names: on the account itself, or as a global contract by hash. For users of global contracts by account see `globalContracts`.',
    args: { ...pageArgs, ...currentArg },
    complexity: pageComplexity,
    resolve: ({ hash }, { current, ...page }, context) =>
      readDeployments(context, page, { codeHash: hash, current: current ?? undefined }),
  }),
)
