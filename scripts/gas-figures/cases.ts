import {
  collection,
  expensive100,
  expensive10000,
  expensive20000,
  highLevelMinimal,
  lowLevelApi,
  minimal,
  type Published,
} from './published.ts'

export type Case = {
  title: string
  /** A file of `contracts/`, without its ending. Cases of one contract run on one account, in their order. */
  contract: string
  /** Bytes of the published contract, which loading is paid by: an empty section makes ours as long. */
  size: number
  method: string
  /** Arguments of the calls; the last one is measured. */
  calls: readonly string[]
  published: Published
}

/** What near-workspaces sends for arguments that are an empty text. */
const EMPTY = '""'

const entry = (key: string, value: string): string =>
  JSON.stringify({ key: key.repeat(100), value: value.repeat(100) })

const expensive = (n: number, published: Published): Case => ({
  title: `${n.toLocaleString('en-US')} turns`,
  contract: 'expensive-calculation',
  size: 312_666,
  method: 'expensive',
  calls: [JSON.stringify({ n })],
  published,
})

/** The published calls of contracts in Rust that need no other contract; `n` in the order in which they found the state. */
export const CASES: readonly Case[] = [
  {
    title: 'minimal',
    contract: 'minimal',
    size: 219,
    method: 'empty',
    calls: [EMPTY],
    published: minimal,
  },
  {
    title: 'low-level API',
    contract: 'low-level-api',
    size: 387,
    method: 'lowlevel_storage_write',
    calls: [EMPTY],
    published: lowLevelApi,
  },
  {
    title: 'high-level minimal',
    contract: 'high-level-minimal',
    size: 163_586,
    method: 'empty',
    calls: [EMPTY],
    published: highLevelMinimal,
  },
  {
    title: 'collection',
    contract: 'collection',
    size: 327_309,
    method: 'set',
    calls: [entry('a', 'b'), entry('b', 'c'), entry('c', 'd')],
    published: collection,
  },
  expensive(20_000, expensive20000),
  expensive(10_000, expensive10000),
  expensive(100, expensive100),
]
