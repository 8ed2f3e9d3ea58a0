import type { Cursor } from '../../store/index.ts'
import { builder } from './builder.ts'

type Status = Cursor & { chainHeight: number | null }

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
