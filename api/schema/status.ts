import { type Cursor, readTotals, SCHEMA_VERSION, type Totals } from '../../store/index.ts'
import { builder } from './builder.ts'

type Status = Cursor & { chainHeight: number | null }

const totalsType = builder.objectRef<Totals>('Totals').implement({
  description: 'How much there is of everything; counted as it comes, so asking costs nothing.',
  fields: (t) => ({
    attestations: t.exposeInt('attestations', { description: 'Attestations, live or ended.' }),
    liveAttestations: t.exposeInt('live_attestations', {
      description: 'Attestations that are neither superseded nor withdrawn.',
    }),
    recipes: t.exposeInt('recipes', { description: 'Recipes that have been attested.' }),
    sources: t.exposeInt('sources', { description: 'Sources of these recipes.' }),
    builders: t.exposeInt('builders', { description: 'Accounts that have attested.' }),
    operators: t.exposeInt('operators', {
      description: 'Accounts that have declared an operator.',
    }),
    policiesInForce: t.exposeInt('policies_in_force', {
      description: 'Policies in the registry that are in force.',
    }),
    openConflicts: t.exposeInt('open_conflicts', {
      description: 'Recipes on which live attestations differ.',
    }),
    equivocations: t.exposeInt('equivocations', {
      description: 'Attestations that gave another hash than the builder had given before.',
    }),
    deployments: t.exposeInt('deployments', {
      description: 'Times that an account was seen to come to run something.',
    }),
    watchedAccounts: t.exposeInt('watched', {
      description: 'Accounts whose deployments are followed.',
    }),
  }),
})

const statusType = builder.objectRef<Status>('Status').implement({
  description: 'How far the mirror has come.',
  extensions: { varies: 'block' },
  fields: (t) => ({
    network: t.exposeString('network', {
      description: "NEAR's name of the network, for example `mainnet`.",
    }),
    registry: t.expose('registry', {
      type: 'AccountId',
      description: 'The registry that is mirrored.',
    }),
    indexedHeight: t.exposeInt('height', {
      description: 'Last block that the mirror has taken in.',
    }),
    indexedHash: t.expose('block_hash', { type: 'Hash', description: 'Hash of that block.' }),
    indexedTimestamp: t.expose('timestamp', {
      type: 'Nanoseconds',
      description: 'Time of that block.',
    }),
    chainHeight: t.exposeInt('chainHeight', {
      extensions: { varies: 'answer' },
      nullable: true,
      description: 'Last final block of the chain; null while NEAR cannot be asked.',
    }),
    lag: t.int({
      extensions: { varies: 'answer' },
      nullable: true,
      description: 'Blocks by which the mirror is behind; null while NEAR cannot be asked.',
      resolve: ({ height, chainHeight }) =>
        chainHeight === null ? null : Math.max(0, chainHeight - height),
    }),
    totals: t.field({
      type: totalsType,
      nullable: true,
      description: 'How much there is of everything.',
      resolve: async (_, __, { mirror }) => readTotals(await mirror.database()),
    }),
    dataVersion: t.exposeInt('data_version', {
      description: 'Grows with every change of the data; equal versions mean equal answers.',
    }),
    version: t.string({
      description: 'Version of Countersign that answers.',
      resolve: (_, __, { version }) => version,
    }),
    schemaVersion: t.int({
      description: "Version of the mirror's tables.",
      resolve: () => SCHEMA_VERSION,
    }),
    seq: t.exposeInt('seq', { description: 'Number of the last event; 0 before the first.' }),
    head: t.expose('head', {
      type: 'Hash',
      description:
        "Head of the hash chain over all events; the registry's `get_head` gives the same.",
    }),
  }),
})

builder.queryField('status', (t) =>
  t.field({
    type: statusType,
    nullable: true,
    description: 'How far the mirror has come, and how far the chain.',
    resolve: async (_, __, { mirror, chainHeight }) => {
      const [cursor, height] = await Promise.all([mirror.cursor(), chainHeight()])
      return { ...cursor, chainHeight: height }
    },
  }),
)
