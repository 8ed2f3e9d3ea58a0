import { encodeBase58 } from '../protocol/base58.ts'
import type { ChainHead } from '../protocol/hash-chain.ts'
import { IndexerError } from './errors.ts'

/** What the registry's view `get_head` says, and as of which block if that is known. */
export type RegistryHead = { seq: number; head: string; block_height?: number | undefined }

/** Asks the registry; should answer or fail within some seconds. */
export type ReadHead = (signal: AbortSignal) => Promise<RegistryHead>

// Nodes differ in whether a view as of a block includes that block's own receipts.
const MARGIN_BLOCKS = 3

/** Throws an IndexerError if what was indexed up to a height cannot be what the registry has. */
export function checkHead(chain: ChainHead, height: number, registry: RegistryHead): void {
  const problem = difference(chain, height, registry)
  if (problem === undefined) return
  throw new IndexerError(
    'HEAD_MISMATCH',
    `${problem} The source of blocks altered events or left some out, or the RPC node is of another chain. Use another source and a new database.`,
    {
      seq: chain.seq,
      head: encodeBase58(chain.head),
      registrySeq: registry.seq,
      registryHead: registry.head,
    },
  )
}

function difference(chain: ChainHead, height: number, registry: RegistryHead): string | undefined {
  const head = encodeBase58(chain.head)
  if (registry.seq === chain.seq && registry.head !== head) {
    return `After event ${chain.seq} the registry's head is ${registry.head}, but the indexed events lead to ${head}.`
  }
  const { block_height } = registry
  if (block_height === undefined) return undefined
  if (registry.seq > chain.seq && block_height + MARGIN_BLOCKS <= height) {
    return `The registry had ${registry.seq} events in block ${block_height}, but only ${chain.seq} were found up to block ${height}.`
  }
  if (registry.seq < chain.seq && block_height >= height + MARGIN_BLOCKS) {
    return `The registry had ${registry.seq} events in block ${block_height}, but ${chain.seq} were found up to block ${height}.`
  }
  return undefined
}
