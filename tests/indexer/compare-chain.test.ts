import test from 'ava'
import { ChainError } from '../../chain/index.ts'
import {
  type AskRegistry,
  compareWithChain,
  type HeadInBlock,
} from '../../indexer/audit/compare-chain.ts'
import { type Cursor, writeBatch } from '../../store/index.ts'
import { SQLITE } from '../store/databases.ts'
import { attestation, batch } from '../store/rows.ts'

// What a devnet cannot be brought to: nodes that are behind, that forget, or that lie.

const cursor: Cursor = {
  network: 'testing',
  registry: 'registry.near',
  height: 103,
  block_hash: 'block 103',
  timestamp: '1700000000000000000',
  seq: 3,
  head: 'head 3',
  data_version: 3,
}

type Node = {
  last: HeadInBlock
  heads?: Record<number, { seq: number; head: string }>
  fails?: boolean
}

function nodeOf({ last, heads = {}, fails = false }: Node): AskRegistry {
  return {
    async chainId() {
      if (fails) throw new ChainError('RPC_UNREACHABLE', 'The node cannot be reached.')
      return 'testing'
    },
    block: async () => undefined,
    async head(_registry, height) {
      if (height === undefined) return last
      const then = heads[height]
      return then && { ...then, blockHeight: height }
    },
  }
}

async function compare(t: Parameters<typeof SQLITE.open>[0], node: Node) {
  const { db } = await SQLITE.open(t)
  await writeBatch(db, batch([1, 2, 3].map((seq) => attestation(seq))))
  return await compareWithChain(db, cursor, nodeOf(node))
}

const TABLE: Record<
  string,
  { node: Node; confirmed: boolean | null; said: RegExp; behind?: number }
> = {
  'the same events': {
    node: { last: { seq: 3, head: 'head 3', blockHeight: 110 } },
    confirmed: true,
    said: /confirms event 3 .* as of block 110/,
    behind: 0,
  },
  'another head after as many events': {
    node: { last: { seq: 3, head: 'other', blockHeight: 110 } },
    confirmed: false,
    said: /After event 3 the registry's head is other, but the mirror's is head 3/,
    behind: 0,
  },
  "more events, and the state of the mirror's block": {
    node: {
      last: { seq: 5, head: 'head 5', blockHeight: 110 },
      heads: { 103: { seq: 3, head: 'head 3' } },
    },
    confirmed: true,
    said: /as of block 103/,
    behind: 2,
  },
  'a view that does not see what its own block did': {
    node: {
      last: { seq: 5, head: 'head 5', blockHeight: 110 },
      heads: { 103: { seq: 2, head: 'head 2' }, 105: { seq: 3, head: 'head 3' } },
    },
    confirmed: true,
    said: /as of block 105/,
    behind: 2,
  },
  "more events already in the mirror's block": {
    node: {
      last: { seq: 5, head: 'head 5', blockHeight: 110 },
      heads: { 103: { seq: 4, head: 'head 4' } },
    },
    confirmed: false,
    said: /had 4 events in block 103, but the mirror, which has seen block 103, has 3/,
    behind: 2,
  },
  'more events, and the earlier state forgotten': {
    node: { last: { seq: 5, head: 'head 5', blockHeight: 900_000 } },
    confirmed: null,
    said: /does not have the registry's state in block 103 any more/,
    behind: 2,
  },
  'a node that has not come as far as the mirror': {
    node: { last: { seq: 2, head: 'head 2', blockHeight: 102 } },
    confirmed: null,
    said: /has come to block 102 only, and confirms the mirror up to event 2/,
    behind: 0,
  },
  'a node that is behind, and has another head': {
    node: { last: { seq: 2, head: 'other', blockHeight: 102 } },
    confirmed: false,
    said: /After event 2 the registry's head is other, but the mirror's is head 2/,
    behind: 0,
  },
  "fewer events long after the mirror's block": {
    node: { last: { seq: 2, head: 'head 2', blockHeight: 200 } },
    confirmed: false,
    said: /has 2 events in block 200, but the mirror has 3 up to block 103/,
    behind: 0,
  },
  'no answer': {
    node: { last: { seq: 0, head: '', blockHeight: 0 }, fails: true },
    confirmed: null,
    said: /could not be asked: The node cannot be reached/,
  },
}

for (const [title, { node, confirmed, said, behind = null }] of Object.entries(TABLE)) {
  test(`the registry has ${title}`, async (t) => {
    const compared = await compare(t, node)
    t.is(compared.confirmed, confirmed)
    t.regex(compared.said, said)
    t.is(compared.behind, behind)
  })
}
