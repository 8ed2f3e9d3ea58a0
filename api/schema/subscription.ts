import { readAccountId } from '../../protocol/account-id.ts'
import type { LoggedEvent } from '../../store/index.ts'
import type { ApiContext } from '../context.ts'
import { MAX_WATCHED } from '../limits/limits.ts'
import { rowsOf } from '../mirror/rows.ts'
import type { VerdictChange } from '../subscriptions/verdict-stream.ts'
import { readArgument, readList, readPositive } from './arguments.ts'
import { filterInput, readFilter } from './attestation-filter.ts'
import { builder } from './builder.ts'
import { POLICY, policyInput } from './policy.ts'
import { attestationRef, contractRef } from './refs.ts'
import { verdictType } from './verdict.ts'

builder.subscriptionType({
  description:
    'What is told as it happens, as server-sent events. Each ends after an hour at most; a client then asks again.',
})

const verdictChangeType = builder.objectRef<VerdictChange>('VerdictChange').implement({
  description: 'What runs at an account, and the verdict on it.',
  fields: (t) => ({
    contract: t.expose('contract', {
      type: contractRef,
      description: 'The account and the code that runs there.',
    }),
    verdict: t.expose('verdict', {
      type: verdictType,
      description: 'The verdict on it, under the policy of the subscription.',
    }),
  }),
})

const eventType = builder.objectRef<LoggedEvent>('RegistryEvent').implement({
  description: 'An event of the registry, as it was logged.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number, from 1.' }),
    text: t.exposeString('event_json', {
      description: 'The log line after `EVENT_JSON:`, byte for byte: the hash chain is over it.',
    }),
    head: t.expose('head', {
      type: 'Hash',
      description: 'Head of the hash chain after this event.',
    }),
    blockHeight: t.exposeInt('block_height', { description: 'Height of its block.' }),
    blockHash: t.expose('block_hash', { type: 'Hash', description: 'Hash of its block.' }),
    receiptId: t.expose('receipt_id', {
      type: 'Hash',
      description: 'The receipt that logged it.',
    }),
    txHash: t.expose('tx_hash', {
      type: 'Hash',
      nullable: true,
      description: 'The transaction; null where the source of blocks does not say.',
    }),
    logIndex: t.exposeInt('log_index', {
      description: 'Position among the logs of the receipt, from 0.',
    }),
  }),
})

builder.subscriptionField('attestations', (t) =>
  t.field({
    type: attestationRef,
    description: 'Attestations as they are indexed, from now on.',
    args: {
      filter: t.arg({ type: filterInput, description: 'Which ones; all if not given.' }),
    },
    subscribe: (_, { filter }, context) => {
      const wanted = readFilter(filter)
      refresh(context)
      return context.streams.attestations(wanted, cutOff(context))
    },
    resolve: (row) => row,
  }),
)

builder.subscriptionField('events', (t) =>
  t.field({
    type: eventType,
    description: "The registry's events, from a number on and then each as it is indexed.",
    args: {
      fromSeq: t.arg.int({ description: 'Number of the first event; the next one if not given.' }),
    },
    subscribe: (_, { fromSeq }, context) =>
      context.streams.events(
        fromSeq == null ? undefined : readPositive(fromSeq, 'fromSeq'),
        cutOff(context),
      ),
    resolve: (event) => event,
  }),
)

builder.subscriptionField('verdictChanged', (t) =>
  t.field({
    type: verdictChangeType,
    description:
      'The verdict on each of the accounts, and again whenever its status or the code hash has changed.',
    args: {
      accountIds: t.arg({
        type: ['AccountId'],
        required: true,
        description: `The accounts: 1 to ${MAX_WATCHED}.`,
      }),
      policy: t.arg({ type: policyInput, required: true, description: POLICY }),
    },
    subscribe: async (_, args, context) => {
      const accountIds = readList(args.accountIds, MAX_WATCHED, 'accountIds').map((text, i) =>
        readArgument(`accountIds[${i}]`, (field) => readAccountId(text, field)),
      )
      // A policy that cannot be read is said at once.
      await context.policies.read(args.policy)
      refresh(context)
      const of = { accountIds: [...new Set(accountIds)], policy: args.policy }
      return context.streams.verdicts(of, cutOff(context))
    },
    resolve: (change) => change,
  }),
)

const cutOff = (context: ApiContext) => () => void context.res?.destroy()

/** Lets look-ups remember nothing: a subscription lasts long, and rows change. */
function refresh(context: ApiContext): void {
  context.rows = rowsOf(context.mirror, context.turn, { remember: false })
}
