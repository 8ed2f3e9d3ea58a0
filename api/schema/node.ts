import { brandWithType } from '@pothos/core'
import { isAccountId } from '../../protocol/account-id.ts'
import { isCodeHash } from '../../protocol/code-hash.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import type { ApiContext } from '../context.ts'
import { MAX_NODES } from '../limits/limits.ts'
import { lengthAsked, readList } from './arguments.ts'
import { builder } from './builder.ts'
import { loadContract } from './contract.ts'
import { loadDeployment } from './deployment.ts'
import { type NodeType, readGlobalId } from './global-id.ts'
import { loadOperator } from './operator.ts'
import { loadRecipe } from './recipe.ts'
import {
  attestationRef,
  builderRef,
  codeRef,
  contractRef,
  deploymentRef,
  operatorRef,
  policyRef,
  recipeRef,
  sourceRef,
} from './refs.ts'

type Found = MaybePromise<object | null | undefined>

/** Finds a node by the key in its id; what nobody has recorded is null. */
const FIND: Record<NodeType, (key: string, context: ApiContext) => Found> = {
  Attestation: (key, { rows }) => (SEQ.test(key) ? rows().attestation(Number(key)) : undefined),
  Builder: (id, { rows }) => (isAccountId(id) ? rows().builder(id) : undefined),
  Code: (hash) => (isCodeHash(hash) ? { hash } : undefined),
  Contract: (id, context) => (isAccountId(id) ? loadContract(id, context) : undefined),
  Deployment: (text, context) => loadDeployment(text, context),
  Operator: (id, context) => (isAccountId(id) ? loadOperator(id, context) : undefined),
  Policy: (key, { rows }) => (SEQ.test(key) ? rows().policy(Number(key)) : undefined),
  Recipe: (id, context) => (isCodeHash(id) ? loadRecipe({ recipe_id: id }, context) : undefined),
  Source: (id, { rows }) => (isCodeHash(id) ? rows().source(id) : undefined),
}

const REFS = {
  Attestation: attestationRef,
  Builder: builderRef,
  Code: codeRef,
  Contract: contractRef,
  Deployment: deploymentRef,
  Operator: operatorRef,
  Policy: policyRef,
  Recipe: recipeRef,
  Source: sourceRef,
} as const satisfies Record<NodeType, unknown>

const SEQ = /^[1-9]\d{0,14}$/

/** Finds what an id stands for; throws an ApiError if it is no id of ours. */
export function findNode(id: string, field: string, context: ApiContext): Found {
  const { type, key } = readGlobalId(id, field)
  return andThen(FIND[type](key, context), (node) => {
    // Else the interface would not know which type it is.
    if (node != null) brandWithType(node, REFS[type])
    return node ?? null
  })
}

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'What an `id` stands for; null if nobody has recorded it.',
    args: { id: t.arg.id({ required: true, description: 'An `id` that was given before.' }) },
    complexity: 10,
    resolve: (_, { id }, context) => findNode(String(id), 'id', context),
  }),
)

builder.queryField('nodes', (t) =>
  t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: true, items: true },
    description:
      'What several ids stand for, in the order given. An id that cannot be read is null with an error at its place.',
    args: {
      ids: t.arg.idList({ required: true, description: `The ids: 1 to ${MAX_NODES}.` }),
    },
    complexity: ({ ids }) => ({ field: 10, multiplier: lengthAsked(ids, MAX_NODES) }),
    resolve: async (_, { ids }, context) => {
      const found = readList(ids, MAX_NODES, 'ids').map(async (id, i) =>
        findNode(String(id), `ids[${i}]`, context),
      )
      await Promise.allSettled(found)
      return found
    },
  }),
)
