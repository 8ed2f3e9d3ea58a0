import type { Block } from '../../indexer/index.ts'
import { ENDLESS, type Fault, json } from './neardata-server.ts'

// What can be wrong with a server of blocks, and what the indexer makes of it.

/** What comes of a fault: the same tables in the end, or a stop with the tables as they were before the wrong block. */
export type Outcome =
  /** Requests are made again because of this; null: none has to be. */
  | { waitedOut: string | null }
  /** `kept` is how many blocks before the wrong one there are; null: it shows only when all is indexed. */
  | { stops: string; kept: number | null }

export type FaultCase = Outcome & {
  /** Answers that some requests for blocks get in place of the right one. */
  answer?: Fault
  /** Answers the first requests, before they reach the server. */
  connect?: () => Promise<Response>
  /** The blocks that the server has in place of the right ones. */
  blocks?: (right: readonly Block[]) => Block[]
  /** Whether another server stands beside, with nothing wrong. */
  hasOther?: boolean
  /** The chain that the RPC is of. */
  chainId?: string
}

// Some blocks' worth.
export const LARGEST_BODY = 100_000

/** Which block is wrong: one with two events of its own, and events before and after it. */
export const WRONG = 2

const status =
  (code: number, headers: Record<string, string> = {}, body = 'no'): Fault =>
  (response) =>
    void response.writeHead(code, headers).end(body)

const alteredAt =
  (alter: (block: Block) => Block, at = WRONG) =>
  (right: readonly Block[]): Block[] =>
    right.map((block, i) => (i === at ? alter(block) : block))

const withLogs = (alter: (line: string) => string) =>
  alteredAt((block) => ({
    ...block,
    receipts: block.receipts.map((receipt) => ({ ...receipt, logs: receipt.logs.map(alter) })),
  }))

const eventful = ({ receipts }: Block) =>
  receipts.filter(
    ({ status: how, logs, executorId }) =>
      how === 'SuccessValue' && logs.length > 1 && executorId !== 'impostor.near',
  )

export const FAULTS: Readonly<Record<string, FaultCase>> = {
  'an answer that comes late': {
    answer: (response, body) => void setTimeout(() => json(response, 200, body), 150),
    waitedOut: null,
  },
  '429 with Retry-After': {
    answer: status(429, { 'retry-after': '1' }),
    waitedOut: 'SOURCE_RATE_LIMITED',
  },
  '429 with a date to come back at': {
    answer: status(429, { 'retry-after': new Date(0).toUTCString() }),
    waitedOut: 'SOURCE_RATE_LIMITED',
  },
  '429 without Retry-After': { answer: status(429), waitedOut: 'SOURCE_RATE_LIMITED' },
  '500': { answer: status(500), waitedOut: 'SOURCE_FAILED' },
  '502 with a page': {
    answer: status(502, { 'content-type': 'text/html' }, '<html>Bad gateway</html>'),
    waitedOut: 'SOURCE_FAILED',
  },
  'a page that calls itself the answer': {
    answer: status(200, { 'content-type': 'text/html' }, '<html>Sign in</html>'),
    waitedOut: 'SOURCE_NOT_JSON',
  },
  'JSON that is cut off': {
    answer: (response, body) => json(response, 200, body.slice(0, body.length / 2)),
    waitedOut: 'SOURCE_NOT_JSON',
  },
  'a connection that is reset': {
    answer: (response) => void response.socket?.resetAndDestroy(),
    waitedOut: 'SOURCE_UNREACHABLE',
  },
  'a body that ends before its announced length': {
    answer(response, body) {
      response.writeHead(200, { 'content-length': body.length + 1_000 }).write(body)
      setTimeout(() => response.destroy(), 5)
    },
    waitedOut: 'SOURCE_UNREACHABLE',
  },
  'a name that cannot be resolved': {
    // `invalid` is a domain that there will never be (RFC 2606).
    connect: () => globalThis.fetch('http://blocks.invalid/'),
    waitedOut: 'SOURCE_UNREACHABLE',
  },
  'another content type': {
    answer: (response, body) =>
      void response.writeHead(200, { 'content-type': 'text/plain' }).end(body),
    waitedOut: null,
  },
  'gzip that is none': {
    answer: (response, body) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
    waitedOut: 'SOURCE_UNREACHABLE',
  },
  'a redirect without an end': {
    answer: status(302, { location: ENDLESS }),
    waitedOut: 'SOURCE_UNREACHABLE',
  },
  'a body that is too large': {
    answer: (response, body) => json(response, 200, body + ' '.repeat(LARGEST_BODY)),
    waitedOut: 'SOURCE_UNREACHABLE',
  },
  'a block that one of several servers does not have yet': {
    answer: status(404, {}, '{"type":"BLOCK_DOES_NOT_EXIST"}'),
    waitedOut: null,
  },
  'a server that refuses, with another one beside it': {
    answer: status(401),
    hasOther: true,
    waitedOut: 'SOURCE_REFUSED',
  },
  'the only server, which refuses': { answer: status(403), stops: 'SOURCE_REFUSED', kept: WRONG },
  'outcomes in another order': {
    blocks: alteredAt((block) => ({ ...block, receipts: block.receipts.toReversed() })),
    waitedOut: null,
  },
  'null for a block that exists': {
    blocks: (right) => right.filter((_, i) => i !== WRONG),
    stops: 'FORK',
    kept: WRONG,
  },
  'another height than asked for': {
    answer: (response, body) =>
      json(
        response,
        200,
        body.replace(/"height":(\d+)/, (_, height) => `"height":${+height - 1}`),
      ),
    stops: 'SOURCE_BAD_BLOCK',
    kept: WRONG,
  },
  'an older block in place of the one asked for': {
    blocks: (right) =>
      right.map((block, i) =>
        i === WRONG ? { ...(right[0] as Block), height: block.height } : block,
      ),
    stops: 'FORK',
    kept: WRONG,
  },
  'another block before it': {
    blocks: alteredAt((block) => ({ ...block, prevHash: block.hash })),
    stops: 'FORK',
    kept: WRONG,
  },
  'a block in no known form': {
    answer: (response, body) => json(response, 200, body.replace('"shards"', '"shreds"')),
    stops: 'SOURCE_BAD_BLOCK',
    kept: WRONG,
  },
  'an event whose recipe is altered': {
    blocks: withLogs((line) => line.replace('--features=', '--feature=')),
    stops: 'BAD_EVENT',
    kept: WRONG,
  },
  'an event of another block': {
    blocks: withLogs((line) => line.replace(/"block_height":\d+/, '"block_height":7')),
    stops: 'BAD_EVENT',
    kept: WRONG,
  },
  'an event that is altered where only the hash chain tells': {
    blocks: withLogs((line) => line.replace('countersign/1.0.0', 'countersign/1.0.1')),
    stops: 'HEAD_MISMATCH',
    kept: null,
  },
  'an event that is hidden': {
    blocks: alteredAt((block) => {
      const [hidden] = eventful(block)
      return { ...block, receipts: block.receipts.filter((receipt) => receipt !== hidden) }
    }),
    stops: 'SEQ_GAP',
    kept: WRONG,
  },
  'the last events, hidden': {
    blocks: (right) => {
      const last = right.findLastIndex((block) => eventful(block).length > 0)
      return right.map((block, i) => (i === last ? { ...block, receipts: [] } : block))
    },
    stops: 'HEAD_MISMATCH',
    kept: null,
  },
  'an event that comes twice': {
    blocks: alteredAt((block) => ({
      ...block,
      receipts: block.receipts.flatMap((receipt) => [receipt, receipt]),
    })),
    stops: 'SEQ_GAP',
    kept: WRONG,
  },
  'the failed receipts called successful': {
    blocks: alteredAt((block) => ({
      ...block,
      receipts: block.receipts.map((receipt) => ({ ...receipt, status: 'SuccessValue' as const })),
    })),
    stops: 'SEQ_GAP',
    kept: WRONG,
  },
  'an RPC of another chain': { chainId: 'mainnet', stops: 'WRONG_NETWORK', kept: 0 },
}
