import { z } from 'zod'
import { NETWORK_MODES } from '../../protocol/attestation.ts'
import { MAX_ACCOUNTS, MAX_GROUPS, MAX_OPERATORS } from '../../protocol/policy.ts'
import { AccountId, Hash, Nanoseconds, PolicyName, Seq } from './values.ts'

// The types of policies and verdicts, for the registry's ABI.

const conditions = {
  max_age: z.int().min(1).max(36_500).nullish(),
  min_environments: z.int().min(1).max(MAX_ACCOUNTS).nullish(),
  network: z.array(z.enum(NETWORK_MODES)).min(1).max(NETWORK_MODES.length).nullish(),
  max_dissent: z.int().min(0).max(MAX_OPERATORS).nullish(),
}

const Operator = z
  .strictObject({ name: PolicyName, accounts: z.array(AccountId).min(1).max(MAX_ACCOUNTS) })
  .meta({ id: 'Operator', description: 'One party that runs builders.' })

const Group = z
  .strictObject({
    name: PolicyName,
    k: z.int().min(1),
    members: z
      .array(PolicyName)
      .min(1)
      .max(MAX_OPERATORS + MAX_GROUPS),
  })
  .meta({ id: 'Group', description: '`k` of operators and earlier groups.' })

export const Policy = z
  .union([
    z.strictObject({
      operators: z.array(Operator).min(1).max(MAX_OPERATORS),
      groups: z.array(Group).max(MAX_GROUPS).nullish(),
      quorum: PolicyName,
      ...conditions,
    }),
    z.strictObject({ anyone: z.int().min(1).max(MAX_ACCOUNTS), ...conditions }),
  ])
  .meta({ id: 'Policy', description: 'Who counts and how many are needed, in JSON form.' })

export const StoredPolicy = z
  .strictObject({
    owner: AccountId,
    name: PolicyName,
    version: z.int().min(1),
    digest: Hash,
    policy: Policy,
  })
  .meta({ id: 'StoredPolicy', description: 'A policy in force in the registry.' })

const Position = z
  .strictObject({
    operator: z.string(),
    builder: AccountId,
    seq: Seq,
    recipe_id: Hash,
    code_hash: Hash.nullable(),
    source_id: Hash,
  })
  .meta({ id: 'Position', description: 'Where a builder stands, by one attestation.' })

const QuorumNode = z
  .strictObject({
    name: z.string(),
    k: z.int().min(1),
    get members() {
      return z.array(QuorumNode)
    },
    satisfied: z.boolean(),
    missing: z.int().min(0),
  })
  .meta({ id: 'QuorumNode', description: 'How far a group or operator is satisfied.' })

const ignoredReasons = ['NOT_IN_POLICY', 'WITHDRAWN', 'SUBJECT_ITSELF', 'TOO_OLD', 'NETWORK']

export const Verdict = z
  .strictObject({
    status: z.enum(['DISPUTED', 'VERIFIED', 'PARTIAL', 'UNATTESTED']),
    policy_digest: Hash,
    open: z.boolean(),
    code_hash: Hash,
    supporting: z.array(Position),
    dissenting: z.array(Position),
    failed: z.array(Position),
    silent: z.array(z.strictObject({ operator: z.string(), builder: AccountId })),
    ignored: z.array(
      z.strictObject({ builder: AccountId, seq: Seq, reason: z.enum(ignoredReasons) }),
    ),
    equivocations: z.array(
      z.strictObject({ operator: z.string().nullable(), builder: AccountId, recipe_id: Hash }),
    ),
    sources: z.array(
      z.strictObject({
        source_id: Hash,
        operators: z.array(z.string()),
        environments: z.int().min(0),
        quorum: QuorumNode,
        satisfied: z.boolean(),
      }),
    ),
    quorum: QuorumNode,
    missing: z.int().min(0),
    missing_environments: z.int().min(0),
    as_of: z.strictObject({
      block_height: z.int().min(0),
      block_hash: z.null(),
      timestamp: Nanoseconds,
      seq: z.int().min(0),
      head: Hash,
    }),
  })
  .meta({ id: 'Verdict', description: 'The answer under a policy, with every reason for it.' })
